#include "printing/fonts.h"

#include <cairo-ft.h>

#include "text/unicode.h"

namespace printing {

namespace {

/// Cairo may keep a face in its caches longer than we do, so each face carries what it needs to
/// end in order: its own library.
struct Handles {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
};

void end(void* data) {
    const std::unique_ptr<Handles> handles(static_cast<Handles*>(data));
    if (handles->face) FT_Done_Face(handles->face);
    if (handles->library) FT_Done_FreeType(handles->library);
}

}  // namespace

void Fonts::Release::operator()(_cairo_font_face* face) const { cairo_font_face_destroy(face); }

Result<Fonts::Font> Fonts::open(const std::string& path) {
    static const cairo_user_data_key_t kKey{};
    auto handles = std::make_unique<Handles>();
    if (FT_Init_FreeType(&handles->library) != 0)
        return Error{Error::Code::unavailable, "FreeType does not start"};
    if (FT_New_Face(handles->library, path.c_str(), 0, &handles->face) != 0) {
        FT_Done_FreeType(handles->library);
        return Error{Error::Code::not_found, "no font in " + path};
    }
    Font font{.face = nullptr, .letters = handles->face};
    font.face.reset(cairo_ft_font_face_create_for_ft_face(handles->face, 0));
    const cairo_status_t kept =
        cairo_font_face_set_user_data(font.face.get(), &kKey, handles.get(), end);
    ASSERT(kept == CAIRO_STATUS_SUCCESS);
    (void)handles.release();  // The face's from here on.
    return font;
}

Result<Fonts> Fonts::load(const std::string& folder) {
    Fonts fonts;
    static constexpr const char* kFiles[] = {"NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf",
                                             "NotoSans-Bold.ttf"};
    for (std::size_t i = 0; i < fonts.letters_.size(); ++i)
        fonts.letters_[i] = TRY(open(folder + "/" + kFiles[i]));
    fonts.signs_ = TRY(open(folder + "/NotoSansMath-Signs.ttf"));
    return fonts;
}

const Fonts::Font* Fonts::font_for(char32_t letter, Weight weight) const {
    const Font& own = letters_[static_cast<std::size_t>(weight)];
    if (FT_Get_Char_Index(own.letters, letter) != 0) return &own;
    if (FT_Get_Char_Index(signs_.letters, letter) != 0) return &signs_;
    return nullptr;
}

bool Fonts::has(char32_t letter) const { return font_for(letter, Weight::regular) != nullptr; }

std::vector<Fonts::Piece> Fonts::pieces(std::string_view utf8, Weight weight) const {
    std::vector<Piece> pieces;
    for (char32_t letter : text::code_points(utf8)) {
        const Font* font = font_for(letter, weight);
        if (!font) letter = U'?';
        if (!font) font = font_for(letter, weight);
        ASSERT(font);
        if (pieces.empty() || pieces.back().face != font->face.get())
            pieces.push_back({.text = {}, .face = font->face.get()});
        pieces.back().text += text::to_utf8(letter);
    }
    return pieces;
}

}  // namespace printing

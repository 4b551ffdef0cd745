#include "paint/glyphs.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <array>
#include <cstring>

#include "base/files.h"
#include "base/panic.h"
#include "paint/utf8.h"

namespace paint {

namespace {

constexpr std::size_t kFontBytesMax = 4u << 20;  // The largest shipped font has 36 KB.
constexpr int kSigns = kFaces;                   // The companion's place, after the faces.

constexpr std::array<const char*, kFaces + 1> kFiles{
    "NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf",
    "MaterialIcons-Regular.ttf", "NotoSansMath-Signs.ttf"};

std::uint64_t key_of(Face face, int pixels, char32_t code_point) {
    return static_cast<std::uint64_t>(face) << 56 | static_cast<std::uint64_t>(pixels) << 32 |
           code_point;
}

}  // namespace

/// The library and its faces; each face reads from bytes that must outlive it.
struct Glyphs::Fonts {
    FT_Library library = nullptr;
    std::array<std::string, kFaces + 1> bytes;
    std::array<FT_Face, kFaces + 1> faces{};

    Fonts() = default;
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;
    ~Fonts() {
        if (library) FT_Done_FreeType(library);  // And with it every face.
    }

    Result<> load(const std::string& folder) {
        if (FT_Init_FreeType(&library) != 0) {
            return Error{Error::Code::unavailable, "start FreeType: no memory"};
        }
        for (std::size_t i = 0; i < kFiles.size(); ++i) {
            const std::string path = folder + "/" + kFiles[i];
            bytes[i] = TRY(files::read(path, kFontBytesMax));
            const auto* data = reinterpret_cast<const FT_Byte*>(bytes[i].data());
            const auto size = static_cast<FT_Long>(bytes[i].size());
            if (FT_New_Memory_Face(library, data, size, 0, &faces[i]) != 0 ||
                !FT_IS_SCALABLE(faces[i])) {
                return Error{Error::Code::corrupt, path + ": not a font"};
            }
        }
        return {};
    }

    /// The face that draws a code point: its own, or the companion's where only that has it.
    FT_Face face_for(Face face, char32_t code_point) const {
        const FT_Face own = faces[static_cast<std::size_t>(face)];
        const FT_Face signs = faces[kSigns];
        const bool own_has = FT_Get_Char_Index(own, code_point) != 0;
        const bool borrow = !own_has && face != Face::icons;
        return borrow && FT_Get_Char_Index(signs, code_point) != 0 ? signs : own;
    }
};

Glyphs::Glyphs(std::unique_ptr<Fonts> fonts)
    : fonts_(std::move(fonts)), atlas_(std::make_unique<Atlas>()) {}
Glyphs::Glyphs(Glyphs&&) noexcept = default;
Glyphs& Glyphs::operator=(Glyphs&&) noexcept = default;
Glyphs::~Glyphs() = default;

Result<Glyphs> Glyphs::open(const std::string& folder) {
    auto fonts = std::make_unique<Fonts>();
    Result<> loaded = fonts->load(folder);
    if (!loaded) return std::move(loaded).error().during("open fonts");
    return Glyphs(std::move(fonts));
}

bool Glyphs::has(Face face, char32_t code_point) const {
    return FT_Get_Char_Index(fonts_->face_for(face, code_point), code_point) != 0;
}

const Glyph& Glyphs::glyph(Face face, int pixels, char32_t code_point) {
    ASSERT(pixels > 0 && pixels <= kPixelsMax);
    const std::uint64_t key = key_of(face, pixels, code_point);
    const auto found = glyphs_.find(key);
    if (found != glyphs_.end()) return found->second;
    return glyphs_.emplace(key, draw(face, pixels, code_point)).first->second;
}

Glyph Glyphs::draw(Face face, int pixels, char32_t code_point) {
    const FT_Face source = fonts_->face_for(face, code_point);
    // A glyph that FreeType cannot draw (out of memory, broken outline) is an empty one.
    Glyph glyph;
    if (FT_Set_Pixel_Sizes(source, 0, static_cast<FT_UInt>(pixels)) != 0) return glyph;
    const FT_UInt index = FT_Get_Char_Index(source, code_point);
    if (FT_Load_Glyph(source, index, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0) return glyph;
    constexpr float kFixedOne = 65536;  // linearHoriAdvance is 16.16, before any hinting.
    glyph.advance = static_cast<float>(source->glyph->linearHoriAdvance) / kFixedOne;
    if (FT_Render_Glyph(source->glyph, FT_RENDER_MODE_NORMAL) != 0) return glyph;

    const FT_Bitmap& bitmap = source->glyph->bitmap;
    if (bitmap.width == 0 || bitmap.rows == 0) return glyph;
    const int rows = static_cast<int>(bitmap.rows);
    const std::optional<Slot> slot = atlas_->place(static_cast<int>(bitmap.width), rows);
    if (!slot) {
        overflowed_ = true;
        return glyph;
    }
    for (int y = 0; y < rows; ++y) {
        std::memcpy(atlas_->row(*slot, y), bitmap.buffer + y * bitmap.pitch, bitmap.width);
    }
    glyph.mask = *slot;
    glyph.left = source->glyph->bitmap_left;
    glyph.top = source->glyph->bitmap_top;
    return glyph;
}

float Glyphs::width(Face face, int pixels, std::string_view utf8) {
    float sum = 0;
    while (!utf8.empty()) sum += glyph(face, pixels, next_code_point(utf8)).advance;
    return sum;
}

void Glyphs::clear() {
    atlas_->clear();
    glyphs_.clear();
    shapes_.clear();
    overflowed_ = false;
}

}  // namespace paint

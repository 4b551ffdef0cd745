#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "printing/document.h"

struct _cairo_font_face;
struct FT_FaceRec_;

namespace printing {

/// The program's own fonts (assets/fonts), so that paper looks the same whatever is installed.
/// One thread at a time.
class Fonts {
public:
    /// `not_found` names the file that is missing or is no font.
    static Result<Fonts> load(const std::string& folder);

    /// Text cut into pieces that one font can draw: arrows and comparison signs stand in a font
    /// of their own. A letter that no font has becomes "?".
    struct Piece {
        std::string text;
        _cairo_font_face* face = nullptr;
    };
    std::vector<Piece> pieces(std::string_view utf8, Weight weight) const;

    bool has(char32_t letter) const;

private:
    struct Release {
        void operator()(_cairo_font_face* face) const;
    };
    /// `letters` belongs to `face`, which lets go of it last.
    struct Font {
        std::unique_ptr<_cairo_font_face, Release> face;
        FT_FaceRec_* letters = nullptr;
    };
    static Result<Font> open(const std::string& path);
    const Font* font_for(char32_t letter, Weight weight) const;

    std::array<Font, 3> letters_;  ///< By Weight.
    Font signs_;
};

}  // namespace printing

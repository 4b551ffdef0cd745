#include "paint/glyphs.h"

#include <ft2build.h>
#include FT_BBOX_H
#include FT_FREETYPE_H

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

#include "base/files.h"
#include "base/panic.h"
#include "paint/outline.h"
#include "paint/shaper.h"

namespace paint {

namespace {

constexpr std::size_t kFontBytesMax = 4u << 20;  // The largest shipped font has 36 KB.
constexpr std::size_t kSigns = kFaces;           // The companion's place, after the faces.

constexpr std::array<const char*, kFaces + 1> kFiles{
    "NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf",
    "MaterialIcons-Regular.ttf", "NotoSansMath-Signs.ttf"};

constexpr FT_Int32 kHinted = FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP;
constexpr FT_Int32 kUnhinted = FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP;

std::uint64_t key_of(Face face, int pixels, Cluster cluster) {
    constexpr int kPixelsBits = 12;
    static_assert(Glyphs::kPixelsMax < 1 << kPixelsBits);
    return static_cast<std::uint64_t>(face) << (Cluster::kBits + kPixelsBits) |
           static_cast<std::uint64_t>(pixels) << Cluster::kBits | cluster.bits();
}

/// How light hinting moved a letter's upper and lower edge, in FreeType's 1/64 pixel.
struct Hinted {
    FT_BBox before, after;

    /// How far a mark must follow: with the upper edge when it is over the letter, with the lower
    /// edge when it is under it, and not at all beside it (a horn).
    FT_Pos shift_at(FT_Pos middle) const {
        if (middle > before.yMax) return after.yMax - before.yMax;
        if (middle < before.yMin) return after.yMin - before.yMin;
        return 0;
    }
};

FT_BBox box_of(const FT_Face source) {
    FT_BBox box{};
    FT_Outline_Get_BBox(&source->glyph->outline, &box);
    return box;
}

/// Puts the parts of a cluster together; false when FreeType cannot (out of memory, broken
/// outline). The letter is hinted, so it is the very letter that stands alone; marks are not,
/// and keep the distance from its edge that the font gives them: exactly, where hinting both
/// would be wrong by up to 1.6 pixels.
bool put_together(Outline& outline, const FT_Face source, const Shaped& shaped) {
    constexpr double kFixedOne = 64;
    Hinted letter{};
    for (const Shaped::Part& part : shaped.parts) {
        if (FT_Load_Glyph(source, part.glyph, kUnhinted) != 0) return false;
        const FT_BBox box = box_of(source);
        const FT_Pos x = std::lround(part.x * kFixedOne);
        FT_Pos y = std::lround(part.y * kFixedOne);
        if (&part == &shaped.parts.front()) {
            if (FT_Load_Glyph(source, part.glyph, kHinted) != 0) return false;
            letter = {.before = box, .after = box_of(source)};
        } else {
            y += letter.shift_at((box.yMin + box.yMax) / 2 + y);
        }
        outline.add(source->glyph->outline, x, y);
    }
    return true;
}

}  // namespace

/// The library and its faces; each face reads from bytes that must outlive it.
struct Glyphs::Fonts {
    FT_Library library = nullptr;
    std::array<std::string, kFaces + 1> bytes;
    std::array<FT_Face, kFaces + 1> faces{};
    std::vector<Shaper> shapers;  // Of the same bytes.

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
            shapers.emplace_back(bytes[i]);
        }
        return {};
    }

    /// Which font draws a code point: its own, or the companion where only that has it.
    std::size_t font_for(Face face, char32_t code_point) const {
        const auto own = static_cast<std::size_t>(face);
        const bool own_has = FT_Get_Char_Index(faces[own], code_point) != 0;
        const bool borrow = !own_has && face != Face::icons;
        return borrow && FT_Get_Char_Index(faces[kSigns], code_point) != 0 ? kSigns : own;
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
    const std::size_t font = fonts_->font_for(face, code_point);
    if (is_mark(code_point)) return fonts_->shapers[font].places(code_point);
    return FT_Get_Char_Index(fonts_->faces[font], code_point) != 0;
}

bool Glyphs::has(Face face, Cluster cluster) const {
    if (cluster.plain()) return has(face, cluster.letter());
    return fonts_->shapers[fonts_->font_for(face, cluster.letter())].places(cluster);
}

const Glyph& Glyphs::glyph(Face face, int pixels, Cluster cluster) {
    ASSERT(pixels > 0 && pixels <= kPixelsMax);
    const std::uint64_t key = key_of(face, pixels, cluster);
    const auto found = glyphs_.find(key);
    if (found != glyphs_.end()) return found->second;
    const Glyph drawn =
        cluster.plain() ? draw(face, pixels, cluster.letter()) : compose(face, pixels, cluster);
    return glyphs_.emplace(key, drawn).first->second;
}

Glyph Glyphs::draw(Face face, int pixels, char32_t code_point) {
    const FT_Face source = fonts_->faces[fonts_->font_for(face, code_point)];
    // A glyph that FreeType cannot draw (out of memory, broken outline) is an empty one.
    Glyph glyph;
    if (FT_Set_Pixel_Sizes(source, 0, static_cast<FT_UInt>(pixels)) != 0) return glyph;
    const FT_UInt index = FT_Get_Char_Index(source, code_point);
    if (FT_Load_Glyph(source, index, kHinted) != 0) return glyph;
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

Glyph Glyphs::compose(Face face, int pixels, Cluster cluster) {
    const std::size_t font = fonts_->font_for(face, cluster.letter());
    const FT_Face source = fonts_->faces[font];
    Glyph glyph;
    if (FT_Set_Pixel_Sizes(source, 0, static_cast<FT_UInt>(pixels)) != 0) return glyph;
    const Shaped shaped = fonts_->shapers[font].shape(cluster, pixels);
    glyph.advance = static_cast<float>(shaped.advance);
    Outline outline;
    if (!put_together(outline, source, shaped)) return glyph;
    const Rect ink = outline.ink();
    if (ink.empty()) return glyph;
    const std::optional<Slot> slot = atlas_->place(ink.width(), ink.height());
    if (!slot) {
        overflowed_ = true;
        return glyph;
    }
    glyph.mask = *slot;
    glyph.left = ink.x0;
    glyph.top = -ink.y0;
    outline.render(fonts_->library, atlas_->row(*slot, 0), Atlas::kWidth);
    return glyph;
}

float Glyphs::width(Face face, int pixels, std::string_view utf8) {
    float sum = 0;
    while (!utf8.empty()) sum += glyph(face, pixels, next_cluster(utf8)).advance;
    return sum;
}

void Glyphs::clear() {
    atlas_->clear();
    glyphs_.clear();
    shapes_.clear();
    overflowed_ = false;
}

}  // namespace paint

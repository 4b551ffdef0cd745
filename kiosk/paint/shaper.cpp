#include "paint/shaper.h"

#include <hb-ot.h>
#include <hb.h>

#include <algorithm>

namespace paint {

namespace {

/// HarfBuzz counts in whole numbers: 1/65536 pixel is what FreeType's linear advances have, and
/// the largest size (kPixelsMax) of it fits an int many times over.
constexpr int kParts = 65536;

template <class T, void (*destroy)(T*)>
struct Destroy {
    void operator()(T* handle) const { destroy(handle); }
};
template <class T, void (*destroy)(T*)>
using Handle = std::unique_ptr<T, Destroy<T, destroy>>;

using Set = Handle<hb_set_t, hb_set_destroy>;
using Buffer = Handle<hb_buffer_t, hb_buffer_destroy>;
using Font = Handle<hb_font_t, hb_font_destroy>;
using FontFace = Handle<hb_face_t, hb_face_destroy>;
using Blob = Handle<hb_blob_t, hb_blob_destroy>;

/// Every glyph that a lookup of GPOS's feature "mark" moves or moves to.
Set moved_glyphs(hb_face_t* face) {
    const hb_tag_t features[] = {HB_TAG('m', 'a', 'r', 'k'), HB_TAG_NONE};
    const Set lookups(hb_set_create());
    Set glyphs(hb_set_create());
    hb_ot_layout_collect_lookups(face, HB_OT_TAG_GPOS, nullptr, nullptr, features, lookups.get());
    for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; hb_set_next(lookups.get(), &lookup);)
        hb_ot_layout_lookup_collect_glyphs(face, HB_OT_TAG_GPOS, lookup, nullptr, glyphs.get(),
                                           nullptr, nullptr);
    return glyphs;
}

}  // namespace

struct Shaper::Handles {
    FontFace face;
    Font font;
    Buffer buffer;
    Set moved;

    explicit Handles(const std::string& bytes) {
        const Blob blob(hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()),
                                       HB_MEMORY_MODE_READONLY, nullptr, nullptr));
        face.reset(hb_face_create(blob.get(), 0));
        font.reset(hb_font_create(face.get()));
        buffer.reset(hb_buffer_create());
        moved = moved_glyphs(face.get());
    }

    bool is_mark_glyph(hb_codepoint_t glyph) const {
        return hb_ot_layout_get_glyph_class(face.get(), glyph) == HB_OT_LAYOUT_GLYPH_CLASS_MARK;
    }
};

Shaper::Shaper(const std::string& font) : handles_(std::make_unique<Handles>(font)) {}
Shaper::Shaper(Shaper&&) noexcept = default;
Shaper::~Shaper() = default;

Shaped Shaper::shape(const Cluster& cluster, int pixels) const {
    hb_buffer_t* buffer = handles_->buffer.get();
    hb_font_t* font = handles_->font.get();
    hb_buffer_clear_contents(buffer);
    // Jrai and Bahnar have no tables of their own in the font: Latin, of whatever language.
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_add(buffer, cluster.letter(), 0);
    for (const char32_t mark : cluster.marks()) hb_buffer_add(buffer, mark, 0);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_font_set_scale(font, pixels * kParts, pixels * kParts);
    hb_shape(font, buffer, nullptr, 0);

    Shaped shaped;
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer, &count);
    double pen = 0;
    for (unsigned i = 0; i < count; ++i) {
        shaped.parts.push_back({.glyph = infos[i].codepoint,
                                .x = pen + places[i].x_offset / double{kParts},
                                .y = places[i].y_offset / double{kParts},
                                .placed = places[i].x_offset != 0 || places[i].y_offset != 0});
        pen += places[i].x_advance / double{kParts};
    }
    shaped.advance = pen;
    return shaped;
}

bool Shaper::places(char32_t mark) const {
    hb_codepoint_t glyph = 0;
    const bool has = hb_font_get_nominal_glyph(handles_->font.get(), mark, &glyph);
    return has && handles_->is_mark_glyph(glyph) && hb_set_has(handles_->moved.get(), glyph);
}

bool Shaper::places(const Cluster& cluster) const {
    const Shaped shaped = shape(cluster, 64);  // Any size: only "moved at all" is asked.
    return std::ranges::all_of(shaped.parts, [&](const Shaped::Part& part) {
        const bool letter = &part == &shaped.parts.front();
        return part.glyph != 0 && letter != handles_->is_mark_glyph(part.glyph) &&
               letter != part.placed;
    });
}

}  // namespace paint

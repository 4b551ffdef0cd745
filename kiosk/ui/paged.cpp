#include "ui/paged.h"

#include <cmath>

namespace ui {

namespace {

using std::chrono::milliseconds;

// After the finger leaves, the list glides on as far as its speed would carry it in a quarter of
// a second, to a whole row, and closes half of what is left every 45 ms.
constexpr float kGlideSeconds = 0.25f;
constexpr float kHalfLifeMs = 45;
constexpr milliseconds kFrameMax{64};  // A late frame must not jump.

/// Follows the finger, glides after it. Returns the row to rest on when it came to rest.
std::optional<int> slide(Frame& f, Scroll& scroll, Box box, const Paged& list, float pitch,
                         int last_first) {
    const Memory::Finger& finger = f.memory.finger;
    const bool inside =
        finger.x >= box.x && finger.x < box.right() && finger.y >= box.y && finger.y < box.bottom();
    if (finger.began_drag && inside) {
        scroll.held = true;
        scroll.grabbed_at = scroll.offset;
    }
    const float top = -static_cast<float>(list.first) * pitch;
    const float bottom = static_cast<float>(last_first - list.first) * pitch;
    if (scroll.held && finger.dragging) {
        scroll.offset = std::clamp(scroll.grabbed_at - finger.dy, top, bottom);
        scroll.moved = f.now;
        return std::nullopt;
    }
    if (scroll.held) {  // Just lifted: choose where to rest.
        scroll.held = false;
        const float aim = scroll.offset - finger.speed_y * kGlideSeconds;
        scroll.speed = std::round(std::clamp(aim, top, bottom) / pitch) * pitch;
        scroll.moved = f.now;
    }
    if (scroll.offset == scroll.speed && scroll.offset == 0) return std::nullopt;
    const auto passed =
        std::min(std::chrono::duration_cast<milliseconds>(f.now - scroll.moved), kFrameMax);
    scroll.moved = f.now;
    const float left = scroll.speed - scroll.offset;
    const float kept = std::pow(0.5f, static_cast<float>(passed.count()) / kHalfLifeMs);
    scroll.offset = scroll.speed - left * kept;
    if (std::abs(scroll.speed - scroll.offset) >= 1) {
        f.memory.moving = true;
        return std::nullopt;
    }
    const int row = list.first + static_cast<int>(std::lround(scroll.speed / pitch));
    scroll = {};
    return row;
}

/// Whether both ways of a pager that lies must be said in a word.
bool brief(Frame& f, const Box& box) {
    for (const char* key : {"list.prev", "list.next"})
        if (button_width(f, {.icon = "keyboard_arrow_up", .label = f.say(key)}) > box.w)
            return true;
    return false;
}

/// Whether the pager lies below the rows, or stands at their side.
bool lies(const Frame& f, PagerAt at) {
    return at == PagerAt::below || (at == PagerAt::usual && f.portrait());
}

}  // namespace

int rows_fitting(const Frame& f, float height, float row_min) {
    return std::max(1, static_cast<int>((height + f.size.gap) / (row_min + f.size.gap)));
}

Box cut_pager(const Frame& f, Box& box, PagerAt at) {
    return lies(f, at) ? box.cut_bottom(f.size.button, f.size.gap)
                       : cut_hand(f, box, f.size.rail, f.size.space3);
}

std::optional<int> draw_pager(Frame& f, Box box, int page, int pages, PagerAt at) {
    const bool row = lies(f, at);
    const std::string label =
        f.fill("list.page", {{"a", std::to_string(page + 1)}, {"b", std::to_string(pages)}});
    const Look look{.style = Style::caption,
                    .weight = Weight::semibold,
                    .align = Align::centre,
                    .middle = true};
    Box first, last;
    if (row) {
        const float middle = text_width(f, label, look) + f.size.space2;
        const float side = std::floor((box.w - middle) / 2) - f.size.gap;
        first = box.cut_left(side, f.size.gap);
        last = box.cut_right(side, f.size.gap);
    } else {
        float middle = text_height(f, label, look, box.w) + f.size.space1;
        if (box.h < 2 * (f.size.touch_min + f.size.gap) + middle) middle = -f.size.gap;
        const float side = std::floor((box.h - middle) / 2) - f.size.gap;
        first = box.cut_top(side, f.size.gap);
        last = box.cut_bottom(side, f.size.gap);
    }
    // Where the buttons need all the room the page is only told.
    if (box.h >= line_height(f, look))
        draw_text(f, box, label, look);
    else
        mention_words(f, box, label);
    const bool short_ways = row && brief(f, first);
    const Button previous{.icon = "keyboard_arrow_up",
                          .label = f.say(short_ways ? "list.prev.short" : "list.prev"),
                          .enabled = page > 0,
                          .stacked = !row};
    const Button next{.icon = "keyboard_arrow_down",
                      .label = f.say(short_ways ? "list.next.short" : "list.next"),
                      .enabled = page + 1 < pages,
                      .stacked = !row};
    const bool go_up = button(f, "page-up", first, previous);
    const bool go_down = button(f, "page-down", last, next);
    if (go_up) return page - 1;
    if (go_down) return page + 1;
    return std::nullopt;
}

Asked draw_paged(Frame& f, Box box, const Paged& list,
                 const std::function<Asked(int row, Box box)>& draw) {
    Box pager{};
    int fit = rows_fitting(f, box.h, list.row_min);
    const bool paging = list.count > fit;
    if (paging) {
        pager = cut_pager(f, box, list.pager);
        fit = rows_fitting(f, box.h, list.row_min);
    }
    const int shown = std::max(1, std::min(fit, list.count));
    const int spread = paging ? fit : shown;
    float height = std::floor((box.h - f.size.gap * static_cast<float>(spread - 1)) /
                              static_cast<float>(spread));
    if (list.row_max > 0) height = std::min(height, std::max(list.row_max, list.row_min));
    const float pitch = height + f.size.gap;
    const int last_first = std::max(0, list.count - fit);

    Paged at = list;
    at.first = std::clamp(list.first, 0, last_first);
    Scroll& scroll = f.memory.scrolls[list.id];
    const std::optional<int> rested =
        paging ? slide(f, scroll, box, at, pitch, last_first) : std::nullopt;
    Asked asked;
    if (rested && *rested != at.first) asked = app::ScrollTo{*rested};

    const float offset = rested ? static_cast<float>(*rested - at.first) * pitch : scroll.offset;
    const bool sliding = offset != 0;
    if (sliding) clip(f, box);
    const int from = std::max(0, at.first + static_cast<int>(std::floor(offset / pitch)));
    const int to = std::min(list.count, from + fit + (sliding ? 1 : 0));
    for (int row = from; row < to; ++row) {
        const float y = box.y + std::round(static_cast<float>(row - at.first) * pitch - offset);
        if (Asked wished = draw(row, {box.x, y, box.w, height}); wished && !asked) asked = wished;
    }
    if (sliding) unclip(f);
    if (!paging) return asked;
    // The last page is a full one: it may show rows of the page before.
    const int pages = (list.count + fit - 1) / fit;
    const int page = at.first >= last_first ? pages - 1 : at.first / fit;
    if (const auto chosen = draw_pager(f, pager, page, pages, list.pager))
        return app::ScrollTo{std::min(*chosen * fit, last_first)};
    return asked;
}

}  // namespace ui

#include "ui/heading.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

Asked draw_ways(Frame& f, Box box) {
    const auto sub = [&](const char* key) { return f.low() ? std::string() : f.say(key); };
    const Choice search{.icon = "search",
                        .title = f.say("home.search"),
                        .explanation = sub("home.search.sub"),
                        .kind = Kind::primary};
    const Choice most{.icon = "star",
                      .title = f.say("home.top"),
                      .explanation = sub("home.top.sub"),
                      .kind = Kind::indigo};
    const Choice track{.icon = "manage_search",
                       .title = f.say("home.track"),
                       .explanation = sub("home.track.sub")};
    std::vector<Box> boxes;
    if (f.portrait()) {
        const auto halves = rows(box, 2, f.size.tile_gap);
        boxes.push_back(halves[0]);
        for (const Box& half : columns(halves[1], 2, f.size.tile_gap)) boxes.push_back(half);
    } else {
        boxes = columns(box, 3, f.size.space3);
    }
    if (choice(f, "search", boxes[0], search)) return app::OpenSearch{};
    if (choice(f, "most-used", boxes[1], most)) return app::OpenMostUsed{};
    if (choice(f, "track", boxes[2], track)) return app::OpenTrack{};
    return std::nullopt;
}

struct Grid {
    int columns = 4, rows = 3;
};

float ways_height(const Frame& f) {
    const float way = f.low() ? f.size.big_button : f.size.action;
    if (!f.portrait()) return way;
    return 2 * way + (f.low() ? 0 : 2 * f.size.space4) + f.size.tile_gap;
}

/// As many tiles as fit; when not all do, the last place leads to the next page.
Asked draw_tiles(Frame& f, Box box, const app::Home& screen) {
    const auto& tiles = f.world.catalogue->tiles();
    Grid grid;
    grid.columns = f.portrait() ? 2 : f.theme.roomy() ? 4 : 3;
    const int all = static_cast<int>(tiles.size());
    const int fit =
        std::max(1, static_cast<int>((box.h + f.size.tile_gap) / (f.size.tile + f.size.tile_gap)));
    grid.rows = std::min(fit, (all + grid.columns - 1) / grid.columns);
    const int places = grid.columns * grid.rows;
    const bool paging = all > places;
    const int per_page = paging ? places - 1 : places;
    const int pages = (all + per_page - 1) / per_page;
    const int page = screen.page % pages;
    const auto lines = rows(box, grid.rows, f.size.tile_gap);
    Asked asked;
    for (int place = 0; place < places; ++place) {
        const auto cells = columns(lines[static_cast<std::size_t>(place / grid.columns)],
                                   grid.columns, f.size.tile_gap);
        const Box at = cells[static_cast<std::size_t>(place % grid.columns)];
        if (paging && place == per_page) {
            const std::string more = f.fill(
                "home.more", {{"a", std::to_string(page + 1)}, {"b", std::to_string(pages)}});
            if (tile(f, "more", at, "arrow_forward", "papers", more))
                asked = app::TurnHome{(page + 1) % pages};
            break;
        }
        const int index = page * per_page + place;
        if (index >= all) continue;
        const catalogue::Tile& shown = tiles[static_cast<std::size_t>(index)];
        if (tile(f, "tile-" + shown.id, at, shown.icon, shown.tint, shown.name.in(f.language())))
            asked = app::OpenTile{shown.id};
    }
    return asked;
}

}  // namespace

Asked draw_home(Frame& f, const app::Home& screen) {
    Box box = f.content;
    heading(f, box,
            {.icon = f.low() ? "keyboard_double_arrow_down" : "",
             .title = f.say("home.title"),
             .aside = f.say("home.private"),
             .below = f.say("low.below"),
             .promise = true});
    const float gap = f.low() ? f.size.tile_gap : f.size.space3;
    Asked asked = draw_ways(f, box.cut_top(ways_height(f), gap));
    if (!f.low() && (f.portrait() || f.theme.roomy())) {
        const Look key{.style = Style::key, .weight = Weight::semibold, .lines = 1};
        const Box line = box.cut_top(line_height(f, key), f.size.space2);
        draw_text(f, line, f.say("home.fields"), fitting(f, f.say("home.fields"), line, key));
    } else {
        mention(f, box, "home.fields");
    }
    if (Asked chosen = draw_tiles(f, box, screen)) asked = chosen;
    return asked;
}

}  // namespace ui

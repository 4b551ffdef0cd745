#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

Asked draw_ways(Frame& f, Box box) {
    const bool brief = !f.theme.roomy();
    const auto sub = [&](const char* key) { return brief ? std::string() : f.say(key); };
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
    const Look head{.style = Style::head, .weight = Weight::bold, .lines = 1};
    Look title = head;
    title.style = Style::title;
    const std::string& question = f.say("home.title");
    Box line =
        box.cut_top(line_height(f, head), f.theme.roomy() ? f.size.space3 : f.size.space1);
    const std::string& promise = f.say("home.private");
    const float promised = chip_width(f, promise);
    const float room = line.w - promised - f.size.space4;
    if (!f.portrait() && text_width(f, question, head) <= room) {
        const Box at = line.cut_right(promised, f.size.space4);
        chip(f, at.centred(at.w, f.size.chip), "verified_user", promise, Tone::ok);
    }
    title = fitting(f, question, line, {head, title});
    title.middle = true;
    draw_text(f, line, question, title);

    const float ways =
        f.portrait() ? 2 * f.size.action + 2 * f.size.space4 + f.size.tile_gap : f.size.action;
    Asked asked = draw_ways(f, box.cut_top(ways, f.size.space3));
    if (!f.theme.extra() && (f.portrait() || f.theme.roomy())) {
        const Look heading{.style = Style::key, .weight = Weight::semibold, .lines = 1};
        draw_text(f, box.cut_top(line_height(f, heading), f.size.space2), f.say("home.fields"),
                  heading);
    }
    if (Asked chosen = draw_tiles(f, box, screen)) asked = chosen;
    return asked;
}

}  // namespace ui

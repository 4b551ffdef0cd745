#include <algorithm>

#include "ui/heading.h"
#include "ui/paged.h"
#include "ui/row.h"
#include "ui/views.h"

namespace ui {

namespace {

constexpr std::size_t kMostUsed = 10;  // "10 việc nhiều người làm".

/// Most opened first (from the journal), then the order of the catalogue.
std::vector<const catalogue::Procedure*> sorted(const Frame& f,
                                                std::vector<const catalogue::Procedure*> list) {
    const auto& used = f.model.status.most_used;
    const auto rank = [&](const catalogue::Procedure* procedure) {
        return std::find(used.begin(), used.end(), procedure->code) - used.begin();
    };
    std::stable_sort(list.begin(), list.end(),
                     [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
    return list;
}

std::vector<const catalogue::Procedure*> most_used(const Frame& f) {
    std::vector<const catalogue::Procedure*> list;
    for (const catalogue::Procedure& procedure : f.world.catalogue->procedures())
        if (!procedure.internal) list.push_back(&procedure);
    list = sorted(f, std::move(list));
    if (list.size() > kMostUsed) list.resize(kMostUsed);
    return list;
}

/// The tabs of a tile, when they all fit one row at this text size; they are a short cut, the
/// whole list is there without them.
Asked draw_groups(Frame& f, Box& box, const catalogue::Tile& tile, const app::List& screen) {
    if (tile.groups.empty()) return std::nullopt;
    struct Tab {
        std::string id, label;
        float width;
    };
    const Look type{.style = Style::caption, .weight = Weight::semibold};
    std::vector<Tab> tabs{{"", f.say("list.all"), 0}};
    for (const catalogue::Group& group : tile.groups)
        tabs.push_back({group.id, group.name.in(f.language()), 0});
    float all = -f.size.gap;
    for (Tab& tab : tabs) {
        tab.width =
            std::max(text_width(f, tab.label, type) + 2 * f.size.space3, f.size.touch_min + 2);
        all += tab.width + f.size.gap;
    }
    if (all > box.w) return std::nullopt;
    Box line = box.cut_top(f.size.tab, f.theme.roomy() ? f.size.space3 : f.size.gap);
    Asked asked;
    for (const Tab& shown : tabs) {
        const Box at = line.cut_left(shown.width, f.size.gap);
        if (tab(f, "group-" + shown.id, at, shown.label, screen.group == shown.id))
            asked = app::PickGroup{shown.id};
    }
    return asked;
}

}  // namespace

Asked draw_list(Frame& f, const app::List& screen) {
    Box box = f.content;
    const catalogue::Tile* tile = f.world.catalogue->tile(screen.tile);
    const auto list =
        tile ? sorted(f, f.world.catalogue->under(screen.tile, screen.group)) : most_used(f);
    heading(f, box,
            {.icon = tile ? std::string_view(tile->icon) : "star",
             .title = tile ? std::string_view(tile->name.in(f.language())) : f.say("home.top"),
             .aside = f.fill("list.count", {{"n", std::to_string(list.size())}})});
    Asked asked;
    if (tile) asked = draw_groups(f, box, *tile, screen);
    const Paged paged{.id = "list-" + screen.group,
                      .count = static_cast<int>(list.size()),
                      .row_min = procedure_row_min(f),
                      .row_max = procedure_row_min(f) * 1.5f,
                      .first = screen.row};
    const Asked chosen = draw_paged(f, box, paged, [&](int row, Box at) -> Asked {
        const catalogue::Procedure& procedure = *list[static_cast<std::size_t>(row)];
        if (procedure_row(f, at, procedure)) return app::OpenProcedure{procedure.code};
        return std::nullopt;
    });
    return chosen ? chosen : asked;
}

}  // namespace ui

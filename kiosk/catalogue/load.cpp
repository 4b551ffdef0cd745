#include "catalogue/load.h"

#include <fmt/format.h>

#include <set>

#include "base/files.h"
#include "catalogue/entry.h"

namespace catalogue {

namespace {

/// The name of a picture, or a problem.
std::string read_icon(const json::Value& value, Problems& problems) {
    std::string icon = problems.text(value, "icon");
    if (!icon.empty() && !problems.has_icon(icon))
        problems.add(fmt::format("icon \"{}\" is not in the icon font (kiosk/ui/icons.h)", icon));
    return icon;
}

Group read_group(const json::Value& value, Problems& problems) {
    problems.unknown(value, {"id", "name", "icon"});
    Group group{.id = problems.text(value, "id"), .name = problems.translated(value, "name")};
    if (json::text(value, "icon")) group.icon = read_icon(value, problems);
    return group;
}

Tile read_tile(const json::Value& value, Problems& problems) {
    problems.unknown(value, {"id", "icon", "tint", "name", "groups"});
    Tile tile;
    tile.id = problems.text(value, "id");
    tile.icon = read_icon(value, problems);
    tile.tint = problems.text(value, "tint");
    tile.name = problems.translated(value, "name");
    static const std::set<std::string> kTints{"family", "papers", "land", "care"};
    if (!kTints.contains(tile.tint))
        problems.add(fmt::format("tint \"{}\": use family, papers, land or care", tile.tint));
    std::set<std::string> ids;
    if (const json::Value* groups = problems.list(value, "groups")) {
        for (const json::Value& item : *groups) {
            tile.groups.push_back(read_group(item, problems));
            if (!ids.insert(tile.groups.back().id).second)
                problems.add("the group \"" + tile.groups.back().id + "\" stands twice");
        }
    }
    return tile;
}

std::vector<Tile> read_tiles(const json::Value& root, Problems& problems) {
    std::vector<Tile> tiles;
    const json::Value* array = json::array(root, "tiles");
    if (!array || array->empty() || array->size() > kTilesMax) {
        problems.add(fmt::format("\"tiles\" must list 1 to {} tiles", kTilesMax));
        return tiles;
    }
    std::set<std::string> seen;
    for (std::size_t i = 0; i < array->size(); ++i) {
        problems.enter(fmt::format("tile {}", i + 1));
        tiles.push_back(read_tile((*array)[i], problems));
        if (!seen.insert(tiles.back().id).second)
            problems.add("the id \"" + tiles.back().id + "\" is used twice");
    }
    problems.enter({});
    return tiles;
}

const Tile* tile_of(const std::vector<Tile>& tiles, const std::string& id) {
    for (const Tile& tile : tiles)
        if (tile.id == id) return &tile;
    return nullptr;
}

void check_place(const Procedure& procedure, const std::vector<Tile>& tiles, Problems& problems) {
    const Tile* tile = tile_of(tiles, procedure.tile);
    if (!tile) {
        problems.add("tile \"" + procedure.tile + "\" is not in \"tiles\"");
        return;
    }
    if (procedure.group.empty()) return;
    for (const Group& group : tile->groups)
        if (group.id == procedure.group) return;
    problems.add(fmt::format("group \"{}\" is not one of tile \"{}\"", procedure.group, tile->id));
}

std::vector<Procedure> read_procedures(const json::Value& root, const std::vector<Tile>& tiles,
                                       Problems& problems) {
    std::vector<Procedure> procedures;
    const json::Value* array = json::array(root, "procedures");
    if (!array || array->empty() || array->size() > kProceduresMax) {
        problems.add(fmt::format("\"procedures\" must list 1 to {} entries", kProceduresMax));
        return procedures;
    }
    std::set<std::string> codes;
    std::set<std::string> names;
    for (std::size_t i = 0; i < array->size(); ++i) {
        const json::Value& value = (*array)[i];
        const std::string* code = json::text(value, "code");
        problems.enter(fmt::format("procedure {} (entry {})", code ? *code : "?", i + 1));
        procedures.push_back(read_procedure(value, problems));
        const Procedure& procedure = procedures.back();
        if (!codes.insert(procedure.code).second)
            problems.add("this code stands twice; keep one of the two entries");
        if (procedure.card && !names.insert(procedure.card->name.vi).second)
            problems.warn("another card has the same everyday name");
        check_place(procedure, tiles, problems);
    }
    problems.enter({});
    return procedures;
}

}  // namespace

Result<Loaded> parse(std::string_view bytes, const std::string& source, const Rules& rules) {
    const json::Value root = TRY(json::parse(bytes, source, {.bytes = kFileBytesMax}));
    Problems problems(source, rules);
    std::int64_t format = 0;
    if (!json::integer(root, "format", format) || format != 1)
        return Error{
            Error::Code::invalid,
            source + ": \"format\" must be 1: this file is not a catalogue this kiosk knows"};
    problems.unknown(root, {"format", "date", "tiles", "procedures"});
    const std::string date = problems.text(root, "date");
    if (!parse_iso_date(date).ok()) problems.add("\"date\" must be a day as 2026-11-22");
    std::vector<Tile> tiles = read_tiles(root, problems);
    std::vector<Procedure> procedures = read_procedures(root, tiles, problems);
    if (!problems.none()) return problems.error();
    return Loaded{.catalogue = Catalogue(date, std::move(tiles), std::move(procedures)),
                  .warnings = problems.warnings()};
}

Result<Loaded> load(const std::string& path, const Rules& rules) {
    const std::string bytes = TRY(files::read(path, kFileBytesMax));
    return parse(bytes, path, rules);
}

}  // namespace catalogue

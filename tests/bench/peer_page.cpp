#include "bench/peer_page.h"

#include <qrencode.h>

#include <filesystem>

#include "base/clock.h"
#include "base/files.h"
#include "catalogue/say.h"
#include "json/json.h"
#include "text/letters.h"
#include "text/unicode.h"
#include "ui/icons.h"

namespace {

namespace fs = std::filesystem;

using catalogue::Procedure;
using text::Language;

constexpr Language kLanguages[] = {Language::vi, Language::en};
constexpr const char* kOpened = "1.001193";  // Whose guide the walk opens.

const char* key_of(catalogue::Paper kind) {
    switch (kind) {
        case catalogue::Paper::original: return "paper.original";
        case catalogue::Paper::copy: return "paper.copy";
        case catalogue::Paper::form: return "paper.form";
        case catalogue::Paper::show: return "paper.show";
        case catalogue::Paper::if_needed: return "paper.if_needed";
    }
    return "paper.original";
}

json::Value both(const text::Translated& words) { return {{"vi", words.vi}, {"en", words.en}}; }

json::Value words_of(const ui::World& world) {
    json::Value all = json::Value::object();
    for (const Language language : kLanguages)
        for (const auto& [key, words] : world.words(language).all())
            if (!text::is_for_staff(key)) all[text::code_of(language)][key] = words;
    return all;
}

json::Value tiles_of(const ui::World& world) {
    json::Value tiles = json::Value::array();
    for (const catalogue::Tile& tile : world.catalogue->tiles()) {
        json::Value groups = json::Value::array();
        for (const catalogue::Group& group : tile.groups)
            groups.push_back({{"id", group.id}, {"name", both(group.name)}});
        tiles.push_back({{"id", tile.id},
                         {"icon", tile.icon},
                         {"tint", tile.tint},
                         {"name", both(tile.name)},
                         {"groups", groups}});
    }
    return tiles;
}

/// The papers of the first case, which is shown until another is chosen.
json::Value papers_of(const Procedure& procedure) {
    json::Value papers = json::Value::array();
    if (!procedure.card) return papers;
    for (const catalogue::Bring* paper : catalogue::papers(*procedure.card, 0)) {
        json::Value value{{"name", both(paper->name)}, {"kind", key_of(paper->kind)}};
        if (paper->note) value["note"] = both(*paper->note);
        papers.push_back(std::move(value));
    }
    return papers;
}

json::Value procedure_of(const ui::World& world, const Procedure& procedure,
                         std::chrono::sys_days today) {
    json::Value value{{"code", procedure.code},
                      {"tile", procedure.tile},
                      {"group", procedure.group},
                      {"icon", world.catalogue->icon(procedure)},
                      {"online", catalogue::can_file_online(procedure)},
                      {"sure", procedure.online != catalogue::OnlineLevel::unknown},
                      {"official", procedure.name},
                      {"field", procedure.field},
                      {"card", procedure.card.has_value()},
                      {"papers", papers_of(procedure)}};
    std::string sought = procedure.code + " " + procedure.name;
    if (procedure.card) {
        for (const std::string& word : procedure.card->words) sought += " " + word;
        if (!procedure.card->cases.empty())
            value["case"] = both(procedure.card->cases.front().name);
    }
    for (const Language language : kLanguages) {
        const catalogue::Speaker speaker(world.words(language), language);
        value[text::code_of(language)] = {
            {"name", catalogue::short_name(procedure, language)},
            {"fee", speaker.fee(procedure, today)},
            {"time", speaker.time(procedure)},
            {"level", speaker.level(procedure)},
            {"where", speaker.handled_by(procedure)},
            {"result", speaker.result(procedure)},
            {"folded", text::fold(catalogue::short_name(procedure, language))}};
    }
    value["sought"] = text::fold(sought);
    return value;
}

/// The modules of a QR code in rows of 0 and 1, as our own screen has them.
json::Value modules_of(const std::string& address) {
    QRcode* code = QRcode_encodeString(address.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    json::Value rows = json::Value::array();
    if (!code) return rows;
    for (int y = 0; y < code->width; ++y) {
        std::string row;
        for (int x = 0; x < code->width; ++x)
            row += (code->data[y * code->width + x] & 1) != 0 ? '1' : '0';
        rows.push_back(row);
    }
    QRcode_free(code);
    return rows;
}

/// Our icon font has no ligatures: a picture is one letter of it.
json::Value icons() {
    json::Value all = json::Value::object();
    for (const ui::IconName* icon = ui::icons_begin(); icon != ui::icons_end(); ++icon)
        all[std::string(icon->name)] = text::to_utf8(icon->code);
    return all;
}

json::Value data_of(const ui::World& world) {
    const SystemClock clock;
    const std::chrono::sys_days today = business_day(clock.wall());
    json::Value procedures = json::Value::array();
    for (const Procedure& procedure : world.catalogue->procedures())
        if (!procedure.internal) procedures.push_back(procedure_of(world, procedure, today));
    json::Value data{{"words", words_of(world)},        {"unit", both(world.unit_name)},
                     {"place", both(world.unit_place)}, {"counter", world.counter},
                     {"wifi", world.wifi_name},         {"icons", icons()},
                     {"tiles", tiles_of(world)},        {"procedures", procedures},
                     {"codes", json::Value::object()}};
    const Procedure* opened = world.catalogue->find(kOpened);
    if (opened)
        data["codes"][kOpened] =
            modules_of(world.address(catalogue::LinkKind::procedure, *opened, std::nullopt));
    return data;
}

}  // namespace

Result<std::string> make_peer_page(const std::string& folder, const ui::World& world) {
    std::error_code failed;
    fs::copy(SOURCE_DIR "/tests/bench/peer", folder, fs::copy_options::recursive, failed);
    if (!failed)
        fs::copy(SOURCE_DIR "/assets/fonts", folder + "/fonts", fs::copy_options::recursive,
                 failed);
    if (failed) return Error{Error::Code::io, "copy the peer's page: " + failed.message()};
    // A string that is parsed as JSON is read faster than an object written as JavaScript.
    const std::string literal = json::Value(data_of(world).dump()).dump();
    TRY(files::write_atomically(folder + "/data.js",
                                "const DATA = JSON.parse(" + literal + ");\n"));
    return "file://" + folder + "/index.html";
}

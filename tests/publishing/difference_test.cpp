#include "publishing/difference.h"

#include "base/files.h"
#include "catalogue/load.h"
#include "settings/settings.h"
#include "support/must.h"

using publishing::difference;
using publishing::Difference;
using publishing::Item;

namespace {

std::string shipped(const std::string& path) {
    return must(files::read(std::string(SOURCE_DIR) + "/" + path, 8 << 20));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    REQUIRE(text.find(from) != std::string::npos);
    return text.replace(text.find(from), from.size(), to);
}

catalogue::Procedure birth() {
    const auto loaded = must(catalogue::load(SOURCE_DIR "/config/catalogue.json"));
    const catalogue::Procedure* found = loaded.catalogue.find("1.001193");
    REQUIRE(found);
    return *found;
}

Item only(const Difference& found) {
    REQUIRE(found.items.size() == 1);
    return found.items.front();
}

}  // namespace

TEST_CASE("the same bytes are the same, and say nothing") {
    const std::string wards = shipped("config/wards.json");
    const Difference found = difference("wards.json", wards, wards, {});
    CHECK(found.same);
    CHECK(found.items.empty());
}

TEST_CASE("a changed template shows an address before and after, of a procedure") {
    const std::string old = shipped("config/portal.toml");
    const std::string fresh =
        replaced(old, "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{formality_id}",
                 "https://dichvucong.gov.vn/tthc?id={formality_id}");
    const Difference found = difference("portal.toml", old, fresh, birth());
    CHECK(found.changed == 1);
    const Item item = only(found);
    CHECK(item.what == "link");
    CHECK(item.subject == "procedure");
    CHECK(item.name.find("hai sinh") != std::string::npos);
    CHECK(item.before == "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/" + birth().formality_id);
    CHECK(item.after == "https://dichvucong.gov.vn/tthc?id=" + birth().formality_id);
}

TEST_CASE("codes through the province are a setting that is told") {
    const std::string old = shipped("config/portal.toml");
    const std::string on = replaced(old, "address = \"\"", "address = \"https://a.vn\"");
    const Item item = only(difference("portal.toml", old, on, birth()));
    CHECK(item.what == "setting");
    CHECK(item.subject == "through_province");
    CHECK_FALSE(item.before);
    CHECK(item.after == "https://a.vn");
}

TEST_CASE("procedures are told by code: added, removed, and which of their keys changed") {
    const std::string old = shipped("config/catalogue.json");
    const auto loaded = must(catalogue::parse(old, "c"));
    const std::string name = loaded.catalogue.find("1.001193")->name;
    const Difference renamed =
        difference("catalogue.json", old, replaced(old, "\"" + name + "\"", "\"Khai sinh\""), {});
    REQUIRE(renamed.changed == 1);
    CHECK(only(renamed).subject == "1.001193");
    CHECK(only(renamed).after == "name");
    CHECK_FALSE(only(renamed).before);

    const std::string other = replaced(old, "\"1.001193\"", "\"9.001193\"");
    const Difference swapped = difference("catalogue.json", old, other, {});
    CHECK(swapped.added == 1);
    CHECK(swapped.removed == 1);
    CHECK(swapped.items.front().change == Item::Change::added);
    CHECK(swapped.items.front().subject == "9.001193");
    CHECK(swapped.items.back().change == Item::Change::removed);
    CHECK(swapped.items.back().subject == "1.001193");
    CHECK_FALSE(swapped.items.back().name.empty());
}

TEST_CASE("of very many changes the first are shown and the others counted") {
    const std::string all = shipped("config/catalogue.json");
    const Difference fresh = difference("catalogue.json", std::nullopt, all, {});
    CHECK(fresh.added == 572);  // 560 procedures and 12 tiles.
    CHECK(fresh.items.size() == Difference::kItemsMax);
    CHECK(fresh.left_out == 572 - Difference::kItemsMax);
}

TEST_CASE("targets, milestones and the campaign's days are told one by one") {
    const std::string old = shipped("config/campaign.toml");
    const auto campaign = must(settings::parse_campaign(old, "c"));
    const Difference longer = difference(
        "campaign.toml", old, replaced(old, "last_day = 2024-06-29", "last_day = 2024-06-30"), {});
    CHECK(only(longer).subject == "last_day");
    CHECK(only(longer).before == "2024-06-29");
    CHECK(only(longer).after == "2024-06-30");
    REQUIRE_FALSE(campaign.targets.empty());
    const std::size_t at = old.find("percent = {");
    REQUIRE(at != std::string::npos);
    const std::size_t equals = old.find(" = ", at + 11), end = old.find_first_of(",}", equals);
    std::string raised = old;
    raised.replace(equals, end - equals, " = 99.25 ");
    const Difference target = difference("campaign.toml", old, raised, {});
    CHECK(only(target).what == "target");
    CHECK(only(target).after == "99.25");
    CHECK_FALSE(only(target).name.empty());
}

TEST_CASE("holidays are told by their days, and days that are worked instead by whose hours") {
    const std::string old = shipped("config/holidays.toml");
    const std::string tet = "\n[[holiday]]\nfrom = 2028-01-25\nuntil = 2028-01-31\n"
                            "name = {vi = \"Tết\", en = \"Tet\"}\n";
    const Item added = only(difference("holidays.toml", old, old + tet, {}));
    CHECK(added.what == "holiday");
    CHECK(added.subject == "2028-01-25");
    CHECK(added.after == "2028-01-25 – 2028-01-31: Tết / Tet");
    const Item named = only(difference("holidays.toml", old,
                                       replaced(old, "\"National Day\"", "\"2/9\""), {}));
    CHECK(named.change == Item::Change::changed);
    CHECK(named.subject == "09-02");
    CHECK(named.before == "09-02: Quốc khánh / National Day");
    const Item worked = only(difference(
        "holidays.toml", old, old + "\n[[worked]]\nday = 2028-02-05\nlike = \"monday\"\n", {}));
    CHECK(worked.what == "worked");
    CHECK(worked.subject == "2028-02-05");
    CHECK(worked.after == "monday");
}

TEST_CASE("messages, wards and words are told with their texts") {
    const std::string one =
        R"({"format": 1, "messages": [{"id": "m1", "from": "2026-11-01", "until": "2026-11-30",)"
        R"( "vi": "Nghỉ.", "en": "Closed."}]})";
    const Item added = only(difference("messages.json", std::nullopt, one, {}));
    CHECK(added.change == Item::Change::added);
    CHECK(added.after == "2026-11-01 – 2026-11-30: Nghỉ. / Closed.");
    const std::string in_jrai = replaced(one, R"("en")", R"("jra": "ơ̆", "en")");
    const Item more = only(difference("messages.json", one, in_jrai, {}));
    CHECK(more.after == "2026-11-01 – 2026-11-30: Nghỉ. / Closed. / ơ̆");
    const Item gone =
        only(difference("messages.json", one, R"({"format": 1, "messages": []})", {}));
    CHECK(gone.change == Item::Change::removed);
    CHECK(gone.before == added.after);

    const std::string wards = shipped("config/wards.json");
    const Item ward = only(difference(
        "wards.json", wards, replaced(wards, "Phường Diên Hồng", "Phường Diên Hồng Mới"), {}));
    CHECK(ward.subject == "23563");
    CHECK(ward.after == "Phường Diên Hồng Mới");
    const Item word = only(difference("lang/en.toml", "\"a\" = \"One\"\n\"b\" = \"Two\"",
                                      "\"b\" = \"2\"\n\"a\" = \"One\"", {}));
    // Published as JSON before: only what it says counts.
    CHECK(only(difference("lang/en.toml", R"({"a": "One", "b": "Two"})",
                          "\"a\" = \"One\"\n\"b\" = \"2\"", {})) == word);
    CHECK(word.subject == "b");
    CHECK(word.before == "Two");
}

TEST_CASE("a file in force that does not hold counts as none") {
    const Difference found = difference("lang/vi.toml", "{", "\"a\" = \"x\"", {});
    CHECK(found.added == 1);
}

#include "catalogue/load.h"

#include <algorithm>

#include "base/files.h"
#include "support/must.h"
#include "support/small_catalogue.h"
#include "support/temp_dir.h"

using catalogue::parse;

namespace {

/// What the fonts can draw, for these tests: everything but one letter.
const catalogue::Rules kRules{.has_glyph = [](char32_t letter) { return letter != U'☺'; },
                              .has_icon = [](const std::string& name) { return name != "ufo"; }};

struct Mistake {
    std::string from;   ///< A place of the small catalogue…
    std::string to;     ///< …and what somebody wrote there.
    std::string place;  ///< Which entry the message must name.
    std::string says;   ///< What is wrong or what to do.
};

const std::string kBirth = "procedure 1.001193 (entry 1)";

void refuse(const std::vector<Mistake>& mistakes) {
    for (const Mistake& mistake : mistakes) {
        CAPTURE(mistake.from);
        CAPTURE(mistake.to);
        const std::string bytes = small_catalogue_with(mistake.from, mistake.to);
        REQUIRE(bytes != kSmallCatalogue);
        const auto result = parse(bytes, "small.json", kRules);
        CHECK_FALSE(result.has_value());
        if (result) continue;
        const std::string message = result.error().message;
        CAPTURE(message);
        CHECK(result.error().code == Error::Code::invalid);
        CHECK(message.starts_with("small.json:"));
        CHECK(message.find(mistake.place) != std::string::npos);
        CHECK(message.find(mistake.says) != std::string::npos);
    }
}

}  // namespace

TEST_CASE("a good file is read whole") {
    const catalogue::Loaded loaded = must(parse(kSmallCatalogue, "small.json", kRules));
    CHECK(loaded.warnings.empty());
    const catalogue::Catalogue& all = loaded.catalogue;
    CHECK(all.date() == "2026-11-22");
    REQUIRE(all.tiles().size() == 2);
    CHECK(all.tiles()[0].groups[1].name.en == "Marriage");
    REQUIRE(all.procedures().size() == 2);
    const catalogue::Procedure& birth = *all.find("1.001193");
    CHECK(birth.formality_id == "019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7");
    CHECK(birth.fee.amounts ==
          std::vector<catalogue::FeeAmount>{{8000, catalogue::Method::online}, {9000}});
    CHECK(birth.fee.valid_until == std::chrono::sys_days(std::chrono::year(2026) / 12 / 31));
    using catalogue::TimeUnit;
    CHECK(birth.times ==
          std::vector<catalogue::TimeLimit>{{1, TimeUnit::working_day}, {2.5, TimeUnit::day}});
    CHECK(birth.source_date == "2026-07-18");
    CHECK(parse(small_catalogue_with("2026-07-18", "2026-07"), "small.json").has_value());
    REQUIRE(birth.card);
    CHECK(birth.card->fee_unit->vi == "mỗi trẻ");
    CHECK(birth.card->cases[1].id == "khong");
    CHECK(birth.card->bring[0].cases == std::vector<std::string>{"co"});
    CHECK(birth.card->bring[0].note->en == "Electronic is fine");
    CHECK(birth.card->bring[1].kind == catalogue::Paper::show);
    CHECK(birth.card->words == std::vector<std::string>{"khai sinh", "birth"});
    const catalogue::Procedure& copy = *all.find("2.000815");
    CHECK(copy.counter == catalogue::Counter::police);
    CHECK_FALSE(copy.internal);
    CHECK_FALSE(copy.card);
    CHECK(all.find("9.999999") == nullptr);
    CHECK(all.tile("ho-tich") == &all.tiles()[0]);
    CHECK(all.tile("nowhere") == nullptr);
}

TEST_CASE("each mistake about the whole file is refused with its place and a remedy") {
    refuse(
        {{R"("format": 1)", R"("format": 2)", "", "\"format\" must be 1"},
         {R"("format": 1)", R"("format": "1")", "", "\"format\" must be 1"},
         {R"("date": "2026-11-22")", R"("date": "22/11/2026")", "", "day as 2026-11-22"},
         {R"("date": "2026-11-22")", R"("date": "2026-02-30")", "", "day as 2026-11-22"},
         {R"( "date": "2026-11-22",)", "", "", "\"date\" is missing"},
         {R"("tiles": [)", R"("tils": [], "tiles": [)", "", "\"tils\" is not a known key"},
         {R"("tiles": [)", R"("tiles": 3, "spare": [)", "", "\"tiles\" must list 1 to 12"},
         {R"("procedures": [)", R"("procedures": [], "spare": [)", "",
          "\"procedures\" must list 1 to"},
         {R"({"code": "2.000815")", R"(7, {"code": "2.000815")", "entry 2", "must be an object"}});
}

TEST_CASE("each mistake in a tile is refused with its place and a remedy") {
    refuse({{R"("icon": "apps")", R"("icon": "ufo")", "tile 2", "icon \"ufo\" is not in"},
            {R"("tint": "papers")", R"("tint": "pink")", "tile 2", "use family, papers"},
            {R"("id": "khac")", R"("id": "ho-tich")", "tile 2", "\"ho-tich\" is used twice"},
            {R"("vi": "Khác", )", "", "tile 2", "\"vi\" is missing"},
            {R"("tint": "papers")", R"("tint": "papers", "colour": 1)", "tile 2",
             "\"colour\" is not a known key"},
            {R"("en": "Other")", R"("en": "Other", "fr": "Autre")", "tile 2",
             "\"fr\" is not a known key"},
            {R"("groups": [)", R"("groups": 1, "grups": [)", "tile 1", "must be a list"},
            {R"({"id": "ket-hon")", R"({"id": "khai-sinh")", "tile 1", "stands twice"},
            {R"({"id": "ket-hon")", R"({"ix": 1, "id": "ket-hon")", "tile 1",
             "\"ix\" is not a known key"},
            {R"("icon": "favorite")", R"("icon": "ufo")", "tile 1", "icon \"ufo\" is not in"}});
}

TEST_CASE("a procedure has its group's picture, or its tile's") {
    const auto icon_of = [](const std::string& bytes) {
        const auto loaded = must(parse(bytes, "small.json"));
        return std::string(loaded.catalogue.icon(*loaded.catalogue.find("1.001193")));
    };
    CHECK(icon_of(std::string(kSmallCatalogue)) == "family_restroom");
    CHECK(icon_of(small_catalogue_with(R"("group": "khai-sinh")", R"("group": "ket-hon")")) ==
          "favorite");
    CHECK(icon_of(small_catalogue_with(R"("group": "khai-sinh", )", "")) == "family_restroom");
}

TEST_CASE("each mistake in a procedure is refused with its place and a remedy") {
    const char* entry = kBirth.c_str();
    refuse({{R"("code": "1.001193")", R"("code": "1.00119")", "1.00119 (entry 1)", "as 1.001193"},
            {R"("code": "1.001193")", R"("code": 1.001193)", "? (entry 1)", "\"code\" is missing"},
            {R"("code": "2.000815")", R"("code": "1.001193")", "1.001193 (entry 2)",
             "stands twice; keep one"},
            {R"("tile": "ho-tich")", R"("tile": "ho-tick")", entry, "tile \"ho-tick\" is not in"},
            {R"("group": "khai-sinh")", R"("group": "khai-tu")", entry,
             "group \"khai-tu\" is not one of tile \"ho-tich\""},
            {R"("counter": "ward")", R"("counter": "post")", entry, "use one of ward, police"},
            {R"("online": "offered")", R"("online": "yes")", entry, "use one of unknown, full"},
            {R"("formality_id": "019d)", R"("formality_id": "019D)", entry, "UUID in lower case"},
            {R"("formality_id": "019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7")", R"("formality_id": 19)",
             entry, "\"formality_id\" is missing or not a text"},
            {R"("internal": false)", R"("internal": "no")", "2.000815 (entry 2)", "true or false"},
            {R"("source_date": "2026-07-18")", R"("source_date": "July")", entry, "or 2026-07"},
            {R"("source_date": "2026-07-18")", R"("source_date": "2026-13")", entry, "or 2026-07"},
            {R"("field": "Hộ tịch")", R"("feld": "Hộ tịch")", entry, "\"feld\" is not a known"},
            {R"(, "fee": {"kind": "unknown"})", "", "2.000815 (entry 2)", "\"fee\" is missing"},
            {R"("name": "Chứng thực bản sao")", R"("name": "")", "2.000815 (entry 2)",
             "has 0 letters"},
            {"Chứng thực bản sao", "Chu\u031b\u0301ng thực", "2.000815 (entry 2)", "not NFC"},
            {"Chứng thực bản sao", " Chứng thực", "2.000815 (entry 2)", "stray spaces"},
            {"Chứng thực bản sao", "Chứng  thực", "2.000815 (entry 2)", "stray spaces"},
            {"Chứng thực bản sao", "Chứng\\nthực", "2.000815 (entry 2)", "control character"},
            {"Chứng thực bản sao", "Chứng ☺", "2.000815 (entry 2)", "U+263A, which the fonts"}});
}

TEST_CASE("fees and times that contradict themselves are refused") {
    const char* entry = kBirth.c_str();
    refuse({{R"("kind": "amount")", R"("kind": "free_stated")", entry, "only to it"},
            {R"("kind": "amount")", R"("kind": "set_by_province")", entry, "only to it"},
            {R"("kind": "amount")", R"("kind": "free")", entry, "use one of unknown, amount"},
            {R"({"kind": "unknown"})", R"({"kind": "amount"})", "entry 2", "belong to the kind"},
            {R"({"kind": "unknown"})", R"({"kind": "amount", "amounts": []})", "entry 2",
             "belong to the kind"},
            {R"({"kind": "unknown"})", R"("unknown")", "entry 2", "must be an object"},
            {R"("vnd": 9000)", R"("vnd": 135)", entry, "must be 1000 to"},
            {R"("vnd": 9000)", R"("vnd": 9000.5)", entry, "must be 1000 to"},
            {R"("vnd": 9000)", R"("vnd": 2000000000)", entry, "must be 1000 to"},
            {R"("vnd": 9000)", R"("vnd": 9000, "vat": 1)", entry, "\"vat\" is not a known key"},
            {R"("method": "online")", R"("method": "fax")", entry, "use one of online, counter"},
            {R"("method": "online")", R"("method": 1)", entry, "\"method\" is missing or not"},
            {R"("amounts": [)", R"("amounts": 1, "spare": [)", entry, "\"amounts\" must be a list"},
            {R"("valid_until": "2026-12-31")", R"("valid_until": "2026-13-01")", entry,
             "\"valid_until\" must be a day"},
            {R"("valid_until": "2026-12-31")", R"("valid_until": 20261231)", entry,
             "\"valid_until\" must be a day"},
            {R"("value": 2.5)", R"("value": 0)", entry, "above 0"},
            {R"("value": 2.5)", R"("value": "2.5")", entry, "above 0"},
            {R"("value": 2.5)", R"("value": 1001)", entry, "at most 1000"},
            {R"("unit": "day")", R"("unit": "week")", entry, "use one of working_day, day, hour"},
            {R"("unit": "day")", R"("unit": "day", "max": 3)", entry, "\"max\" is not a known"},
            {R"("time": [)", R"("time": 1, "tim": [)", entry, "\"time\" must be a list"}});
}

TEST_CASE("a card keeps its words few and its cases known") {
    const char* entry = kBirth.c_str();
    const std::string long_name = "\"vi\": \"" + std::string(49, 'x') + "\"";
    const std::string long_for = "\"vi\": \"" + std::string(161, 'x') + "\"";
    refuse({{R"("vi": "Làm giấy khai sinh")", long_name.c_str(), entry, "has 49 letters; give 1"},
            {R"("vi": "Cha mẹ của trẻ")", long_for.c_str(), entry, "has 161 letters; give 1"},
            {R"("vi": "Căn cước")", R"("vi": "a b c d e f g h i k l m n")", entry,
             "has 13 words; at most 12"},
            {R"("en": "Parents")", R"("fr": "Parents")", entry, "\"en\" is missing"},
            {R"("kind": "show")", R"("kind": "scan")", entry, "use one of original, copy"},
            {R"("cases": ["co"])", R"("cases": ["con"])", entry, "must name ids of \"cases\""},
            {R"("cases": ["co"])", R"("cases": "co")", entry, "\"cases\" must be a list"},
            {R"({"id": "khong")", R"({"id": "co")", entry, "case id \"co\" is used twice"},
            {R"(,
              {"id": "khong", "name": {"vi": "Không có giấy", "en": "Without"}})",
             "", entry, "cases: give 2 to"},
            {R"("bring": [)", R"("bring": [], "spare": [)", entry, "\"bring\" must list 1 to"},
            {R"("bring": [)", R"("brings": [)", entry, "\"bring\" must list 1 to"},
            {R"("words": ["khai sinh")", R"("words": [7)", entry, "words must be texts"},
            {R"("words": ["khai sinh")", R"("words": ["khai  sinh")", entry, "stray spaces"},
            {R"("words": [)", R"("words": "a", "word": [)", entry, "\"words\" must be a list"},
            {"mỗi trẻ", "mỗi một trẻ em trong gia đình", entry, "give 1 to 24"},
            {R"("card": {)", R"("card": 5, "cart": {)", entry, "must be an object"}});
}

TEST_CASE("whatever is in two languages may be in Jrai and Bahnar, in letters of today") {
    const catalogue::Loaded loaded = must(parse(
        small_catalogue_with(R"("en": "ID card")", R"("en": "ID card", "jra": "c̆", "bdq": "'nh")"),
        "small.json", kRules));
    const catalogue::Card& card = *loaded.catalogue.find("1.001193")->card;
    CHECK(card.bring[1].name.jra == "č");
    CHECK(card.bring[1].name.bdq == "‘nh");
    CHECK(card.name.in(text::Language::jra) == card.name.vi);
    refuse({
        {R"("en": "ID card")", R"("en": "ID card", "jra": "]ar")", kBirth, "\"čar\""},
        {R"("en": "Parents")", R"("en": "Parents", "jra": "]ar")", kBirth,
         "\"]ar\" is in the font"},
        {R"("en": "Birth")", R"("en": "Birth", "bdq": "ê ̆")", "tile 1", "stands on no letter"},
        {R"("en": "Birth")", R"("en": "Birth", "bdq": "")", "tile 1", "\"bdq\" has 0 letters"},
        {R"("en": "Parents")", R"("en": "Parents", "jra": "☺")", kBirth, "cannot draw"},
    });
}

TEST_CASE("several mistakes come together, a line each, and not without end") {
    std::string two = small_catalogue_with(R"("icon": "apps")", R"("icon": "ufo")");
    two.replace(two.find("\"ward\""), 6, "\"wart\"");
    const std::string message = must_fail(parse(two, "small.json", kRules));
    CHECK(message.find("tile 2") < message.find('\n'));
    CHECK(message.find(kBirth) > message.find('\n'));

    std::string many = R"({"format": 1, "date": "2026-11-22", "procedures": [{}], "tiles": [)";
    for (int i = 0; i < 12; ++i) many += std::string(i ? "," : "") + R"({"a": 1, "b": 2})";
    const std::string long_message = must_fail(parse(many + "]}", "small.json", kRules));
    CHECK(long_message.find("small.json: and ") != std::string::npos);
    CHECK(static_cast<std::size_t>(std::count(long_message.begin(), long_message.end(), '\n')) ==
          catalogue::kProblemsMax);
}

TEST_CASE("more tiles than the home screen holds are refused") {
    std::string tiles;
    for (std::size_t i = 0; i < catalogue::kTilesMax - 2; ++i)
        tiles += R"({"id": "t)" + std::to_string(i) +
                 R"(", "icon": "apps", "tint": "care", "name": {"vi": "a", "en": "a"}}, )";
    const auto with = [&](const std::string& more) {
        return parse(small_catalogue_with(R"({"id": "khac")", tiles + more + R"({"id": "khac")"),
                     "small.json", kRules);
    };
    CHECK(with("").has_value());
    CHECK(must_fail(with(R"({"id": "one-more"}, )")).find("1 to 12 tiles") != std::string::npos);
}

TEST_CASE("every truncation of a good file is refused") {
    const std::string_view good = kSmallCatalogue.substr(0, kSmallCatalogue.rfind('}') + 1);
    REQUIRE(parse(good, "small.json", kRules).has_value());
    for (std::size_t size = 0; size < good.size(); ++size)
        if (parse(good.substr(0, size), "small.json", kRules))
            FAIL("accepted " << size << " bytes");
}

TEST_CASE("a byte gone wrong anywhere never crashes the loader") {
    for (std::size_t at = 0; at < kSmallCatalogue.size(); ++at) {
        std::string bytes(kSmallCatalogue);
        for (const char wrong : {'\0', '"', '[', '}', '9', '\xff'}) {
            bytes[at] = wrong;
            const auto result = parse(bytes, "small.json", kRules);
            if (!result) CHECK_FALSE(result.error().message.empty());
        }
    }
}

TEST_CASE("without fonts at hand letters and icons are not checked") {
    CHECK(parse(small_catalogue_with("Chứng thực bản sao", "Chứng ☺"), "small.json").has_value());
    CHECK(parse(small_catalogue_with("apps", "ufo"), "small.json").has_value());
}

TEST_CASE("two cards of one everyday name are worth a look, not a refusal") {
    const std::string bytes = small_catalogue_with(
        R"("fee": {"kind": "unknown"}})",
        R"("fee": {"kind": "unknown"}, "card": {"name": {"vi": "Làm giấy khai sinh", "en": "b"},
           "for": {"vi": "a", "en": "a"}, "result": {"vi": "a", "en": "a"},
           "bring": [{"vi": "a", "en": "a", "kind": "copy"}]}})");
    const catalogue::Loaded loaded = must(parse(bytes, "small.json", kRules));
    REQUIRE(loaded.warnings.size() == 1);
    CHECK(loaded.warnings[0].find("2.000815 (entry 2)") != std::string::npos);
}

TEST_CASE("no file is not found, a file beyond its limit is refused") {
    const TempDir dir;
    const auto absent = catalogue::load(dir / "catalogue.json");
    REQUIRE_FALSE(absent.has_value());
    CHECK(absent.error().code == Error::Code::not_found);
    const std::string blank(catalogue::kFileBytesMax + 1, ' ');
    must(files::write_atomically(dir / "huge.json", blank));
    const auto huge = catalogue::load(dir / "huge.json");
    REQUIRE_FALSE(huge.has_value());
    CHECK(huge.error().message.find("huge.json") != std::string::npos);
    must(files::write_atomically(dir / "good.json", kSmallCatalogue));
    CHECK(catalogue::load(dir / "good.json").has_value());
}

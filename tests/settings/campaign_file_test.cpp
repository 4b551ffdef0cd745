#include <algorithm>
#include <fstream>

#include "settings/settings.h"
#include "support/must.h"
#include "support/temp_dir.h"

using campaign::Campaign;
using std::chrono::sys_days;
using std::chrono::year;
using tally::Measures;

namespace {

constexpr const char* kGood = R"(first_day = 2026-12-01
last_day = 2026-12-31
level = "ward"
sample_targets = false
kicker.vi = "Chiến dịch"
kicker.en = "Campaign"
name.vi = "Tháng cao điểm"
name.en = "A month"
purpose.vi = "làm gì"
purpose.en = "what for"

[[milestone]]
id = "after"
name.vi = "Sau"
name.en = "After"
after = true

[[milestone]]
id = "end"
name.vi = "Cuối"
name.en = "End"
day = 31

[[milestone]]
id = "half"
name.vi = "Nửa"
name.en = "Half"
day = 15

[[indicator]]
id = "post"
rule = "–"
name.vi = "Bưu chính"
name.en = "By post"
numerator = "post"
denominator = "received"

[[indicator]]
id = "paid"
rule = "3.6"
name.vi = "Thanh toán"
name.en = "Paid"
numerator = "paid_online"
denominator = "fee_due"

[[target]]
indicator = "paid"
level = "ward"
percent = { half = 33.33, end = 70.1 }

[[target]]
indicator = "post"
level = "ward"
percent = { end = 0, after = 100.0 }
)";

Result<Campaign> read(const std::string& bytes) {
    const TempDir dir;
    std::ofstream(dir / "campaign.toml", std::ios::binary) << bytes;
    return settings::load_campaign(dir / "campaign.toml");
}

std::string with(const std::string& from, const std::string& to) {
    std::string text = kGood;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// The line, from 1, on which a part of a text begins.
std::size_t line_of(const std::string& text, const std::string& part) {
    const std::size_t at = text.find(part);
    REQUIRE(at != std::string::npos);
    return 1 + static_cast<std::size_t>(
                   std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

/// A whole section of its own, for the end of the file.
std::string milestone(const std::string& id, int day) {
    return "\n[[milestone]]\nid = \"" + id +
           "\"\nname.vi = \"a\"\nname.en = \"a\"\nday = " + std::to_string(day) + "\n";
}
std::string indicator(const std::string& id) {
    return "\n[[indicator]]\nid = \"" + id +
           "\"\nrule = \"1\"\nname.vi = \"a\"\nname.en = \"a\"\n"
           "numerator = \"online\"\ndenominator = \"received\"\n";
}

struct Mistake {
    std::string from, to;
    std::string says;
    std::string where;  ///< On whose line it is said; none: on that of `to`.
};

void check(const std::vector<Mistake>& mistakes) {
    REQUIRE(read(kGood).has_value());
    for (const Mistake& mistake : mistakes) {
        CAPTURE(mistake.to);
        const std::string text = with(mistake.from, mistake.to);
        const std::string message = must_fail(read(text));
        CAPTURE(message);
        const auto line = line_of(text, mistake.where.empty() ? mistake.to : mistake.where);
        CHECK(message.find("campaign.toml:" + std::to_string(line) + ": " + mistake.says) !=
              std::string::npos);
    }
}

}  // namespace

TEST_CASE("the shipped campaign is that of plan 629/KH-UBND") {
    const Campaign campaign =
        must(settings::load_campaign(std::string(SOURCE_DIR) + "/config/campaign.toml"));
    CHECK(campaign.first_day == sys_days(year(2024) / 3 / 22));
    CHECK(campaign.last_day == sys_days(year(2024) / 6 / 29));
    CHECK(campaign.name.vi == "100 ngày đêm");
    CHECK(campaign.kicker.en == "Provincial campaign");
    CHECK_FALSE(campaign.purpose.vi.empty());
    CHECK(campaign.level == "ward");
    REQUIRE(campaign.milestones.size() == 3);
    CHECK(campaign.day_of(campaign.milestones[0]) == sys_days(year(2024) / 5 / 10));
    CHECK(campaign.day_of(campaign.milestones[1]) == campaign.last_day);
    CHECK(campaign.milestones[2].after);
}

TEST_CASE("the shipped indicators follow the rules of QĐ 766, the shipped targets are a sample") {
    const Campaign campaign =
        must(settings::load_campaign(std::string(SOURCE_DIR) + "/config/campaign.toml"));
    CHECK(campaign.sample_targets);
    struct Shipped {
        std::string id, rule, name;
        std::int64_t Measures::*numerator;
        std::int64_t Measures::*denominator;
        int day_50, day_100;
    };
    const Shipped shipped[] = {
        {"online", "3.3", "Nộp trực tuyến", &Measures::online_complete, &Measures::received, 55'00,
         70'00},
        {"digitised", "4.2", "Hồ sơ số hóa", &Measures::digitised_complete, &Measures::received,
         60'00, 80'00},
        {"electronic_result", "4.1", "Kết quả điện tử", &Measures::result_electronic,
         &Measures::result_due, 50'00, 70'00},
        {"online_payment", "3.6", "Thanh toán trực tuyến", &Measures::paid_online,
         &Measures::fee_due, 40'00, 60'00},
    };
    REQUIRE(campaign.indicators.size() == std::size(shipped));
    for (std::size_t i = 0; i < std::size(shipped); ++i) {
        const campaign::Indicator& indicator = campaign.indicators[i];
        CAPTURE(indicator.id);
        CHECK(indicator.id == shipped[i].id);
        CHECK(indicator.rule == shipped[i].rule);
        CHECK(indicator.name.vi == shipped[i].name);
        CHECK(indicator.numerator == shipped[i].numerator);
        CHECK(indicator.denominator == shipped[i].denominator);
        for (const char* level : {"ward", "department"}) {
            Campaign ours = campaign;
            ours.level = level;
            CHECK(ours.target(indicator.id, "day_50") == shipped[i].day_50);
            CHECK(ours.target(indicator.id, "day_100") == shipped[i].day_100);
            CHECK(ours.target(indicator.id, "after") == shipped[i].day_100);
        }
    }
    CHECK(campaign.targets.size() == 24);
}

TEST_CASE("a campaign is read whole, its milestones by day, its indicators as written") {
    const Campaign campaign = must(read(kGood));
    CHECK_FALSE(campaign.sample_targets);
    REQUIRE(campaign.milestones.size() == 3);
    CHECK(campaign.milestones[0] ==
          campaign::Milestone{.id = "half", .name = {"Nửa", "Half"}, .day = 15});
    CHECK(campaign.milestones[1].id == "end");
    CHECK(campaign.milestones[2] ==
          campaign::Milestone{.id = "after", .name = {"Sau", "After"}, .after = true});
    REQUIRE(campaign.indicators.size() == 2);
    CHECK(campaign.indicators[1] == campaign::Indicator{.id = "paid",
                                                        .rule = "3.6",
                                                        .name = {"Thanh toán", "Paid"},
                                                        .numerator = &Measures::paid_online,
                                                        .denominator = &Measures::fee_due});
    CHECK(campaign.target("paid", "half") == 33'33);
    CHECK(campaign.target("paid", "end") == 70'10);  // 70.1 is no whole number in binary.
    CHECK_FALSE(campaign.target("paid", "after"));
    CHECK(campaign.target("post", "end") == 0);
    CHECK(campaign.target("post", "after") == 100'00);
}

TEST_CASE("every percentage of two decimals is read exactly") {
    for (int hundredths = 0; hundredths <= 100'00; hundredths += 13) {
        const std::string decimals = std::to_string(hundredths % 100 + 100).substr(1);
        const std::string percent = std::to_string(hundredths / 100) + "." + decimals;
        const Campaign campaign = must(read(with("33.33", percent)));
        if (campaign.target("paid", "half") != hundredths) FAIL(percent);
    }
}

TEST_CASE("a campaign without milestones, indicators and targets is a campaign") {
    const std::string text(kGood);
    const Campaign campaign = must(read(text.substr(0, text.find("[[milestone]]"))));
    CHECK(campaign.milestones.empty());
    CHECK(campaign.indicators.empty());
    CHECK(campaign.targets.empty());
}

TEST_CASE("each mistake in a campaign's days and texts is told with its line") {
    check({
        {"2026-12-31", "2026-11-30", "\"last_day\" is before \"first_day\"", ""},
        {"2026-12-31", "2029-08-27", "\"last_day\": expected at most 1000 days", ""},
        {"2026-12-31", "\"2026-12-31\"", "\"last_day\": expected a day as", ""},
        {"2026-12-31", "2026-12-31T10:00:00", "\"last_day\": expected a day as", ""},
        {"2026-12-31", "2026-12-32", "Error while parsing", ""},
        {"2026-12-01", "2026-02-29", "Error while parsing", ""},
        {"first_day", "frist_day", "\"frist_day\" is not known here", ""},
        {"name.en = \"A month\"\n", "", "\"en\": expected a text", "name.vi = \"Tháng"},
        {"purpose.vi", "porpoise.vi", "\"porpoise\" is not known here", ""},
        {"\"Campaign\"", "7", "\"en\": expected a text", ""},
        {"level = \"ward\"", "level = \"wrad\"",
         "\"level\": expected one of \"province\", \"department\", \"ward\"", ""},
        {"sample_targets = false", "sample_targets = \"no\"", "\"sample_targets\": expected true",
         ""},
        {"level = \"ward\"\n", "", "\"level\": expected one of", "first_day"},
    });
}

TEST_CASE("each mistake in a milestone is told with its line") {
    check({
        {"day = 31", "day = 32", "\"day\": expected a day of the campaign, 1 to 31", ""},
        {"day = 31", "day = 0", "\"day\": expected a whole number, 1 to 1000", ""},
        {"day = 31", "day = 15.0", "\"day\": expected a whole number", ""},
        {"day = 31", "day = 15", "\"day\": 15 is that of \"end\"", "day = 15\n\n[[indicator]]"},
        {"day = 31", "after = true", "\"after\" is true twice",
         "after = true\n\n[[milestone]]\n"
         "id = \"half\""},
        {"day = 31", "after = 1", "\"after\": expected true or false", ""},
        {"day = 31", "after = false", "expected \"day\", or after = true",
         "[[milestone]]\nid = \"end\""},
        {"day = 31\n", "", "expected \"day\", or after = true", "[[milestone]]\nid = \"end\""},
        {"after = true", "after = true\nday = 31", "expected either \"day\" or \"after\"",
         "day = 31"},
        {"\"end\"", "\"half\"", "\"id\": \"half\" is there twice",
         "id = \"half\"\nname.vi = \"Nửa\""},
        {"\"end\"", "\"End\"", "\"id\": expected a-z, 0-9 and _, at most 24", ""},
        {"\"end\"", "\"đích\"", "\"id\": expected a-z, 0-9 and _, at most 24", ""},
        {"\"end\"", "\"" + std::string(25, 'e') + "\"", "\"id\": expected a-z", ""},
        {"id = \"end\"", "ip = \"end\"", "\"ip\" is not known here; expected one of: id, name", ""},
        {"name.en = \"End\"", "", "\"en\": expected a text", "name.vi = \"Cuối\""},
        {"[[milestone]]\nid = \"after\"", "milestone = 3\n[[milestones]]\nid = \"after\"",
         "Error while parsing", "[[milestone]]\nid = \"end\""},
    });
}

TEST_CASE("each mistake in an indicator is told with its line, and the figures are listed") {
    check({
        {"\"post\"\ndenom", "\"posts\"\ndenom",
         "\"numerator\": expected one of \"visits\", \"opened\", \"qr_shown\", \"counter_way\", "
         "\"slips\", \"submitted\", \"received\", \"online\", \"post\", \"online_complete\", "
         "\"digitised\", \"digitised_complete\", \"result_due\", \"result_electronic\", "
         "\"fee_due\", \"paid_online\"",
         ""},
        {"\"fee_due\"", "\"fee due\"", "\"denominator\": expected one of \"visits\"", ""},
        {"denominator = \"received\"\n", "", "\"denominator\": expected one of",
         "[[indicator]]\nid = \"post\""},
        {"\"paid\"", "\"post\"", "\"id\": \"post\" is there twice",
         "id = \"post\"\nrule = \"3.6\""},
        {"rule = \"3.6\"", "rule = 3.6", "\"rule\": expected a text in quotes", ""},
        {"rule = \"3.6\"", "formula = \"3.6\"", "\"formula\" is not known here", ""},
    });
}

TEST_CASE("each mistake in a target is told with its line") {
    const std::string second = "[[target]]\nindicator = \"post\"";
    check({
        {"indicator = \"paid\"", "indicator = \"payed\"",
         "\"indicator\": expected one of \"post\", \"paid\"", ""},
        {"percent = { half = 33.33", "percent = { haif = 33.33",
         "\"haif\" is not known here; expected one of: half, end, after", ""},
        {"33.33", "33.333", "\"half\": expected a percentage, 0 to 100, at most two decimals", ""},
        {"33.33", "-0.01", "\"half\": expected a percentage", ""},
        {"33.33", "100.01", "\"half\": expected a percentage", ""},
        {"33.33", "nan", "\"half\": expected a percentage", ""},
        {"33.33", "\"33\"", "\"half\": expected a percentage", ""},
        {"33.33", "true", "\"half\": expected a percentage", "half = true"},
        {"{ half = 33.33, end = 70.1 }", "{}", "\"percent\": expected percentages by milestone",
         ""},
        {"{ half = 33.33, end = 70.1 }", "70", "\"percent\": expected percentages by milestone",
         ""},
        {"percent = { half = 33.33, end = 70.1 }\n", "",
         "\"percent\": expected percentages by milestone", "[[target]]\nindicator = \"paid\""},
        {"level = \"ward\"\npercent = { half", "level = \"xã\"\npercent = { half",
         "\"level\": expected one of", ""},
        {"indicator = \"paid\"", "indicator = \"post\"",
         "a [[target]] of \"post\" for \"ward\" is there already",
         second + "\nlevel = \"ward\"\npercent = { end"},
        {"[[target]]\nindicator = \"paid\"", "[target]\nindicator = \"paid\"",
         "Error while parsing", second},
    });
}

TEST_CASE("sections in one bracket are told apart from those in two") {
    const std::string text(kGood);
    const std::string head = text.substr(0, text.find("[[milestone]]"));
    const std::string message = must_fail(read(head + "[milestone]\nid = \"end\"\n"));
    CHECK(message.find(":" + std::to_string(line_of(head + "[m", "[m")) +
                       ": expected sections [[milestone]], in two brackets") != message.npos);
    CHECK(must_fail(read("target = [1]\n" + text.substr(0, text.find("[[target]]"))))
              .find("campaign.toml:1: expected sections [[target]]") != std::string::npos);
}

TEST_CASE("there are limits to milestones, indicators and targets, with their reasons") {
    std::string milestones = kGood, indicators = kGood, targets = kGood;
    for (int day = 1; day <= 3; ++day) milestones += milestone("day_" + std::to_string(day), day);
    for (int i = 1; i <= 6; ++i) indicators += indicator("more_" + std::to_string(i));
    CHECK(must(read(milestones)).milestones.size() == 6);
    CHECK(must(read(indicators)).indicators.size() == 8);
    CHECK(must_fail(read(milestones + milestone("day_4", 4)))
              .find("expected at most 6 [[milestone]]: their names stand side by side") !=
          std::string::npos);
    const std::string message = must_fail(read(indicators + indicator("more_7")));
    CHECK(message.find(":" +
                       std::to_string(line_of(indicators + "\n[[indicator]]\nid = \"more_7",
                                              "[[indicator]]\nid = \"more_7")) +
                       ": expected at most 8 [[indicator]]: the progress screen") != message.npos);
    for (int i = 0; i < 23; ++i)
        targets += "\n[[target]]\nindicator = \"post\"\nlevel = \"ward\"\npercent.end = 1\n";
    CHECK(must_fail(read(targets)).find("expected at most 24 [[target]]") != std::string::npos);
}

TEST_CASE("a day that cannot be read is not also called too early, nor its milestones too late") {
    const std::string message = must_fail(read(with("2026-12-31", "\"soon\"")));
    CHECK(std::ranges::count(message, '\n') == 0);
    const std::string before = must_fail(read(with("2026-12-31", "2026-11-30")));
    CHECK(std::ranges::count(before, '\n') == 0);
    std::string dayless = with("day = 31\n", "");
    dayless.replace(dayless.find("day = 15\n"), 9, "");
    CHECK(std::ranges::count(must_fail(read(dayless)), '\n') == 1);  // One line for each.
}

TEST_CASE("several mistakes come together") {
    std::string text = with("\"fee_due\"", "\"fees\"");
    text.replace(text.find("day = 31"), 8, "day = 99");
    text.replace(text.find("33.33"), 5, "333.3");
    CHECK(std::ranges::count(must_fail(read(text)), '\n') == 2);
}

TEST_CASE("a campaign of one day is a campaign") {
    const std::string text(kGood);
    std::string one = with("2026-12-31", "2026-12-01");
    CHECK(read(one.substr(0, one.find("[[milestone]]"))).has_value());
}

TEST_CASE("every truncation of the campaign is read or refused, never more than that") {
    const std::string text(kGood);
    for (std::size_t size = 0; size < text.find("[[milestone]]") - 2; ++size)
        if (read(text.substr(0, size))) FAIL("accepted " << size << " bytes");
    for (std::size_t size = 0; size < text.size(); ++size) {
        const auto result = read(text.substr(0, size));
        if (!result && result.error().message.find("campaign.toml:") == std::string::npos)
            FAIL("byte " << size << ": " << result.error().message);
    }
}

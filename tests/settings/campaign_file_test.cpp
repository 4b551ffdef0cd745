#include "base/files.h"
#include "settings/settings.h"
#include "support/must.h"
#include "support/temp_dir.h"

using std::chrono::sys_days;
using std::chrono::year;

namespace {

constexpr const char* kGood = R"(first_day = 2026-12-01
last_day = 2026-12-31
kicker.vi = "Chiến dịch"
kicker.en = "Campaign"
name.vi = "Tháng cao điểm"
name.en = "A month"
purpose.vi = "làm gì"
purpose.en = "what for"
)";

Result<settings::CampaignFile> read(const std::string& bytes) {
    const TempDir dir;
    must(files::write_atomically(dir / "campaign.toml", bytes));
    return settings::load_campaign(dir / "campaign.toml");
}

std::string with(const std::string& from, const std::string& to) {
    std::string text = kGood;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the shipped campaign is that of plan 629/KH-UBND") {
    const auto campaign =
        must(settings::load_campaign(std::string(SOURCE_DIR) + "/config/campaign.toml"));
    CHECK(campaign.first_day == sys_days(year(2024) / 3 / 22));
    CHECK(campaign.last_day == sys_days(year(2024) / 6 / 29));
    CHECK(campaign.name.vi == "100 ngày đêm");
    CHECK(campaign.kicker.en == "Provincial campaign");
    CHECK_FALSE(campaign.purpose.vi.empty());
}

TEST_CASE("each mistake in the campaign is told with its line") {
    struct Mistake {
        std::string from, to, says;
    };
    const Mistake mistakes[] = {
        {"2026-12-31", "2026-11-30", ":2: \"last_day\" is before \"first_day\""},
        {"2026-12-31", "\"2026-12-31\"", ":2: \"last_day\": expected a day as"},
        {"2026-12-31", "2026-12-31T10:00:00", ":2: \"last_day\": expected a day as"},
        {"2026-12-31", "2026-12-32", ":2: Error while parsing"},
        {"2026-12-01", "2026-02-29", ":1: Error while parsing"},
        {"first_day", "frist_day", ":1: \"frist_day\" is not known here"},
        {"name.en = \"A month\"\n", "", ":5: \"en\": expected a text"},
        {"purpose.vi", "porpoise.vi", ":7: \"porpoise\" is not known here"},
        {"\"Campaign\"", "7", ":4: \"en\": expected a text"},
    };
    REQUIRE(read(kGood).has_value());
    for (const Mistake& mistake : mistakes) {
        CAPTURE(mistake.to);
        const auto result = read(with(mistake.from, mistake.to));
        REQUIRE_FALSE(result.has_value());
        CAPTURE(result.error().message);
        CHECK(result.error().message.find("campaign.toml:") != std::string::npos);
        CHECK(result.error().message.find(mistake.says) != std::string::npos);
    }
}

TEST_CASE("a day that cannot be read is not also called too early") {
    const std::string message = must_fail(read(with("2026-12-31", "\"soon\"")));
    CHECK(message.find("is before") == std::string::npos);
}

TEST_CASE("a campaign of one day is a campaign") {
    CHECK(read(with("2026-12-31", "2026-12-01")).has_value());
}

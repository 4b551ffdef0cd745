#include "figures/figures.h"

#include "figures/random_province.h"
#include "support/made_figures.h"

using namespace hand;
using figures::Heat;

namespace {

constexpr tally::Day kToday = kDay;
constexpr WallTime kNow = kToday + std::chrono::hours(9);

/// A campaign in its third week; five wards, of which any may have been told of.
struct Page {
    Page() {
        world.campaign = made_campaign(kToday - std::chrono::days(19));
        world.campaign.targets = {{"online", "ward", "day_50", 5500},
                                  {"online", "ward", "day_100", 7000}};
        for (int i = 1; i <= 5; ++i)
            world.wards.list.push_back({"2356" + std::to_string(i), "Pleiku", "Phường Pleiku"});
        asked.today = kToday;
        asked.period = figures::default_period(world.campaign, kToday);
    }

    /// So many dossiers of a ward, and so many of them online.
    void tell(const std::string& ward, std::int64_t online, std::int64_t all) {
        if (!kiosks.contains(ward)) kiosks.emplace(ward, enrolled(ledger, ward));
        wire::Line paper = cell(all - online, 6);
        std::get<wire::Cell>(paper.what).key.what = "counter not_digitised no_fee paper_result";
        const int number = ++runs;
        for (const wire::Line& line : {cell(online, 5), paper})
            if (std::get<wire::Cell>(line.what).count != 0)
                CHECK(kiosks.at(ward)
                          .tell(ledger, run(number, 1, number, ward), {line})
                          .verdicts()[0] == "ok");
    }

    figures::Overview overview() { return must(figures::overview(ledger, world, asked, kNow)); }

    const figures::WardRow& row(const figures::Overview& overview, const std::string& ward) {
        for (const figures::WardRow& row : overview.wards)
            if (row.code == ward) return row;
        FAIL("no ward " << ward);
        return overview.wards[0];
    }
    Heat heat(const std::string& ward) {
        const figures::Overview all = overview();
        return row(all, ward).heat[0];
    }

    OnSqlite store;
    ledger::Ledger ledger = opened(store.address());
    std::map<std::string, Kiosk> kiosks;
    int runs = 0;
    figures::World world;
    figures::Asked asked;
};

}  // namespace

TEST_CASE("the default period is the campaign's so far, else thirty days") {
    campaign::Campaign campaign = made_campaign(kToday);
    const auto day = [](int number) { return kToday + std::chrono::days(number); };
    const auto period = [&](int today) { return figures::default_period(campaign, day(today)); };
    CHECK(period(0) == tally::Period{day(0), day(0)});
    CHECK(period(99) == tally::Period{day(0), day(99)});
    CHECK(period(100) == tally::Period{day(0), day(99)});  // It is over.
    CHECK(period(-1) == tally::Period{day(-30), day(-1)});
    campaign.milestones.push_back({"after", {}, 0, true});
    CHECK(period(100) == tally::Period{day(0), day(100)});
    CHECK(period(999) == tally::Period{day(0), day(999)});
    CHECK(period(1000) == tally::Period{day(971), day(1000)});  // No page is longer.
    CHECK(figures::default_period({}, day(0)) == tally::Period{day(-29), day(0)});
}

TEST_CASE("an empty store has every ward, and knows nothing of it") {
    Page page;
    const figures::Overview overview = page.overview();
    CHECK(overview.of_campaign);
    CHECK(overview.progress.day == 20);
    CHECK(overview.next->id == "day_50");
    CHECK(overview.days_left == 30);
    CHECK(overview.days.empty());
    CHECK(overview.ward_days == 5 * 20);
    CHECK(overview.known_ward_days == 0);
    CHECK(overview.wards.size() == 5);
    CHECK(overview.wards[0].code == "23561");
    CHECK(overview.wards[0].name == "Phường Pleiku");
    CHECK(overview.wards[0].kind == "phường");
    CHECK(overview.wards[0].place == 0);
    CHECK(overview.wards[0].heat[0] == Heat::unknown);
    CHECK_FALSE(overview.indicators[0].rate.known());
    CHECK(overview.indicators[0].standing->need.kind == campaign::Need::Kind::unknown);
    CHECK(must(figures::procedures(page.ledger, page.world, page.asked)).rows.empty());
    CHECK(must(figures::kiosks(page.ledger, page.world, "", kNow)).rows.empty());
    page.asked.ward = "23563";
    const auto ward = must(figures::ward(page.ledger, page.world, page.asked, kNow));
    CHECK(ward.unknown.size() == 20);
    page.asked.ward = "00000";
    CHECK(figures::ward(page.ledger, page.world, page.asked, kNow).error().code ==
          Error::Code::not_found);
    CHECK(figures::procedure(page.ledger, page.world, page.asked, "1.001193", kNow).error().code ==
          Error::Code::not_found);
}

TEST_CASE("heat: by the hundredth, to the next target and to all that follow") {
    Page page;
    page.tell("23561", 5500, 10000);
    page.tell("23562", 5499, 10000);
    page.tell("23563", 7000, 10000);
    page.tell("23564", 4500, 10000);
    page.tell("23565", 4501, 10000);
    CHECK(page.heat("23561") == Heat::next);
    CHECK(page.heat("23562") == Heat::near);
    CHECK(page.heat("23563") == Heat::last);
    CHECK(page.heat("23564") == Heat::far);  // Ten points short are not less than ten.
    CHECK(page.heat("23565") == Heat::near);
    // What comes after may be less than what is next: all of it is to be reached.
    page.world.campaign.targets[1].hundredths = 5000;
    CHECK(page.heat("23561") == Heat::last);
    CHECK(page.heat("23562") == Heat::near);
    // As it is shown: 54.995 % is 55.00 %.
    Page rounded;
    rounded.tell("23561", 10'999, 20'000);
    CHECK(rounded.heat("23561") == Heat::next);
    // Without a target, or for other days: no heat.
    CHECK(page.overview().wards[0].heat[1] == Heat::none);
    page.asked.period.first += std::chrono::days(1);
    CHECK_FALSE(page.overview().of_campaign);
    CHECK(page.heat("23561") == Heat::none);
}

TEST_CASE("places go by the exact rate; equal ones share theirs, unknown ones have none") {
    Page page;
    page.tell("23561", 333'333, 1'000'000);  // Both are shown as 33.33 %.
    page.tell("23562", 1, 3);
    page.tell("23563", 2, 6);
    page.tell("23564", -2, 5);  // A correction of what an earlier run told.
    page.tell("23565", 2, 0);   // Online, and as many taken back on paper: no dossier is left.
    const figures::Overview overview = page.overview();
    std::vector<std::pair<std::string, std::int64_t>> places;
    for (const figures::WardRow& row : overview.wards) places.emplace_back(row.code, row.place);
    CHECK(places == std::vector<std::pair<std::string, std::int64_t>>{
                        {"23562", 1}, {"23563", 1}, {"23561", 3}, {"23564", 4}, {"23565", 0}});
    CHECK(overview.wards[0].rates[0].hundredths() == overview.wards[2].rates[0].hundredths());
    // Of one ward alone: its place is still the province's.
    page.asked.ward = "23561";
    CHECK(page.overview().wards.at(0).place == 3);
}

TEST_CASE("a kiosk is late after an hour, silent after a day; at once, and never before") {
    Page page;
    page.tell("23561", 1, 2);  // Heard at kMorning.
    enrolled(page.ledger, "23561");
    const auto health = [&](std::chrono::milliseconds later) {
        const auto kiosks =
            must(figures::kiosks(page.ledger, page.world, "23561", kMorning + later));
        REQUIRE(kiosks.rows.size() == 2);
        CHECK(kiosks.sums.never == 1);
        for (const figures::KioskRow& row : kiosks.rows)
            if (row.kiosk.heard) return row.health;
        return figures::Health::never;
    };
    using std::chrono::hours, std::chrono::milliseconds;
    CHECK(health(milliseconds(0)) == figures::Health::well);
    CHECK(health(hours(1)) == figures::Health::well);
    CHECK(health(hours(1) + milliseconds(1)) == figures::Health::late);
    CHECK(health(hours(24)) == figures::Health::late);
    CHECK(health(hours(24) + milliseconds(1)) == figures::Health::silent);
}

TEST_CASE("the worst kiosk comes first: alarms, silence, then who never spoke") {
    Page page;
    page.tell("23561", 1, 2);
    page.tell("23562", 1, 2);
    page.tell("23563", 1, 2);
    enrolled(page.ledger, "23564");
    ledger::Alarm alarm;
    alarm.device = page.kiosks.at("23563").device;
    alarm.kind = "fork";
    must(ledger::raise(page.ledger, alarm, kMorning));
    must(ledger::revoke(page.ledger, page.kiosks.at("23561").device, "stolen", kMorning));
    const auto kiosks =
        must(figures::kiosks(page.ledger, page.world, "", kMorning + std::chrono::hours(30)));
    std::vector<std::string> wards;
    for (const figures::KioskRow& row : kiosks.rows) wards.push_back(row.kiosk.ward);
    CHECK(wards == std::vector<std::string>{"23563", "23562", "23564", "23561"});
    CHECK(kiosks.sums.total == 3);
    CHECK(kiosks.sums.alarms == 1);
}

TEST_CASE("who was silent for long comes before who is late, and the well come last") {
    Page page;
    using std::chrono::hours;
    const std::map<std::string, hours> silences{
        {"23561", hours(0)}, {"23562", hours(3)}, {"23563", hours(50)}, {"23564", hours(30)}};
    for (const auto& [ward, silence] : silences) {
        page.tell(ward, 1, 2);
        const std::int64_t heard = (kMorning - silence).time_since_epoch().count();
        must(page.ledger.connection().run("UPDATE device SET heard_at = ? WHERE ward = ?",
                                          sql::Values{heard, std::string_view(ward)}));
    }
    std::vector<std::string> wards;
    for (const figures::KioskRow& row :
         must(figures::kiosks(page.ledger, page.world, "", kMorning)).rows)
        wards.push_back(row.kiosk.ward);
    CHECK(wards == std::vector<std::string>{"23563", "23564", "23562", "23561"});
}

TEST_CASE("the campaign's name for a ward is what the portal calls it; an unlisted one its code") {
    Page page;
    page.world.wards.list = {{"21609", "An Lão", "Đặc khu An Lão"}, {"21616", "Lạ", "Khác hẳn"}};
    page.tell("99999", 3, 4);
    const figures::Overview overview = page.overview();
    CHECK(overview.wards.size() == 3);
    CHECK(page.row(overview, "21609").kind == "đặc khu");
    CHECK(page.row(overview, "21616").kind.empty());
    CHECK(page.row(overview, "99999").name == "99999");
    // The sum of the rows is the sum of the province, whoever is on the list.
    CHECK(overview.sum == page.row(overview, "99999").sum);
}

#include "demo/demo.h"

#include <doctest/doctest.h>

#include <set>

#include "base/files.h"
#include "catalogue/load.h"
#include "ledger/audit.h"
#include "ledger/counts.h"
#include "ledger/devices.h"
#include "ledger/facts.h"
#include "ledger/hand.h"
#include "ledger/publishing.h"
#include "publishing/link_checks.h"
#include "settings/settings.h"
#include "support/must.h"
#include "support/postgres.h"

// Small demonstrations: five wards, ten days.

namespace {

constexpr WallTime kAfternoon =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 25) + std::chrono::hours(8);  // Wednesday

const demo::Sources& sources() {
    static const demo::Sources kSources = [] {
        const std::string config = std::string(SOURCE_DIR) + "/config/";
        return demo::Sources{
            .campaign = must(settings::load_campaign(config + "campaign.toml")),
            .catalogue = must(catalogue::load(config + "catalogue.json")).catalogue,
            .wards = must(catalogue::load_wards(config + "wards.json")),
            .catalogue_bytes = must(files::read(config + "catalogue.json", 8u << 20)),
            .wards_bytes = must(files::read(config + "wards.json", 8u << 20)),
            .folders = {.config = config, .assets = std::string(SOURCE_DIR) + "/assets"},
            .version = "0.1.0"};
    }();
    return kSources;
}

demo::Wanted small(std::uint64_t seed = 1) {
    return {.wards = 5, .days = 10, .day = 7, .seed = seed};
}

std::vector<ledger::Count> counts(ledger::Ledger& ledger) {
    return must(ledger::counts(ledger, hand::kAllDays));
}

void expect_whole(ledger::Ledger& ledger) {
    const demo::Made made = must(demo::fill(ledger, sources(), small(), kAfternoon));
    const ledger::Audit audit = must(ledger::verify(ledger));
    for (const std::string& fault : audit.faults) FAIL_CHECK(fault);
    std::string words;
    for (const ledger::Alarm& alarm : audit.alarms) words += alarm.kind + ": " + alarm.text + "\n";
    CAPTURE(words);
    REQUIRE(audit.alarms.size() == 1);
    CHECK(audit.alarms.front().kind == "restored");
    CHECK(audit.devices == made.kiosks);
    CHECK(audit.cells + audit.seals == made.counts);
    CHECK(must(ledger::is_demonstration(ledger)));
}

}  // namespace

TEST_CASE("a demonstration verifies, but for the trouble that is planted: SQLite") {
    const TempDir folder;
    ledger::Ledger ledger = hand::opened("sqlite:" + folder / "province.db");
    expect_whole(ledger);
}

TEST_CASE("a demonstration verifies, but for the trouble that is planted: PostgreSQL") {
    const PostgresDatabase database;
    ledger::Ledger ledger = hand::opened(database.address());
    expect_whole(ledger);
}

TEST_CASE("a backup is restored once, whatever the length of the demonstration") {
    const TempDir folder;
    for (int days = 2; days <= 30; ++days) {
        CAPTURE(days);
        ledger::Ledger ledger = hand::opened("sqlite:" + folder / (std::to_string(days) + ".db"));
        const demo::Wanted wanted{.wards = 3, .days = days, .day = 1};
        must(demo::fill(ledger, sources(), wanted, kAfternoon));
        CHECK(must(ledger::alarms(ledger)).size() <= 1);
    }
}

TEST_CASE("the same seed gives the same figures, another seed others") {
    const TempDir folder;
    std::vector<std::vector<ledger::Count>> all;
    for (const std::uint64_t seed : {1U, 1U, 2U}) {
        ledger::Ledger ledger =
            hand::opened("sqlite:" + folder / (std::to_string(all.size()) + ".db"));
        must(demo::fill(ledger, sources(), small(seed), kAfternoon));
        all.push_back(counts(ledger));
    }
    CHECK(all[0].size() > 500);
    CHECK(all[0] == all[1]);
    CHECK(all[0] != all[2]);
}

TEST_CASE("kiosk and counter agree with themselves, day by day and procedure by procedure") {
    const TempDir folder;
    ledger::Ledger ledger = hand::opened("sqlite:" + folder / "province.db");
    const demo::Made made = must(demo::fill(ledger, sources(), small(), kAfternoon));
    std::map<std::pair<std::string, tally::Day>, std::vector<ledger::Count>> days;
    std::set<tally::Day> told;
    for (const ledger::Count& one : counts(ledger)) {
        CHECK(made.period.contains(one.key.day));
        CHECK(one.count > 0);
        days[{one.ward, one.key.day}].push_back(one);
        told.insert(one.key.day);
        const auto traits = tally::parse_traits(one.key.what);
        if (!traits) continue;
        const catalogue::Procedure* procedure = sources().catalogue.find(one.key.procedure);
        REQUIRE(procedure);
        if (procedure->fee.kind == catalogue::FeeKind::free_stated)
            CHECK(traits->fee == tally::Fee::none);
        if (procedure->online == catalogue::OnlineLevel::none)
            CHECK(traits->channel != tally::Channel::online);
    }
    for (const auto& [place, list] : days) {
        const tally::Measures sum = ledger::measures_of(list);
        CHECK(sum.visits >= sum.opened);
        CHECK(sum.opened >= sum.qr_shown);
        CHECK(sum.qr_shown >= sum.submitted);
    }
    CHECK(told.contains(made.period.last));
    // A Sunday is quiet, and known to be.
    CHECK_FALSE(told.contains(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)));
}

TEST_CASE("troubles are planted: silent, never heard, uncertain, filtered, unknown, behind") {
    const TempDir folder;
    ledger::Ledger ledger = hand::opened("sqlite:" + folder / "province.db");
    const demo::Wanted wanted{.wards = 30, .days = 12, .day = 12};
    must(demo::fill(ledger, sources(), wanted, kAfternoon));
    CHECK(must(ledger::alarms(ledger)).size() == 1);
    int silent = 0, never = 0, well = 0, late = 0, behind = 0;
    const std::int64_t newest = must(ledger::newest_version(ledger.connection()));
    for (const ledger::Kiosk& kiosk : must(ledger::kiosks(ledger))) {
        if (!kiosk.heard) {
            ++never;
            continue;
        }
        const auto ago = kAfternoon - *kiosk.heard;
        (ago > std::chrono::days(1) ? silent : ago > std::chrono::hours(1) ? late : well)++;
        if (kiosk.published < newest) ++behind;
    }
    CHECK(silent == 1);
    CHECK(never == 1);
    CHECK(late == 1);
    CHECK(well >= 26);
    CHECK(behind == 2);
    bool uncertain = false, filtered = false;
    for (const ledger::Count& one : counts(ledger)) {
        if (!one.key.trusted) uncertain = true;
        if (one.key.certainty == wire::Certainty::filtered) filtered = true;
    }
    CHECK(uncertain);
    CHECK(filtered);
}

TEST_CASE("the campaign that is published is on the day that was asked for, and marked") {
    const TempDir folder;
    ledger::Ledger ledger = hand::opened("sqlite:" + folder / "province.db");
    const demo::Made made = must(demo::fill(ledger, sources(), small(), kAfternoon));
    std::string text;
    for (const ledger::Published& version : must(ledger::published(ledger)))
        for (const wire::Publication::File& file : version.files)
            if (file.path == "campaign.toml" && text.empty())
                text = must(ledger::published_file(ledger, file.digest));
    REQUIRE(must(files::write_atomically(folder / "campaign.toml", text)) == std::monostate());
    const campaign::Campaign read = must(settings::load_campaign(folder / "campaign.toml"));
    CHECK(read == made.campaign);
    CHECK(campaign::progress(read, business_day(kAfternoon)) ==
          campaign::Progress{.day = 7, .days = 100});
    CHECK(read.sample_targets);
    CHECK(read.name.vi.ends_with("(minh họa)"));
}

TEST_CASE("codes were tried: good, bad, at an older address, and most not yet") {
    const TempDir folder;
    ledger::Ledger ledger = hand::opened("sqlite:" + folder / "province.db");
    must(demo::fill(ledger, sources(), small(), kAfternoon));
    int good = 0, bad = 0, old = 0, not_yet = 0;
    for (const auto& one : must(publishing::link_checks(ledger, sources().folders))) {
        if (!one.last)
            ++not_yet;
        else if (!one.current())
            ++old;
        else
            ++(one.last->good ? good : bad);
    }
    CHECK(good == 40);
    CHECK(bad == 3);
    CHECK(old == 1);
    CHECK(not_yet > 100);
}

TEST_CASE("fewer codes are opened than are shown") {
    const TempDir folder;
    ledger::Ledger ledger = hand::opened("sqlite:" + folder / "province.db");
    const demo::Wanted wanted{.wards = 5, .days = 10, .day = 40};
    must(demo::fill(ledger, sources(), wanted, kAfternoon));
    const tally::Measures sum = ledger::measures_of(counts(ledger));
    const sql::Rows rows = must(ledger.connection().query("SELECT count FROM arrival", {}));
    std::int64_t opened = 0;
    for (const sql::Row& row : rows) opened += row.integer(0);
    CHECK(opened > sum.qr_shown / 2);
    CHECK(opened < sum.qr_shown);
}

TEST_CASE("invented counts never mix with real ones") {
    const TempDir folder;
    ledger::Ledger ledger = hand::opened("sqlite:" + folder / "province.db");
    SUBCASE("not where a kiosk is enrolled") { hand::enrolled(ledger); }
    SUBCASE("not where a kiosk may enrol at any moment") {
        must(ledger::make_code(ledger, hand::kWard, "Quầy 1", kAfternoon));
    }
    SUBCASE("not where something was published") {
        must(ledger::publish(ledger, {{"wards.json", sources().wards_bytes}}, kAfternoon));
    }
    const auto refused = demo::fill(ledger, sources(), small(), kAfternoon);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Error::Code::invalid);
    CHECK_FALSE(must(ledger::is_demonstration(ledger)));
    CHECK(counts(ledger).empty());
}

TEST_CASE("a demonstration is not filled twice, and not beyond its bounds") {
    const TempDir folder;
    ledger::Ledger ledger = hand::opened("sqlite:" + folder / "province.db");
    for (const demo::Wanted& wrong :
         {demo::Wanted{.wards = 136}, demo::Wanted{.wards = 0}, demo::Wanted{.days = 1},
          demo::Wanted{.days = 401}, demo::Wanted{.day = 0}, demo::Wanted{.day = 101}})
        CHECK_FALSE(demo::fill(ledger, sources(), wrong, kAfternoon));
    CHECK_FALSE(must(ledger::is_demonstration(ledger)));
    must(demo::fill(ledger, sources(), small(), kAfternoon));
    CHECK_FALSE(demo::fill(ledger, sources(), small(), kAfternoon));
}

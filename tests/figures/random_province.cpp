#include "figures/random_province.h"

#include "ledger/told_journal.h"
#include "support/made_figures.h"

namespace {

constexpr tally::Day kFirst = std::chrono::year(2026) / 12 / 18;  // Journals begin on the 28th.
constexpr int kDays = 30;

const std::vector<std::string> kCodes = {"1.001193", "1.000656", "2.000635", "1.004222"};
/// The first three are on the list; a kiosk stands in the last one all the same.
const std::vector<std::string> kWards = {"23563", "23575", "21607", "99999"};

std::vector<std::string> words(wire::Certainty certainty) {
    switch (certainty) {
        case wire::Certainty::shown:
            return {"visit_began",     "procedure_opened", "qr_shown procedure",
                    "qr_shown submit", "counter_way",      "slip_printed"};
        case wire::Certainty::said: return {"outcome submitted", "outcome later", "rating 2"};
        case wire::Certainty::filtered:
            return {"visit_began closed_hours", "procedure_opened double_tap", "dossier test_mode"};
        case wire::Certainty::confirmed: break;
    }
    std::vector<std::string> all;
    for (const tally::Traits& traits : tally::all_traits()) all.push_back(tally::words_of(traits));
    return all;
}

bool is_of_a_procedure(const wire::CellKey& key) {
    if (key.certainty == wire::Certainty::confirmed) return true;
    return key.what == "procedure_opened" || key.what == "qr_shown submit" ||
           key.what == "qr_shown procedure" || key.what == "outcome submitted";
}

}  // namespace

RandomProvince::RandomProvince(ledger::Ledger& ledger, std::uint64_t seed)
    : ledger_(ledger), random_(seed) {
    today_ = some_day();
    now_ = today_ + std::chrono::hours(below(17)) + std::chrono::minutes(below(60));
    for (std::int64_t i = below(7); i > 0; --i)
        kiosks_.push_back(hand::enrolled(ledger_, any_of(kWards)));
    for (hand::Kiosk& kiosk : kiosks_) {
        if (one_in(2)) tell_journal(kiosk);
        if (one_in(2)) tell_by_hand(kiosk);
    }
    tell_more();
    for (const hand::Kiosk& kiosk : kiosks_) {
        if (one_in(4)) must(ledger::revoke(ledger_, kiosk.device, "stolen", now_));
        if (!one_in(3)) continue;
        ledger::Alarm alarm;
        alarm.device = kiosk.device;
        alarm.kind = one_in(2) ? "fork" : "cloned";
        must(ledger::raise(ledger_, alarm, now_));
    }
}

void RandomProvince::tell_more() {
    for (hand::Kiosk& kiosk : kiosks_)
        if (one_in(2)) tell_by_hand(kiosk);
    if (one_in(2)) arrive();
}

tally::Day RandomProvince::some_day() { return kFirst + std::chrono::days(below(kDays)); }

tally::Period RandomProvince::some_period() {
    const tally::Day one = some_day(), other = some_day();
    return {.first = std::min(one, other), .last = std::max(one, other)};
}

/// Before now by minutes, hours or days; seldom after it.
WallTime RandomProvince::some_time() {
    if (one_in(6)) return now_ + std::chrono::minutes(below(90));
    if (one_in(2)) return now_ - std::chrono::minutes(below(150));
    return now_ - std::chrono::hours(below(50));
}

wire::CellKey RandomProvince::some_key() {
    wire::CellKey key;
    key.day = one_in(20) ? some_day() + std::chrono::days(below(900)) : some_day();
    key.certainty = static_cast<wire::Certainty>(one_in(2) ? 2 : below(4));
    key.what = any_of(words(key.certainty));
    if (is_of_a_procedure(key)) key.procedure = any_of(kCodes);
    key.trusted = !one_in(4);
    return key;
}

void RandomProvince::tell_journal(hand::Kiosk& kiosk) {
    const hand::ToldJournal journal(random_(), kiosk, ++number_);
    for (const std::string& envelope : journal.envelopes())
        hand::told(must(ledger::ingest(ledger_, envelope, some_time())), envelope);
}

/// A run of its own, some of its cells told twice or taken back to nothing.
void RandomProvince::tell_by_hand(hand::Kiosk& kiosk) {
    const int number = ++number_;
    std::vector<wire::CellKey> keys;
    for (std::int64_t i = 1 + below(40); i > 0; --i) keys.push_back(some_key());
    std::int64_t revision = 0;
    for (std::int64_t rounds = 1 + below(3); rounds > 0; --rounds) {
        wire::Batch batch = kiosk.batch();
        batch.header.runs = {hand::run(500'000 + number, 1, 1000 + number, kiosk.ward)};
        batch.header.wall = std::chrono::floor<std::chrono::minutes>(some_time());
        for (const wire::CellKey& key : keys) {
            if (one_in(3)) continue;
            const bool may_be_negative = key.certainty == wire::Certainty::confirmed;
            const std::int64_t count = one_in(6)                      ? 0
                                       : may_be_negative && one_in(5) ? -below(30)
                                                                      : below(40);
            const wire::Cell cell{.key = key, .count = count, .revision = ++revision};
            batch.lines.push_back({.run = 0, .what = cell, .text = {}});
        }
        for (std::int64_t i = below(6); i > 0; --i)
            batch.lines.push_back(hand::seal(++revision, std::string(64, 'a'), some_day()));
        const hand::Told told = kiosk.tell(ledger_, batch, some_time());
        if (told.status != 200) return;  // It was revoked.
        for (const std::string& verdict : told.verdicts())
            REQUIRE((verdict == "ok" || verdict == "dup"));
    }
}

void RandomProvince::arrive() {
    for (const hand::Kiosk& kiosk : kiosks_) {
        const sql::Values values{
            some_day().time_since_epoch().count(), std::string_view(kiosk.device),
            std::string_view(kCodes[static_cast<std::size_t>(below(4))]), 1 + below(9)};
        must(
            ledger_.connection().run("INSERT INTO arrival (day, device, procedure, kind, count) "
                                     "VALUES (?, ?, ?, 'submit', ?) ON CONFLICT DO NOTHING",
                                     values));
    }
}

figures::World RandomProvince::world() {
    figures::World world;
    world.wards.list = {{"23563", "Diên Hồng", "Phường Diên Hồng"},
                        {"23575", "Pleiku", "Phường Pleiku"},
                        {"21607", "Nhơn Châu", "Xã Nhơn Châu"},
                        {"21609", "An Lão", "Đặc khu An Lão"}};
    catalogue::Procedure birth;
    birth.code = kCodes[0];
    birth.name = "Thủ tục đăng ký khai sinh";
    birth.field = "Hộ tịch";
    birth.card.emplace();
    birth.card->name.vi = "Làm giấy khai sinh";
    catalogue::Procedure nobody = birth;
    nobody.code = "2.000815";
    world.catalogue = catalogue::Catalogue("2026-11-22", {}, {birth, nobody});
    if (one_in(6)) {
        campaign_ = {};
        return world;
    }
    campaign::Campaign made = made_campaign(some_day() - std::chrono::days(below(10)));
    made.last_day = made.first_day + std::chrono::days(5 + below(20));
    made.milestones = {{"half", {}, static_cast<int>(1 + below(5))},
                       {"end", {}, (made.last_day - made.first_day).count() + 1 > 5 ? 6 : 5}};
    if (one_in(2)) made.milestones.push_back({"after", {}, 0, true});
    made.targets.clear();
    for (const campaign::Milestone& milestone : made.milestones)
        for (const campaign::Indicator& indicator : made.indicators)
            if (!one_in(5))
                made.targets.push_back(
                    {indicator.id, "ward", milestone.id, static_cast<int>(below(100'01))});
    if (one_in(6)) made.indicators.clear();
    campaign_ = world.campaign = made;
    return world;
}

figures::Asked RandomProvince::asked() {
    figures::Asked asked;
    asked.today = today_;
    asked.period = one_in(2) ? figures::default_period(campaign_, today_) : some_period();
    if (one_in(2)) asked.compared = some_period();
    if (one_in(2)) asked.ward = any_of(kWards);
    return asked;
}

std::vector<std::string> RandomProvince::codes() const {
    std::vector<std::string> codes = kCodes;
    codes.insert(codes.end(), {"2.000815", "9.999999"});
    return codes;
}

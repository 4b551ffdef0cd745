#include "demo/demo.h"

#include <fmt/format.h>

#include <algorithm>

#include "demo/campaign_text.h"
#include "demo/chance.h"
#include "demo/deeds.h"
#include "demo/device.h"
#include "demo/plan.h"
#include "ledger/facts.h"
#include "publishing/arrivals.h"

namespace demo {

namespace {

using namespace std::chrono_literals;

enum Path : std::uint64_t { kOfKiosk = 21, kOfArrivals = 22 };

constexpr std::chrono::minutes kOpens = 7h + 30min, kCloses = 17h;  // Of the counter, in Viet Nam.
constexpr int kTellsEvery =
    7;  // Days: a batch a week is enough to look like one every five minutes.
constexpr std::size_t kLinesMax = 3000;  // Of a batch, below wire::kLinesMax by a busy day.
constexpr int kArrivalsFrom = 20;        // Day of the campaign on which codes began to lead here.

WallTime at(tally::Day day, std::chrono::milliseconds since_midnight) {
    return WallTime(day.time_since_epoch()) - kVietNamOffset + since_midnight;
}

/// How much of a day's business is over at a moment.
double part_of(tally::Day day, WallTime now) {
    const auto over = now - at(day, kOpens);
    const double part = static_cast<double>(over.count()) /
                        static_cast<double>(std::chrono::milliseconds(kCloses - kOpens).count());
    return std::clamp(part, 0.0, 1.0);
}

Result<> check(const Sources& sources, const Wanted& wanted) {
    const auto bad = [](const std::string& what) { return Error{Error::Code::invalid, what}; };
    const auto days = (sources.campaign.last_day - sources.campaign.first_day).count() + 1;
    if (wanted.days < 2 || wanted.days > kDaysMax)
        return bad(fmt::format("days: expected 2 to {}", kDaysMax));
    if (wanted.day < 1 || wanted.day > days)
        return bad(fmt::format("day: expected 1 to {}, a day of the campaign", days));
    if (wanted.wards < 1 || wanted.wards > sources.wards.list.size())
        return bad(fmt::format("wards: expected 1 to {}, as many as wards.json has",
                               sources.wards.list.size()));
    return {};
}

class Filling {
public:
    Filling(ledger::Ledger& ledger, const Sources& sources, const Wanted& wanted, WallTime now)
        : ledger_(ledger), sources_(sources), wanted_(wanted), now_(now) {
        const tally::Day today = business_day(now);
        made_.period = {.first = today - std::chrono::days(wanted.days - 1), .last = today};
        made_.campaign = marked(sources.campaign, wanted.day, today);
        plan_ = make_plan(sources.wards, sources.catalogue, wanted.wards, wanted.days, wanted.seed);
    }

    Result<Made> run() {
        TRY(check(sources_, wanted_));
        TRY(ledger::become_demonstration(ledger_));
        newest_ = TRY(publish(ledger_, sources_, made_.campaign, made_.period));
        TRY(try_codes(ledger_, sources_, wanted_.seed, now_));
        for (std::size_t i = 0; i < plan_.kiosks.size(); ++i) TRY(fill_kiosk(i));
        made_.wards = static_cast<std::int64_t>(plan_.wards.size());
        return made_;
    }

private:
    Result<> fill_kiosk(std::size_t index);
    Result<> tell(Device& device, const Fate& fate, Chance& chance, WallTime now);
    Result<> arrive(std::size_t index, const Device& device, const Counts& shown);

    tally::Day day(int index) const { return made_.period.first + std::chrono::days(index); }
    int today() const { return wanted_.days - 1; }
    /// When a kiosk is heard last.
    WallTime last_heard(const Fate& fate, Chance& chance) const {
        if (fate.silent_days > 0) return at(day(today() - fate.silent_days), kCloses + 12min);
        const auto minutes = fate.late > 0min ? fate.late : std::chrono::minutes(chance.below(5));
        return now_ - minutes;
    }
    Moment moment(const Fate& fate, int index, WallTime heard) const;

    ledger::Ledger& ledger_;
    const Sources& sources_;
    const Wanted wanted_;
    const WallTime now_;
    Plan plan_;
    Made made_;
    std::int64_t newest_ = 0;  ///< Version of what is published.
};

Moment Filling::moment(const Fate& fate, int index, WallTime heard) const {
    const campaign::Campaign& campaign = made_.campaign;
    const double length = static_cast<double>((campaign.last_day - campaign.first_day).count());
    const double since = static_cast<double>((day(index) - campaign.first_day).count());
    const bool bad_clock = fate.bad_clock_from <= index && index <= fate.bad_clock_to;
    return {.day = day(index),
            .index = index,
            .done = std::clamp(since / std::max(1.0, length), 0.0, 1.0),
            .part = part_of(day(index), heard),
            .trusted = fate.bad_clock_from < 0 || !bad_clock};
}

Result<> Filling::tell(Device& device, const Fate& fate, Chance& chance, WallTime now) {
    constexpr std::int64_t kGigabyte = 1'000'000'000;
    Device::Words words;
    words.wall = now + fate.clock_off;
    words.clock_trusted = fate.clock_off == 0min;
    words.unsent = fate.late > 0min ? 10 + chance.below(60) : 0;
    words.disk_free = (20 + chance.below(90)) * kGigabyte + chance.below(kGigabyte);
    words.published = std::max<std::int64_t>(0, newest_ - fate.behind);
    words.version = sources_.version;
    made_.counts += static_cast<std::int64_t>(device.waiting());
    TRY(device.tell(words, now));
    ++made_.batches;
    return {};
}

Result<> Filling::fill_kiosk(std::size_t index) {
    const Kiosk& kiosk = plan_.kiosks[index];
    const Fate& fate = kiosk.fate;
    Chance chance(wanted_.seed, {kOfKiosk, index});
    Device device = TRY(Device::enrol(ledger_, plan_, index, at(day(fate.begins), 7h)));
    ++made_.kiosks;
    if (fate.never) return {};
    const WallTime heard = last_heard(fate, chance);
    Counts all;
    for (int i = fate.begins; i <= today() - fate.silent_days; ++i) {
        if (fate.off_from <= i && i <= fate.off_to) continue;
        if (i == fate.restored) {
            TRY(tell(device, fate, chance, at(day(i), kOpens)));
            device.restore();
        }
        Counts counts = counts_of(plan_, kiosk, moment(fate, i, heard));
        device.note(counts, day(i), i < today(), chance);
        all.merge(counts);
        const bool full = device.waiting() > kLinesMax;
        const bool due = (i % kTellsEvery == 0 && device.has_outgrown()) || full;
        if (due && i < today() - fate.silent_days)
            TRY(tell(device, fate, chance, at(day(i), kCloses + 15min)));
    }
    TRY(tell(device, fate, chance, heard));
    return arrive(index, device, all);
}

/// Of the codes that were shown, most were opened: counted as /q/ would have.
Result<> Filling::arrive(std::size_t index, const Device& device, const Counts& shown) {
    Chance chance(wanted_.seed, {kOfArrivals, index});
    publishing::Arrivals::Counts arrivals;
    for (const auto& [key, count] : shown) {
        constexpr std::string_view kQr = "qr_shown ";
        const auto since = (key.day - made_.campaign.first_day).count();
        if (key.certainty != wire::Certainty::shown || !key.what.starts_with(kQr)) continue;
        if (since < kArrivalsFrom) continue;
        const std::int64_t came = chance.out_of(count, 0.7);
        const auto kind = catalogue::link_kind(std::string_view(key.what).substr(kQr.size()));
        if (came == 0 || !kind) continue;
        arrivals[{.day = key.day,
                  .device = catalogue::device_part(device.id()),
                  .procedure = key.procedure,
                  .kind = *kind}] += came;
    }
    return publishing::store_arrivals(ledger_, arrivals);
}

}  // namespace

Result<Made> fill(ledger::Ledger& ledger, const Sources& sources, const Wanted& wanted,
                  WallTime now) {
    return Filling(ledger, sources, wanted, now).run();
}

}  // namespace demo

#include "demo/day.h"

#include <algorithm>
#include <array>
#include <utility>

#include "demo/chance.h"
#include "tally/dossier.h"

namespace demo {

namespace {

enum Path : std::uint64_t { kOfDossiers = 11, kOfVisits = 12, kOfWeek = 13 };

constexpr double kNoise = 0.25;      // Of a day's numbers.
constexpr double kWeekNoise = 0.03;  // Of a ward's shares, from week to week.

std::uint64_t path_of(tally::Day day) {
    return static_cast<std::uint64_t>(day.time_since_epoch().count());
}

class Day {
public:
    Day(const Plan& plan, const Kiosk& kiosk, const Moment& moment)
        : plan_(plan), kiosk_(kiosk), ward_(plan.wards[kiosk.ward]), moment_(moment) {}

    Counts counts() {
        if (!kiosk_.fate.second) count_dossiers();
        count_visits();
        return std::move(counts_);
    }

private:
    Chance chance(Path path) const {
        return Chance(plan_.seed,
                      {path, kiosk_.ward, kiosk_.fate.second ? 1U : 0U,
                       path == kOfWeek ? path_of(moment_.day) / 7 : path_of(moment_.day)});
    }
    void add(wire::Certainty how, const std::string& procedure, std::string what,
             std::int64_t count = 1) {
        if (count == 0) return;
        counts_[{.day = moment_.day,
                 .certainty = how,
                 .procedure = procedure,
                 .what = std::move(what),
                 .trusted = moment_.trusted}] += count;
    }
    const Choice& choose(Chance& chance) const {
        double left = chance.unit() * plan_.weight;
        for (const Choice& one : plan_.choices)
            if ((left -= one.weight) < 0) return one;
        return plan_.choices.back();
    }
    std::int64_t people(Chance& chance, double mean) const {
        const double today = mean * rush(moment_.day, ward_.saturdays) * moment_.part;
        return chance.about(today, kNoise);
    }

    void count_dossiers();
    void count_visits();
    void count_qr(Chance& chance, const Choice& choice);
    void count_filtered(Chance& chance, std::int64_t visits, std::int64_t opened);

    const Plan& plan_;
    const Kiosk& kiosk_;
    const Ward& ward_;
    const Moment& moment_;
    Counts counts_;
};

void Day::count_dossiers() {
    Chance week = chance(kOfWeek), chance = this->chance(kOfDossiers);
    const auto share = [&](const Growth& growth) {
        return std::clamp(growth.at(moment_.done) + week.between(-kWeekNoise, kWeekNoise), 0.0,
                          0.995);
    };
    const double online = share(ward_.online), digitised = share(ward_.digitised),
                 electronic = share(ward_.electronic), paid = share(ward_.paid);
    constexpr double kPost = 0.04, kMoreDigital = 0.6;
    for (std::int64_t left = people(chance, ward_.dossiers); left > 0; --left) {
        const Choice& choice = choose(chance);
        tally::Traits traits;
        if (choice.online && chance.happens(online))
            traits.channel = tally::Channel::online;
        else if (chance.happens(kPost))
            traits.channel = tally::Channel::post;
        // What came online is nearly always digital to its end.
        const bool is_online = traits.channel == tally::Channel::online;
        const auto more = [&](double of) { return is_online ? of + (1 - of) * kMoreDigital : of; };
        traits.digitised = chance.happens(more(digitised));
        traits.result = !choice.result                     ? tally::ResultForm::none
                        : chance.happens(more(electronic)) ? tally::ResultForm::electronic
                                                           : tally::ResultForm::paper;
        if (choice.fee)
            traits.fee = chance.happens(more(paid) * (is_online ? 1 : 0.7)) ? tally::Fee::online
                                                                            : tally::Fee::cash;
        add(wire::Certainty::confirmed, choice.code, tally::words_of(traits));
    }
}

void Day::count_qr(Chance& chance, const Choice& choice) {
    using enum wire::Certainty;
    add(shown, choice.code, chance.happens(0.55) ? "qr_shown procedure" : "qr_shown submit");
    // By how often it is answered; the rest is skipped.
    static constexpr std::array kAnswers = {
        std::pair{0.52, "outcome submitted"}, std::pair{0.66, "outcome later"},
        std::pair{0.72, "outcome need_help"}, std::pair{0.80, "outcome counter"},
        std::pair{1.00, "outcome skipped"}};
    const double drawn = chance.unit();
    const auto* answer =
        std::ranges::find_if(kAnswers, [&](auto& one) { return drawn < one.first; });
    add(said, choice.code, answer->second);
    if (chance.happens(0.3)) {
        const bool well = chance.happens(0.82);
        add(said, {},
            well ? (chance.happens(0.6) ? "rating 5" : "rating 4")
                 : (chance.happens(0.6) ? "rating 3" : "rating 2"));
        static constexpr std::array kWhy = {"complaint slow_network", "complaint no_vneid",
                                            "complaint hard_to_follow", "complaint small_text"};
        if (!well && chance.happens(0.5))
            add(said, {}, kWhy[static_cast<std::size_t>(chance.below(kWhy.size()))]);
    }
}

void Day::count_visits() {
    using enum wire::Certainty;
    Chance chance = this->chance(kOfVisits);
    constexpr double kSecondKiosk = 0.4;
    const double share = kiosk_.fate.second ? kSecondKiosk : 1;
    const std::int64_t visits = people(chance, ward_.dossiers * ward_.visits * share);
    const std::int64_t opened = chance.out_of(visits, 0.84);
    for (std::int64_t left = opened; left > 0; --left) {
        const Choice& choice = choose(chance);
        add(shown, choice.code, "procedure_opened");
        if (choice.online && chance.happens(0.72))
            count_qr(chance, choice);
        else if (chance.happens(0.7))
            add(shown, choice.code, "counter_way");
        if (chance.happens(0.2)) add(shown, choice.code, "slip_printed");
    }
    const std::int64_t finished = chance.out_of(opened, 0.7);
    const std::int64_t left = chance.out_of(visits - finished, 0.5);
    add(shown, {}, "visit_began", visits);
    add(shown, {}, "visit_ended finished", finished);
    add(shown, {}, "visit_ended left", left);
    add(shown, {}, "visit_ended timeout", visits - finished - left);
    count_filtered(chance, visits, opened);
}

void Day::count_filtered(Chance& chance, std::int64_t visits, std::int64_t opened) {
    using enum wire::Certainty;
    add(filtered, {}, "procedure_opened double_tap", chance.out_of(opened, 0.05));
    add(filtered, {}, "qr_shown repeat", chance.out_of(opened, 0.04));
    if (kiosk_.fate.ghosts && chance.happens(0.6))
        add(filtered, {}, "procedure_opened ghost_burst", chance.about(45, 0.8));
    // Somebody tries it out in the evening.
    if (visits > 0 && chance.happens(0.05))
        add(filtered, {}, "visit_began closed_hours", 1 + chance.below(3));
}

}  // namespace

Counts counts_of(const Plan& plan, const Kiosk& kiosk, const Moment& moment) {
    return Day(plan, kiosk, moment).counts();
}

double rush(tally::Day day, bool saturdays) {
    // The fixed holidays of the year; Tết follows the moon and is left out.
    const std::chrono::year_month_day date(day);
    using namespace std::chrono;
    for (const month_day holiday : {January / 1, April / 30, May / 1, September / 2})
        if (month_day(date.month(), date.day()) == holiday) return 0;
    static constexpr std::array kWeek = {0.0, 1.2, 1.05, 1.0, 0.97, 0.85, 0.16};  // Sunday first.
    const unsigned weekday = std::chrono::weekday(day).c_encoding();
    constexpr unsigned kSaturday = 6;
    return weekday == kSaturday && !saturdays ? 0 : kWeek[weekday];
}

}  // namespace demo

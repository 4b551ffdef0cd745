#include "demo/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "demo/chance.h"

namespace demo {

namespace {

// The first step of a path of chances.
enum Path : std::uint64_t { kOfWard = 1, kOfFates = 2 };

constexpr std::size_t kChoices = 40;  // What a ward sees; the tail beyond is rare.

std::uint64_t number_of(const std::string& code) {
    std::uint64_t number = 0;
    for (const char digit : code) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    return number;
}

/// A third of the wards does well, a third goes along, the rest falls behind.
Ward make_ward(const catalogue::Ward& known, std::uint64_t seed) {
    Chance chance(seed, {kOfWard, number_of(known.code)});
    Ward ward{.code = known.code, .name = known.full_name};
    const bool town = known.full_name.starts_with("Phường");
    // A few wards are far busier than the rest, as in every province.
    const double size = chance.unit();
    ward.dossiers = town ? 22 + 50 * size * size : 5 + 16 * size * size;
    ward.visits = chance.between(0.55, 1.1);
    ward.saturdays = town || chance.happens(0.2);
    const double drive = chance.unit();  // How much the ward makes of the campaign.
    const auto growth = [&](double from, double to) {
        const double start = std::clamp(from + chance.between(-0.15, 0.12), 0.03, 0.9);
        return Growth{.from = start, .to = start + (to - start) * std::min(1.0, 0.15 + drive)};
    };
    ward.online = growth(0.72, 1.2);
    ward.digitised = growth(0.58, 0.98);
    ward.electronic = growth(0.48, 0.95);
    ward.paid = growth(0.22, 0.85);
    return ward;
}

bool has_fee(const catalogue::Fee& fee) {
    if (fee.kind == catalogue::FeeKind::amount_set_by_province) return true;
    return fee.kind == catalogue::FeeKind::amount &&
           std::ranges::any_of(fee.amounts, [](const auto& one) { return one.vnd > 0; });
}

/// Weights by rank, as the tail of such lists goes.
std::vector<Choice> make_choices(const catalogue::Catalogue& catalogue) {
    constexpr double kFlat = 2;  // The first is not alone.
    std::vector<Choice> choices;
    for (const catalogue::Procedure& procedure : catalogue.procedures()) {
        if (procedure.internal || !procedure.card) continue;
        if (choices.size() == kChoices) break;
        const std::string& result = procedure.card->result.vi;
        choices.push_back({.code = procedure.code,
                           .weight = 1 / (kFlat + static_cast<double>(choices.size())),
                           .online = procedure.online != catalogue::OnlineLevel::none,
                           .fee = has_fee(procedure.fee),
                           // A notice that something was entered is no paper that is owed.
                           .result = !result.starts_with("Ghi vào")});
    }
    return choices;
}

/// Deals fates to kiosks in the order of a shuffled list: even of five kiosks each has its story.
class Dealer {
public:
    Dealer(std::vector<Kiosk>& kiosks, int days, Chance chance)
        : kiosks_(kiosks), days_(days), chance_(chance), order_(kiosks.size()) {
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        for (std::size_t i = order_.size(); i > 1; --i)
            std::swap(order_[i - 1],
                      order_[static_cast<std::size_t>(chance_.below(static_cast<int>(i)))]);
    }

    void deal() {
        each(1, 0, [&](Fate& fate) { fate.restored = at(0.6); });
        each(1, 60, [&](Fate& fate) { fate.silent_days = within(days_ - 1, 3, 9); });
        each(1, 60, [&](Fate& fate) {
            fate.bad_clock_from = at(0.5);
            fate.bad_clock_to = at(0.62);
            fate.clock_off = std::chrono::minutes(-47);
        });
        each(1, 0, [&](Fate& fate) { fate.never = true; });
        each(1, 45, [&](Fate& fate) { fate.ghosts = true; });
        each(0, 25, [&](Fate& fate) { fate.late = std::chrono::minutes(70 + chance_.below(400)); });
        each(0, 9, [&](Fate& fate) {
            fate.off_from = within(days_ - 1, 2, days_);
            fate.off_to = std::min(days_ - 2, fate.off_from + within(12, 1, 12));
        });
        each(0, 20, [&](Fate& fate) { fate.begins = within(days_ / 3, 1, days_); });
        each(1, 12, [&](Fate& fate) { fate.behind = 1; });
    }

private:
    /// `least` kiosks, and one of `of_each` more where there are many.
    template <class Change>
    void each(std::size_t least, std::size_t of_each, Change change) {
        const std::size_t more = of_each == 0 ? 0 : kiosks_.size() / of_each;
        for (std::size_t i = 0; i < std::max(least, more) && next_ < order_.size(); ++i)
            change(kiosks_[order_[next_++]].fate);
    }
    int at(double share) const { return static_cast<int>(static_cast<double>(days_) * share); }
    int within(int end, int least, int most) {
        const int drawn = static_cast<int>(chance_.below(std::max(1, end)));
        return std::clamp(drawn, std::min(least, days_ - 1), most);
    }

    std::vector<Kiosk>& kiosks_;
    const int days_;
    Chance chance_;
    std::vector<std::size_t> order_;
    std::size_t next_ = 0;
};

/// One kiosk a ward; a few wards have none yet, a few have two.
std::vector<Kiosk> make_kiosks(const std::vector<Ward>& wards, int days, std::uint64_t seed) {
    constexpr std::size_t kNoneOf = 45, kTwoOf = 20;
    std::vector<Kiosk> kiosks, seconds;
    for (std::size_t i = 0; i < wards.size(); ++i) {
        if (i % kNoneOf == kNoneOf - 1) continue;
        kiosks.push_back({.ward = i, .name = "Quầy 1", .fate = {}});
        if (i % kTwoOf == kTwoOf / 2)
            seconds.push_back({.ward = i, .name = "Quầy 2", .fate = {.second = true}});
    }
    Dealer(kiosks, days, Chance(seed, {kOfFates})).deal();
    kiosks.insert(kiosks.end(), seconds.begin(), seconds.end());
    return kiosks;
}

}  // namespace

Plan make_plan(const catalogue::Wards& all, const catalogue::Catalogue& catalogue,
               std::size_t wards, int days, std::uint64_t seed) {
    Plan plan{.seed = seed, .wards = {}, .kiosks = {}, .choices = make_choices(catalogue)};
    const std::size_t count = std::min(wards, all.list.size());
    for (std::size_t i = 0; i < count; ++i)
        plan.wards.push_back(make_ward(all.list[i * all.list.size() / count], seed));
    plan.kiosks = make_kiosks(plan.wards, days, seed);
    for (const Choice& choice : plan.choices) plan.weight += choice.weight;
    return plan;
}

}  // namespace demo

#include "dossiers/plan.h"

#include <fmt/format.h>

#include <map>
#include <random>

#include "dossiers/shipped_mapping.h"

using dossiers::DayPlan;
using dossiers::differences;
using tally::DossierTotal;
using Recorded = std::vector<DossierTotal>;

namespace {

constexpr tally::Day kYesterday = kToday - std::chrono::days(1);
const std::string kOnline = "online digitised fee_online e_result";
const std::string kCounter = "counter not_digitised fee_cash paper_result";
const std::string kPost = "post not_digitised no_fee paper_result";

dossiers::Totals file_of(Recorded totals) {
    dossiers::Totals file;
    file.totals = std::move(totals);
    return file;
}

/// What is recorded once the differences are too.
Recorded after(Recorded recorded, const Recorded& changes) {
    std::map<DossierTotal, std::int64_t> sums;
    recorded.insert(recorded.end(), changes.begin(), changes.end());
    for (DossierTotal total : recorded) {
        const std::int64_t count = std::exchange(total.count, 0);
        sums[total] += count;
    }
    Recorded result;
    for (const auto& [total, count] : sums) {
        if (count == 0) continue;
        result.push_back(total);
        result.back().count = count;
    }
    return result;
}

}  // namespace

TEST_CASE("a first import adds all of the file") {
    const Recorded totals{total(kToday, "1.001193", kOnline, 3),
                          total(kToday, "1.001193", kCounter, 2)};
    CHECK(differences(file_of(totals), {}) == totals);
    CHECK(dossiers::preview(file_of(totals), {}) ==
          std::vector<DayPlan>{{.day = kToday, .in_file = 5, .added = 5}});
}

TEST_CASE("the same file twice changes nothing") {
    const Recorded totals{total(kYesterday, "1.001193", kOnline, 3),
                          total(kToday, "2.000815", kCounter, 2)};
    CHECK(differences(file_of(totals), totals).empty());
    CHECK(dossiers::preview(file_of(totals), totals) ==
          std::vector<DayPlan>{{.day = kYesterday, .in_file = 3, .recorded = 3},
                               {.day = kToday, .in_file = 2, .recorded = 2}});
}

TEST_CASE("a newer file of the day adds only what came in since, and takes off what changed") {
    const Recorded morning{total(kToday, "1.001193", kOnline, 3),
                           total(kToday, "1.001193", kCounter, 4)};
    const Recorded evening{total(kToday, "1.001193", kOnline, 8),
                           total(kToday, "1.001193", kCounter, 3),
                           total(kToday, "2.000815", kPost, 1)};
    const Recorded expected{total(kToday, "1.001193", kOnline, 5),
                            total(kToday, "1.001193", kCounter, -1),
                            total(kToday, "2.000815", kPost, 1)};
    CHECK(differences(file_of(evening), morning) == expected);
    CHECK(dossiers::preview(file_of(evening), morning) ==
          std::vector<DayPlan>{
              {.day = kToday, .in_file = 12, .recorded = 7, .added = 6, .taken_off = 1}});
}

TEST_CASE("what was recorded by hand gives way for a procedure in the file, and only for it") {
    const Recorded by_hand{
        total(kToday, "1.001193", kPost, 2), total(kToday, "1.001193", kOnline, 1),
        total(kToday, "2.000815", kCounter, 5), total(kToday, "2.000635", kPost, 1),
        total(kYesterday, "1.001193", kPost, 9)};
    const Recorded file{total(kToday, "1.001193", kOnline, 4)};
    const Recorded expected{total(kToday, "1.001193", kOnline, 3),
                            total(kToday, "1.001193", kPost, -2)};
    CHECK(differences(file_of(file), by_hand) == expected);
    CHECK(dossiers::preview(file_of(file), by_hand) ==
          std::vector<DayPlan>{{.day = kToday,
                                .in_file = 4,
                                .recorded = 3,
                                .added = 3,
                                .taken_off = 2,
                                .left_alone = 6,
                                .procedures_left_alone = 2}});
}

TEST_CASE("an empty file changes nothing, and rows of the same kind are summed") {
    CHECK(differences({}, {total(kToday, "1.001193", kPost, 2)}).empty());
    CHECK(dossiers::preview({}, {total(kToday, "1.001193", kPost, 2)}).empty());
    const Recorded pieces{total(kToday, "1.001193", kPost, 2), total(kToday, "1.001193", kPost, -1),
                          total(kToday, "1.001193", kPost, 3)};
    CHECK(differences(file_of({total(kToday, "1.001193", kPost, 4)}), pieces).empty());
}

TEST_CASE("whatever was recorded, after an import the named procedures are as in the file") {
    for (unsigned seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        std::mt19937 chance(seed);
        const auto pick = [&](int below) {
            return static_cast<int>(chance() % static_cast<unsigned>(below));
        };
        const auto some = [&](int most, bool signs) {
            Recorded totals;
            for (int i = 0; i < most; ++i)
                totals.push_back({.day = kToday - std::chrono::days(pick(3)),
                                  .procedure = fmt::format("1.00000{}", pick(4)),
                                  .traits = tally::all_traits()[static_cast<std::size_t>(pick(6))],
                                  .count = 1 + pick(5) - (signs ? pick(4) : 0)});
            return after({}, totals);
        };
        const dossiers::Totals file = file_of(some(pick(12), false));
        const Recorded before = some(pick(12), true);
        const Recorded changes = differences(file, before);
        const Recorded now = after(before, changes);
        CHECK(differences(file, now).empty());
        Recorded named, others, others_before;
        const auto in_file = [&](const DossierTotal& one) {
            for (const DossierTotal& total : file.totals)
                if (total.day == one.day && total.procedure == one.procedure) return true;
            return false;
        };
        for (const DossierTotal& one : now) (in_file(one) ? named : others).push_back(one);
        for (const DossierTotal& one : before)
            if (!in_file(one)) others_before.push_back(one);
        CHECK(named == file.totals);
        CHECK(others == others_before);
        for (const DayPlan& day : dossiers::preview(file, before))
            CHECK(day.recorded + day.added - day.taken_off == day.in_file);
    }
}

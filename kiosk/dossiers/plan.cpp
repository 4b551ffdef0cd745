#include "dossiers/plan.h"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace dossiers {

namespace {

using tally::Day;
using tally::DossierTotal;
using Named = std::set<std::pair<Day, std::string>>;

/// The days and procedures that the file speaks of.
Named named_in(const Totals& file) {
    Named named;
    for (const DossierTotal& total : file.totals) named.insert({total.day, total.procedure});
    return named;
}

}  // namespace

std::vector<DossierTotal> differences(const Totals& file,
                                      const std::vector<DossierTotal>& recorded) {
    const Named named = named_in(file);
    std::map<DossierTotal, std::int64_t> changes;  // By everything but the count.
    const auto add = [&changes](DossierTotal total, int sign) {
        const std::int64_t count = total.count * sign;
        total.count = 0;
        changes[std::move(total)] += count;
    };
    for (const DossierTotal& total : file.totals) add(total, 1);
    for (const DossierTotal& total : recorded)
        if (named.contains({total.day, total.procedure})) add(total, -1);

    std::vector<DossierTotal> differences;
    for (const auto& [key, count] : changes) {
        if (count == 0) continue;
        differences.push_back(key);
        differences.back().count = count;
    }
    return differences;
}

std::vector<DayPlan> preview(const Totals& file, const std::vector<DossierTotal>& recorded) {
    const Named named = named_in(file);
    std::map<Day, DayPlan> days;
    for (const DossierTotal& total : file.totals) days[total.day].in_file += total.count;
    Named left_alone;
    for (const DossierTotal& total : recorded) {
        const auto day = days.find(total.day);
        if (day == days.end()) continue;
        if (named.contains({total.day, total.procedure})) {
            day->second.recorded += total.count;
        } else {
            day->second.left_alone += total.count;
            left_alone.insert({total.day, total.procedure});
        }
    }
    for (const auto& [day, procedure] : left_alone) ++days[day].procedures_left_alone;
    for (const DossierTotal& change : differences(file, recorded)) {
        DayPlan& plan = days[change.day];
        (change.count > 0 ? plan.added : plan.taken_off) +=
            change.count > 0 ? change.count : -change.count;
    }
    std::vector<DayPlan> plans;
    for (auto& [day, plan] : days) {
        plan.day = day;
        plans.push_back(plan);
    }
    return plans;
}

}  // namespace dossiers

#include "journal/closing.h"

#include <fmt/format.h>

#include "base/clock.h"
#include "journal/hash.h"

namespace journal {

namespace {

constexpr std::string_view kFormat = "motcua-day-1";

std::string_view or_dash(std::string_view word) { return word.empty() ? "-" : word; }

}  // namespace

std::string closing_text(std::string_view previous, tally::Day day, const Sums& sums) {
    std::string text = fmt::format("{}\n{}\n{}\n", kFormat, previous, iso_date(day));
    for (auto it = sums.measures.lower_bound({day, ""});
         it != sums.measures.end() && it->first.first == day; ++it)
        for (const tally::MeasureName& measure : tally::measure_names())
            if (const std::int64_t value = it->second.*measure.field; value != 0)
                text += fmt::format("measure {} {} {}\n", or_dash(it->first.second), measure.name,
                                    value);
    const auto add_all = [&](std::string_view name, const auto& counts) {
        for (auto it = counts.lower_bound({day, "", ""}); it != counts.end(); ++it) {
            const auto& [of, first, second] = it->first;
            if (of != day) return;
            if (it->second != 0)
                text += fmt::format("{} {} {} {}\n", name, first, second, it->second);
        }
    };
    add_all("dossiers", sums.dossiers);
    add_all("filtered", sums.filtered);
    std::int64_t untrusted = 0;
    for (const bool late : {false, true})
        if (const auto it = sums.days.find({day, late}); it != sums.days.end())
            untrusted += it->second.untrusted;
    return text + fmt::format("untrusted {}\n", untrusted);
}

std::string closing_digest(std::string_view previous, tally::Day day, const Sums& sums) {
    return hex(sha256(closing_text(previous, day, sums)));
}

std::string no_digest() { return std::string(64, '0'); }

}  // namespace journal

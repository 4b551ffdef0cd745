#include "importing/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "importing/foreign_pages.h"
#include "importing/json_form.h"
#include "importing/text_rules.h"

namespace importing {

namespace {

/// One group of facts: whether a record has it, whether two say the same, how to copy it.
struct Group {
    const char* name;
    bool (*has)(const Facts&);
    bool (*same)(const Facts&, const Facts&);
    void (*take)(Facts& into, const Facts& from);
    json::Value (*value)(const Facts&);
    bool disputable;  ///< Whether a difference is worth a line.
};

bool same_times(const Facts& a, const Facts& b) {
    return std::is_permutation(a.times.begin(), a.times.end(), b.times.begin(), b.times.end());
}

/// The same kind and figures. Which methods a figure is for is finer than most sources tell, and
/// the last day of a rule stands in a note that not all repeat.
bool same_fee(const Facts& a, const Facts& b) {
    std::set<std::int64_t> left, right;
    for (const FeeAmount& amount : a.fee->amounts) left.insert(amount.vnd);
    for (const FeeAmount& amount : b.fee->amounts) right.insert(amount.vnd);
    return a.fee->kind == b.fee->kind && left == right;
}

void take_fee(Facts& into, const Facts& from) {
    into.fee = from.fee;
    into.fee_has_note = from.fee_has_note;
}

const Group kGroups[] = {
    {"name", [](const Facts& f) { return !f.name.empty(); },
     [](const Facts& a, const Facts& b) { return same_name(a.name, b.name); },
     [](Facts& into, const Facts& from) { into.name = from.name; },
     [](const Facts& f) { return json::Value(f.name); }, true},
    {"field", [](const Facts& f) { return !f.field.empty(); },
     [](const Facts& a, const Facts& b) { return same_name(a.field, b.field); },
     [](Facts& into, const Facts& from) { into.field = from.field; },
     [](const Facts& f) { return json::Value(f.field); }, true},
    {"agencies", [](const Facts& f) { return !f.agencies.empty(); },
     [](const Facts& a, const Facts& b) { return a.agencies == b.agencies; },
     [](Facts& into, const Facts& from) { into.agencies = from.agencies; },
     [](const Facts& f) { return json::Value(f.agencies); }, false},
    {"formality_id", [](const Facts& f) { return !f.formality_id.empty(); },
     [](const Facts& a, const Facts& b) { return a.formality_id == b.formality_id; },
     [](Facts& into, const Facts& from) { into.formality_id = from.formality_id; },
     [](const Facts& f) { return json::Value(f.formality_id); }, true},
    {"fee", [](const Facts& f) { return f.fee.has_value(); }, same_fee, take_fee,
     [](const Facts& f) { return to_json(*f.fee); }, true},
    {"time", [](const Facts& f) { return !f.times.empty(); }, same_times,
     [](Facts& into, const Facts& from) { into.times = from.times; },
     [](const Facts& f) { return to_json(f.times); }, true},
    {"methods", [](const Facts& f) { return !f.methods.empty(); },
     [](const Facts& a, const Facts& b) { return a.methods == b.methods; },
     [](Facts& into, const Facts& from) { into.methods = from.methods; },
     [](const Facts& f) { return to_json(f.methods); }, false},
};

bool same_facts(const Facts& a, const Facts& b) {
    Facts left = a, right = b;
    left.source_date.clear();
    right.source_date.clear();
    return left == right;
}

void add_line(Report& report, Line::Kind kind, const Candidate& from, Remark remark) {
    report.add({.kind = kind,
                .file = from.file,
                .place = from.place,
                .code = from.facts.code,
                .remark = std::move(remark)});
}

/// Adds one record to what is known of its procedure.
void join(Merged& merged, const Candidate& candidate, Report& report) {
    const std::size_t index = merged.sources.size();
    merged.sources.push_back({.kind = candidate.kind,
                              .file = candidate.file,
                              .place = candidate.place,
                              .date = candidate.facts.source_date});
    merged.facts.internal = merged.facts.internal || candidate.facts.internal;
    for (const Group& group : kGroups) {
        if (!group.has(candidate.facts)) continue;
        std::vector<std::size_t>& backers = merged.provenance[group.name];
        if (backers.empty()) group.take(merged.facts, candidate.facts);
        if (backers.empty() || group.same(merged.facts, candidate.facts)) {
            backers.push_back(index);
        } else if (group.disputable) {
            const Source& kept = merged.sources[backers.front()];
            add_line(report, Line::Kind::conflict, candidate,
                     {fmt::format("sources disagree on the {}", group.name),
                      fmt::format("{} {} says {}, kept; this {} says {}", name_of(kept.kind),
                                  kept.place, shown(line_of(group.value(merged.facts)), 200),
                                  name_of(candidate.kind),
                                  shown(line_of(group.value(candidate.facts)), 200))});
            merged.conflicts.push_back({group.name, index, group.value(candidate.facts)});
        }
    }
}

/// Whether another record of the same kind already spoke for this code. Says and counts so.
bool repeats(const std::vector<const Candidate*>& joined, const Candidate& candidate,
             Report& report) {
    const auto first = std::find_if(
        joined.begin(), joined.end(),
        [&candidate](const Candidate* other) { return other->kind == candidate.kind; });
    if (first == joined.end()) return false;
    const bool identical = same_facts((*first)->facts, candidate.facts);
    add_line(report, identical ? Line::Kind::merged : Line::Kind::refused, candidate,
             {identical ? "same code again, identical" : "same code again, different: first kept",
              fmt::format("first: {} {}", shown(report.files()[(*first)->file].path, 1000),
                          (*first)->place)});
    report.count(candidate.file, identical ? Fate::merged : Fate::refused);
    return true;
}

/// All records of one code, best first.
Merged merge_code(const std::vector<const Candidate*>& group, Report& report) {
    Merged merged;
    merged.facts.code = group.front()->facts.code;
    std::vector<const Candidate*> joined;
    for (const Candidate* candidate : group) {
        if (repeats(joined, *candidate, report)) continue;
        report.count(candidate->file, joined.empty() ? Fate::accepted : Fate::merged);
        join(merged, *candidate, report);
        joined.push_back(candidate);
    }
    merged.counter = counter_of(merged.facts.agencies);
    return merged;
}

}  // namespace

std::vector<Merged> merge(std::vector<Candidate> candidates, Report& report) {
    refuse_foreign_pages(candidates, report);
    // Within a kind, a whole code comes before one that was cut out of "1.001193.02".
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) {
                         return std::tie(a.facts.code, a.kind, a.facts.code_was_cut) <
                                std::tie(b.facts.code, b.kind, b.facts.code_was_cut);
                     });
    std::vector<Merged> merged;
    for (std::size_t i = 0; i < candidates.size();) {
        std::vector<const Candidate*> group;
        const std::string& code = candidates[i].facts.code;
        for (; i < candidates.size() && candidates[i].facts.code == code; ++i)
            group.push_back(&candidates[i]);
        merged.push_back(merge_code(group, report));
    }
    return merged;
}

}  // namespace importing

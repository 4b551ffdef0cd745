#include "importing/foreign_pages.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>

namespace importing {

namespace {

/// What the sources that carry ids of their own know.
struct Known {
    std::map<std::string, std::set<std::string>> ids;  ///< Of a code.
    std::map<std::string, std::string> code;           ///< Of an id.
};

Known known_ids(const std::vector<Candidate>& candidates) {
    Known known;
    for (const Candidate& candidate : candidates) {
        const Facts& facts = candidate.facts;
        if (facts.formality_id.empty()) continue;
        if (candidate.kind != SourceKind::api && candidate.kind != SourceKind::list) continue;
        known.ids[facts.code].insert(facts.formality_id);
        known.code.emplace(facts.formality_id, facts.code);
    }
    return known;
}

std::optional<std::string> foreign(const Candidate& candidate, const Known& known) {
    const Facts& facts = candidate.facts;
    if (candidate.kind != SourceKind::page || facts.formality_id.empty()) return std::nullopt;
    const auto ids = known.ids.find(facts.code);
    const auto owner = known.code.find(facts.formality_id);
    const bool mine = ids != known.ids.end() && ids->second.contains(facts.formality_id);
    if (mine) return std::nullopt;
    if (owner != known.code.end())
        return fmt::format("its address {} is that of {}", facts.formality_id, owner->second);
    if (ids != known.ids.end())
        return fmt::format("its address is {}, the code's id {}", facts.formality_id,
                           *ids->second.begin());
    return std::nullopt;
}

}  // namespace

void refuse_foreign_pages(std::vector<Candidate>& candidates, Report& report) {
    const Known known = known_ids(candidates);
    std::erase_if(candidates, [&](const Candidate& candidate) {
        const std::optional<std::string> why = foreign(candidate, known);
        if (!why) return false;
        report.add({.kind = Line::Kind::refused,
                    .file = candidate.file,
                    .place = candidate.place,
                    .code = candidate.facts.code,
                    .remark = {"page of another procedure", *why}});
        report.count(candidate.file, Fate::refused);
        return true;
    });
}

}  // namespace importing

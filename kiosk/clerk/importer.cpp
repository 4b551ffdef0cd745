#include "clerk/importer.h"

#include <algorithm>

#include "base/log.h"
#include "clerk/stick.h"
#include "dossiers/plan.h"

namespace clerk {

namespace {

constexpr std::size_t kProblemsShown = 20;  // A page to read; the others are counted.

/// "hàng 7, cột C (KenhThucHien): chờ 1, 2, 3".
std::string in_words(const dossiers::Problem& problem, const text::Words& words) {
    std::string said;
    if (!problem.sheet.empty()) said = problem.sheet + ", ";
    if (problem.row > 0)
        said += text::fill(words("import.row"), {{"n", std::to_string(problem.row)}});
    if (!problem.letter.empty())
        said += text::fill(words("import.column"),
                           {{"letter", problem.letter}, {"header", problem.header}});
    if (!said.empty()) said += ": ";
    return said + text::fill(words("import.problem." + std::string(name_of(problem.kind))),
                             {{"expected", problem.expected}});
}

struct Plan {
    dossiers::Reading reading;
    std::vector<tally::DossierTotal> recorded;
};

Result<Plan> plan_of(const std::string& file, const Surroundings& around, const Pen& pen,
                     const Ledger& ledger) {
    const desk::Stick stick = find_stick(around.settings.sticks.folders);
    // A name of the list on the glass, and of nothing outside the stick.
    if (std::ranges::find(stick.files, file) == stick.files.end())
        return Error{Error::Code::not_found, "the file is gone with the stick"};
    Plan plan;
    plan.reading = TRY(dossiers::examine_file(stick.path + "/" + file, around.mapping,
                                              business_day(around.clock.wall())));
    const std::vector<tally::Day>& days = plan.reading.totals.days;
    if (days.empty()) return plan;
    // Rows that still wait for the disk are not in the journal yet: held against it now, the file
    // would be added once more.
    TRY(pen.settle());
    journal::Reader reader = TRY(ledger.open());
    plan.recorded = TRY(reader.dossiers({days.front(), days.back()}));
    return plan;
}

desk::Notice failed(desk::Deed deed, const Error& error) {
    desk::Notice notice = notice_of(deed, error);
    if (error.code == Error::Code::not_found) notice.outcome = desk::Outcome::no_stick;
    return notice;
}

}  // namespace

void Importer::read(const desk::ReadImport& wish, const Tell& tell) const {
    const auto plan = plan_of(wish.file, around_, pen_, ledger_);
    if (!plan) return tell(desk::NoticeCame{failed(desk::Deed::import_read, plan.error())});
    desk::ImportPreview preview{.file = wish.file};
    for (const dossiers::Problem& problem : plan->reading.problems) {
        if (preview.problems.size() == kProblemsShown) break;
        preview.problems.push_back(in_words(problem, around_.words_vi));
    }
    if (plan->reading.more > 0)
        preview.problems.push_back(text::fill(around_.words_vi("import.more"),
                                              {{"n", std::to_string(plan->reading.more)}}));
    if (plan->reading.problems.empty())
        for (const dossiers::DayPlan& day :
             dossiers::preview(plan->reading.totals, plan->recorded)) {
            preview.days.push_back({.day = day.day,
                                    .in_file = day.in_file,
                                    .recorded = day.recorded,
                                    .added = day.added,
                                    .taken_off = day.taken_off});
            preview.left_alone += day.left_alone;
        }
    const bool bad = !preview.problems.empty();
    tell(desk::ImportCame{std::move(preview)});
    tell(desk::NoticeCame{{.deed = desk::Deed::import_read,
                           .outcome = bad ? desk::Outcome::refused : desk::Outcome::done}});
}

desk::Notice Importer::add(const desk::AddImport& wish) const {
    // Read again: what is added is what the file says now, against what is recorded now.
    const auto plan = plan_of(wish.file, around_, pen_, ledger_);
    if (!plan) return failed(desk::Deed::import_apply, plan.error());
    if (!plan->reading.problems.empty())
        return {.deed = desk::Deed::import_apply, .outcome = desk::Outcome::refused};
    std::int64_t moved = 0;
    std::vector<journal::Event> rows;
    for (const tally::DossierTotal& one :
         dossiers::differences(plan->reading.totals, plan->recorded)) {
        // A row holds no more than so many dossiers.
        for (std::int64_t left = one.count; left != 0;) {
            tally::DossierTotal part = one;
            part.count = std::clamp(left, -journal::kImportedMax, journal::kImportedMax);
            left -= part.count;
            moved += std::abs(part.count);
            rows.push_back(journal::imported(wish.staff, part, plan->reading.totals.digest));
        }
    }
    const Result<> written = pen_.write_all(rows);
    return notice_of(desk::Deed::import_apply, written, std::to_string(moved));
}

}  // namespace clerk

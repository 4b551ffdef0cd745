// From the rows to the glass: what the staff screens say of random journals, against a count of
// the rows that knows nothing of tallies, reports or screens.

#include <doctest/doctest.h>

#include <algorithm>

#include "campaign/rate.h"
#include "desk/update.h"
#include "journal/reader.h"
#include "support/naive_count.h"
#include "support/random_journal.h"
#include "support/temp_dir.h"
#include "text/format.h"
#include "ui/staff_stage.h"

namespace {

using desk::Span;
using desk::Tallies;
using std::chrono::days;

constexpr unsigned kSeeds = 6;
constexpr std::int64_t kRows = 600;

std::string said(std::int64_t number) { return text::grouped(number, text::Language::vi); }

/// The labels of a frame in the order in which they were drawn.
class Texts {
public:
    explicit Texts(const ui::Probe& probe) {
        for (const ui::Probe::Label& label : probe.labels) texts_.push_back(label.text);
    }
    bool has(const std::string& text) const { return std::ranges::count(texts_, text) > 0; }
    /// What was drawn right after a text.
    std::string after(const std::string& text) const {
        const auto at = std::ranges::find(texts_, text);
        return at == texts_.end() || at + 1 == texts_.end() ? "(nothing)" : *(at + 1);
    }
    /// The `count` texts right before a text.
    std::vector<std::string> before(const std::string& text, std::size_t count) const {
        const auto at = std::ranges::find(texts_, text);
        if (at == texts_.end() || at - texts_.begin() < static_cast<std::ptrdiff_t>(count))
            return {};
        return {at - static_cast<std::ptrdiff_t>(count), at};
    }

private:
    std::vector<std::string> texts_;
};

std::vector<std::string> line_of(const tally::Measures& all) {
    return {said(all.opened), said(all.qr_shown),     said(all.submitted), said(all.counter_way),
            said(all.online), said(all.at_counter()), said(all.post)};
}

void check_overview(StaffStage& stage, const tally::Report& expected, const text::Words& words) {
    stage.draw(StaffStage::kLandscape);
    const Texts texts(stage.probe);
    const tally::Measures& all = expected.all;
    CHECK(texts.before(words("st.sum"), 7) == line_of(all));
    const std::pair<const char*, std::int64_t> counters[] = {
        {"st.visits", all.visits},           {"st.opened", all.opened},
        {"st.qr_shown", all.qr_shown},       {"st.submitted", all.submitted},
        {"st.counter_way", all.counter_way}, {"st.received", all.received}};
    for (const auto& [key, number] : counters) {
        CAPTURE(key);
        CHECK(texts.after(words(key)) == said(number));
    }
    for (const campaign::Indicator& indicator : stage.model.rules.campaign.indicators) {
        CAPTURE(indicator.id);
        const campaign::Rate rate = campaign::rate_of(indicator, all);
        const std::string of = said(rate.numerator) + "/" + said(rate.denominator);
        CHECK((texts.has(of) || texts.has(of + " hồ sơ")));
    }
    std::int64_t filtered = 0;
    for (const tally::Filtered& one : expected.filtered) filtered += one.rows;
    CHECK((filtered == 0 || stage.shows(": " + said(filtered))));
}

/// The everyday name; codes of no catalogue are shown as they are.
std::string name_of(const StaffStage& stage, const std::string& code) {
    const catalogue::Procedure* procedure = stage.catalogue().find(code);
    return procedure ? catalogue::short_name(*procedure, text::Language::vi) : code;
}

/// Every row of the whole table, page by page.
void check_table(StaffStage& stage, const tally::Report& expected, const text::Words& words) {
    auto& desk = std::get<app::Staff>(stage.model.screen).desk;
    auto& screen = std::get<Tallies>(desk.screen);
    screen.view = Tallies::View::procedures;
    std::size_t found = 0;
    const auto with_figures = std::ranges::count_if(
        expected.procedures, [](const tally::ProcedureTotal& one) { return !one.code.empty(); });
    for (screen.row = 0; screen.row <= static_cast<int>(expected.procedures.size()); ++screen.row) {
        stage.draw(StaffStage::kLandscape);
        const Texts texts(stage.probe);
        CHECK(texts.before(words("st.sum"), 7) == line_of(expected.all));
        for (const tally::ProcedureTotal& one : expected.procedures) {
            const auto line = texts.before(name_of(stage, one.code), 7);
            if (one.code.empty() || line.empty()) continue;
            CAPTURE(one.code);
            CHECK(line == line_of(one.measures));
            ++found;
        }
    }
    CHECK((with_figures == 0 || found > 0));
}

}  // namespace

TEST_CASE("every number on the tallies is what a naive count of the rows says") {
    const text::Words words =
        must(text::Words::load(SOURCE_DIR "/assets/lang", text::Language::vi));
    for (unsigned seed = 1; seed <= kSeeds; ++seed) {
        CAPTURE(seed);
        const TempDir dir;
        const std::string path = dir / "journal.db";
        {
            journal::Journal journal = must(
                journal::Journal::open({.path = path, .boot = std::string(32, '0'), .today = {}}));
            RandomJournal(seed).grow(journal, kRows);
        }
        journal::Reader reader = must(journal::Reader::open(path));
        const NaiveCount naive(must(reader.rows(1, kRows + 1000)));
        const std::set<tally::Day> all_days = naive.all_days();
        const tally::Day first = *all_days.begin(), last = *all_days.rbegin();

        StaffStage stage;
        stage.model.rules.campaign.first_day = first + days(1);
        stage.model.rules.campaign.last_day = last - days(1);
        const auto look = [&](Span span, tally::Day anchor) {
            const tally::Period period = desk::period_of(span, anchor, stage.model.rules.campaign);
            CAPTURE(iso_date(period.first));
            CAPTURE(iso_date(period.last));
            stage.today = stage.model.status.today = anchor;
            desk::Desk& desk = stage.enter(Tallies{.span = span, .anchor = anchor});
            desk::Figures figures;
            figures.report = must(reader.report(period));
            figures.day_before_period =
                figures.week_before_period = {period.first, period.first - days(1)};
            desk.facts.figures = figures;
            const tally::Report expected = naive.report(period);
            check_overview(stage, expected, words);
            if (span != Span::day) check_table(stage, expected, words);
        };
        for (const tally::Day day : all_days) look(Span::day, day);
        for (const Span span : {Span::week, Span::month, Span::campaign}) {
            look(span, first);
            look(span, last);
        }
    }
}

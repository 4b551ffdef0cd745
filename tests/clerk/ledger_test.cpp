#include "clerk/ledger.h"

#include <algorithm>

#include "base/files.h"
#include "clerk/counter.h"

using desk::Outcome;
using std::chrono::days;
using Lines = std::vector<std::string>;

namespace {

const tally::Traits kOnline{.channel = tally::Channel::online,
                            .digitised = true,
                            .fee = tally::Fee::none,
                            .result = tally::ResultForm::electronic};

desk::Record record(const Counter& counter, const std::string& code, std::int64_t count = 1) {
    return {.staff = "CB01",
            .procedure = code,
            .day = counter.today(),
            .traits = kOnline,
            .count = count};
}

std::vector<std::string> codes_of(const std::vector<desk::Favourite>& favourites) {
    std::vector<std::string> codes;
    for (const desk::Favourite& one : favourites) codes.push_back(one.code);
    return codes;
}

tally::Traits traits_of(const desk::RecordedCame& came, const std::string& code) {
    for (const desk::Favourite& one : came.favourites)
        if (one.code == code) return one.traits;
    FAIL("not among the favourites: " << code);
    return {};
}

}  // namespace

TEST_CASE("every figure that is shown is the journal's own, also beside what came before") {
    Counter counter(Counter::Journal::season);
    counter.open();
    const tally::Day today = counter.today();
    const tally::Period spans[] = {
        {today, today}, {today - days(6), today}, {today - days(14), today}};
    for (const tally::Period& of : spans) {
        const tally::Period before{of.first - days(1), of.last - days(1)};
        const tally::Period week{of.first - days(7), of.last - days(7)};
        const auto came = counter.ask<desk::FiguresCame>(
            desk::AskFigures{.of = of, .day_before = before, .week_before = week});
        auto reader = counter.reader();
        CHECK(came.figures.report == must(reader.report(of)));
        CHECK(came.figures.day_before == must(reader.total(before)));
        CHECK(came.figures.week_before == must(reader.total(week)));
        CHECK(came.figures.day_before_period == before);
        CHECK(came.figures.week_before_period == week);
        CHECK(came.figures.report.all.visits > 0);
        CHECK(came.figures.week_before.received > 0);
    }
    const auto alone =
        counter.ask<desk::FiguresCame>(desk::AskFigures{.of = {today, today},
                                                        .day_before = {today, today - days(1)},
                                                        .week_before = {today, today - days(1)}});
    CHECK(alone.figures.day_before == tally::Measures{});
    CHECK(alone.figures.week_before == tally::Measures{});
}

TEST_CASE("a campaign's days and a day's closing are the journal's own") {
    Counter counter(Counter::Journal::season);
    counter.open();
    const tally::Period of{counter.today() - days(14), counter.today()};
    auto reader = counter.reader();
    const auto campaign = counter.ask<desk::CampaignCame>(desk::AskCampaign{of});
    CHECK(campaign.days == must(reader.days(of)));
    CHECK(campaign.days.size() > 10);
    int closed = 0;
    for (tally::Day day = of.first; day <= of.last; day += days(1)) {
        const auto came = counter.ask<desk::ClosingCame>(desk::AskClosing{day});
        CHECK(came.day == day);
        CHECK(came.closing == must(reader.closing(day)));
        closed += came.closing ? 1 : 0;
    }
    CHECK(closed > 10);
}

TEST_CASE("what is recorded is a row at once, is corrected once, and leaves the right figures") {
    Counter counter;
    counter.open();
    const auto saved = counter.deed(record(counter, kBirth, 3));
    CHECK(saved == desk::Notice{.deed = desk::Deed::record, .words = "3"});
    auto came = counter.ask<desk::RecordedCame>(desk::AskRecorded{});
    REQUIRE(came.rows.size() == 1);
    CHECK(came.rows[0].left == 3);
    CHECK(counter
              .deed(desk::Correction{
                  .staff = "QL01", .of = came.rows[0], .count = 2, .why = tally::Reason::duplicate})
              .outcome == Outcome::done);
    came = counter.ask<desk::RecordedCame>(desk::AskRecorded{});
    REQUIRE(came.rows.size() == 1);
    CHECK(came.rows[0].left == 1);
    const std::string day = iso_date(counter.today());
    const std::string words = " online digitised no_fee e_result";
    CHECK(counter.rows() ==
          Lines{"dossier 1.001193 CB01 " + day + " 3" + words,
                "correction 1.001193 QL01 " + day + " -2" + words + " 1 duplicate"});
    const tally::Period today{counter.today(), counter.today()};
    CHECK(must(counter.reader().total(today)) == tally::measures_of(kOnline, 1));
}

TEST_CASE("what may not be recorded is told as failed and is no row") {
    Counter counter;
    counter.open();
    CHECK(counter.deed(record(counter, kBirth, 0)).outcome == Outcome::failed);
    CHECK(counter.deed(record(counter, kBirth, 1000)).outcome == Outcome::failed);
    CHECK(counter.deed(record(counter, "khai sinh")).outcome == Outcome::failed);
    CHECK(counter.deed(desk::CloseDay{.staff = "QL01", .day = counter.today() + days(1)}).outcome ==
          Outcome::failed);
    CHECK(counter.rows().empty());
}

TEST_CASE("a day is closed once, and what comes later for it is late") {
    Counter counter;
    counter.open();
    counter.deed(record(counter, kBirth));
    const desk::CloseDay close{.staff = "QL01", .day = counter.today()};
    CHECK(counter.deed(close).outcome == Outcome::done);
    CHECK(counter.deed(close).outcome == Outcome::done);
    counter.deed(record(counter, kCopies));
    const Lines rows = counter.rows();
    CHECK(std::ranges::count_if(rows, [](const std::string& row) {
              return row.starts_with("day_closed QL01 ");
          }) == 1);
    const auto closing = counter.ask<desk::ClosingCame>(desk::AskClosing{counter.today()}).closing;
    REQUIRE(closing);
    CHECK(closing->staff == "QL01");
    const tally::Report report = must(counter.reader().report({counter.today(), counter.today()}));
    CHECK(report.all.received == 2);
    CHECK(report.late.received == 1);
}

TEST_CASE("favourites: most recorded first, then most opened, then all others, each once") {
    Counter counter;
    {
        const auto at = journal::minute_of(counter.clock.wall());
        journal::Journal journal = must(journal::Journal::open(
            {.path = counter.journal(), .boot = std::string(32, '0'), .today = counter.today()}));
        std::vector<journal::Record> rows;
        const auto add = [&](journal::Event event) {
            rows.push_back({.event = std::move(event),
                            .minute = at,
                            .trusted = true,
                            .verdict = journal::Verdict::counted});
        };
        for (int i = 0; i < 3; ++i) add(journal::procedure_opened("1.004222"));
        for (int i = 0; i < 5; ++i) add(journal::procedure_opened(kCopies));
        add(journal::procedure_opened("9.999999"));  // Of an older catalogue.
        must(journal.append(rows));
    }
    counter.open();
    counter.deed(record(counter, "1.000894", 2));
    counter.deed(record(counter, kCopies, 7));
    const auto came = counter.ask<desk::RecordedCame>(desk::AskRecorded{});
    const Lines codes = codes_of(came.favourites);
    const auto& procedures = counter.around().catalogue.procedures();
    REQUIRE(codes.size() == procedures.size());
    CHECK(Lines(codes.begin(), codes.begin() + 3) == Lines{kCopies, "1.000894", "1.004222"});
    Lines rest(codes.begin() + 3, codes.end()), expected;
    for (const catalogue::Procedure& one : procedures)
        if (std::find(codes.begin(), codes.begin() + 3, one.code) == codes.begin() + 3)
            expected.push_back(one.code);
    CHECK(rest == expected);
    CHECK(traits_of(came, kCopies) == kOnline);  // As it was recorded last.
}

TEST_CASE("before anything is recorded the traits are what the catalogue knows of the fee") {
    Counter counter;
    counter.open();
    const auto came = counter.ask<desk::RecordedCame>(desk::AskRecorded{});
    CHECK(came.rows.empty());
    int without = 0, with = 0;
    for (const catalogue::Procedure& one : counter.around().catalogue.procedures()) {
        using catalogue::FeeKind;
        const bool none =
            one.fee.kind == FeeKind::free_stated || one.fee.kind == FeeKind::zero_unexplained;
        CAPTURE(one.code);
        const tally::Traits traits = traits_of(came, one.code);
        CHECK(traits.fee == (none ? tally::Fee::none : tally::Fee::cash));
        CHECK(traits.channel == tally::Channel::counter);
        ++(none ? without : with);
    }
    CHECK(without > 0);
    CHECK(with > 0);
}

TEST_CASE("a sound journal is found sound with all its rows, a changed one is not") {
    Counter counter(Counter::Journal::season);
    counter.open();
    const auto sound = counter.deed(desk::CheckAll{});
    CHECK(sound.outcome == Outcome::done);
    CHECK(sound.words == std::to_string(must(counter.reader().head()).size));
    counter.writer().stop();
    std::string bytes = must(files::read(counter.journal(), 256 << 20));
    const std::size_t at = bytes.rfind("CB01 2026-11-20 1 counter");
    REQUIRE(at != std::string::npos);
    bytes[at + 16] = '2';  // One dossier more, by hand.
    must(files::write_atomically(counter.journal(), bytes));
    const auto damaged = counter.deed(desk::CheckAll{});
    CHECK(damaged.outcome == Outcome::failed);
    CHECK_FALSE(damaged.words.empty());
}

TEST_CASE("a question that the journal cannot answer stays unanswered, a deed is told as failed" *
          doctest::skip(!kMayMount)) {
    Counter counter;
    const FullDisk disk(counter);
    counter.open();
    const tally::Period today{counter.today(), counter.today()};
    CHECK(counter.serve(desk::AskFigures{.of = today, .day_before = today, .week_before = today})
              .empty());
    CHECK(counter.serve(desk::AskRecorded{}).empty());
    CHECK(counter.serve(desk::AskCampaign{today}).empty());
    CHECK(counter.serve(desk::AskClosing{counter.today()}).empty());
    CHECK(counter.deed(record(counter, kBirth)).outcome == Outcome::failed);
    CHECK(counter.deed(desk::CheckAll{}).outcome == Outcome::failed);
    disk.make_room();
    CHECK(counter.rows().size() == 1);  // Told as failed, and written as soon as it could be.
}

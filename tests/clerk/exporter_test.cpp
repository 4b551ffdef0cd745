#include "clerk/exporter.h"

#include <algorithm>
#include <fstream>

#include "base/files.h"
#include "clerk/counter.h"
#include "sheets/book.h"

using desk::Outcome;
using std::chrono::days;
using Lines = std::vector<std::string>;

namespace {

desk::Export export_of(const tally::Period& of, bool csv = false) {
    return {.staff = "QL01", .of = of, .csv = csv};
}
desk::Export today_of(const Counter& counter, bool csv = false) {
    return export_of({counter.today(), counter.today()}, csv);
}

/// Every file is whole: nothing that was begun is left.
bool whole(const MountedStick& stick) {
    return std::ranges::none_of(stick.names(),
                                [](const std::string& name) { return name.ends_with(".new"); });
}

/// What was told on the way, by percent; `at` is called when so much is done.
std::vector<int> percents(Counter& counter, const desk::Export& wish, desk::Notice& last,
                          const std::function<void(int)>& at = {}) {
    std::vector<int> told;
    counter.serve(wish, [&](const desk::Action& action) {
        const auto& notice = std::get<desk::NoticeCame>(action).notice;
        last = notice;
        if (notice.outcome != Outcome::under_way) return;
        told.push_back(notice.percent);
        if (at) at(notice.percent);
    });
    return told;
}

}  // namespace

TEST_CASE("a workbook on the stick says what the journal says, and the row follows it" *
          doctest::skip(!kMayMount)) {
    Counter counter(Counter::Journal::season);
    counter.open();
    const MountedStick stick(counter);
    const tally::Period of{counter.today() - days(14), counter.today()};
    desk::Notice last;
    CHECK(percents(counter, export_of(of), last) == std::vector<int>{5, 30, 70});
    CHECK(last == desk::Notice{.deed = desk::Deed::export_xlsx});
    const std::string name = "motcua_23563_" + iso_date(of.first) + "_" + iso_date(of.last);
    CHECK(stick.names() == Lines{name + ".xlsx"});
    CHECK(counter.rows() ==
          Lines{"exported QL01 xlsx " + iso_date(of.first) + " " + iso_date(of.last)});

    const Book book(stick / (name + ".xlsx"));
    const text::Words& words = counter.words();
    const tally::Report report = must(counter.reader().report(of));
    const std::string title = words("sheet.view.days");
    const auto rows = book.rows(title);
    REQUIRE(rows.size() >= report.days.size());
    const std::size_t day = book.column(title, words("sheet.col.day"));
    for (const tally::DayTotal& one : report.days) {
        CAPTURE(iso_date(one.day));
        int found = 0;
        for (const json::Value& row : rows) {
            if (row[day].dump().find(iso_date(one.day)) == std::string::npos) continue;
            ++found;
            check_figures(book, title, row, one.measures, words);
        }
        CHECK(found == 1);
    }
}

TEST_CASE("tables as CSV lie beside each other, and the same export again replaces them" *
          doctest::skip(!kMayMount)) {
    Counter counter(Counter::Journal::season);
    counter.open();
    const MountedStick stick(counter);
    for (int twice = 0; twice < 2; ++twice)
        CHECK(counter.deed(today_of(counter, true)) ==
              desk::Notice{.deed = desk::Deed::export_csv});
    const std::string day = iso_date(counter.today());
    const Lines names = stick.names();
    CHECK(names.size() > 3);
    for (const std::string& name : names) {
        CHECK(name.starts_with("motcua_23563_" + day + "_" + day + "_"));
        CHECK(name.ends_with(".csv"));
    }
    CHECK(counter.rows() == Lines(2, "exported QL01 csv " + day + " " + day));
}

TEST_CASE("without a stick, and with one that takes nothing, nothing is exported" *
          doctest::skip(!kMayMount)) {
    Counter counter(Counter::Journal::season);
    counter.open();
    CHECK(counter.deed(today_of(counter)) ==
          desk::Notice{.deed = desk::Deed::export_xlsx, .outcome = Outcome::no_stick});
    {
        const MountedStick small(counter, "size=3m");
        CHECK(counter.deed(today_of(counter)).outcome == Outcome::stick_full);
        CHECK(small.names().empty());
    }
    {
        const MountedStick locked(counter);
        locked.make_read_only();
        CHECK(counter.deed(today_of(counter, true)).outcome == Outcome::stick_full);
        CHECK(locked.names().empty());
    }
    CHECK(counter.rows().empty());
}

TEST_CASE("a stick that fills up while it is written to has no half file" *
          doctest::skip(!kMayMount)) {
    Counter counter(Counter::Journal::season);
    counter.open();
    const MountedStick stick(counter);
    desk::Notice last;
    percents(counter, today_of(counter), last, [&](int percent) {
        if (percent != 30) return;
        std::ofstream filler(stick / "filler.bin");
        const std::string block(4096, 'x');
        while (filler << block << std::flush) continue;
    });
    CHECK(last.outcome == Outcome::stick_full);
    CHECK(stick.names() == Lines{"filler.bin"});
    CHECK(counter.rows().empty());
}

TEST_CASE("a stick without room for another name keeps only whole files" *
          doctest::skip(!kMayMount)) {
    for (const bool csv : {false, true}) {
        CAPTURE(csv);
        Counter counter(Counter::Journal::season);
        counter.open();
        const MountedStick stick(counter, csv ? "size=16m,nr_inodes=3" : "size=16m,nr_inodes=1");
        const desk::Notice told = counter.deed(today_of(counter, csv));
        CHECK(told.outcome == Outcome::failed);
        CHECK_FALSE(told.words.empty());
        CHECK(whole(stick));
        CHECK(stick.names().size() == (csv ? 2 : 0));
        CHECK(counter.rows().empty());
    }
}

TEST_CASE("a stick pulled at any moment is told, and nothing is written in its place" *
          doctest::skip(!kMayMount)) {
    for (const int moment : {5, 30, 70}) {
        for (const bool csv : {false, true}) {
            CAPTURE(moment);
            CAPTURE(csv);
            Counter counter(Counter::Journal::season);
            counter.open();
            MountedStick stick(counter);
            desk::Notice last;
            percents(counter, today_of(counter, csv), last, [&](int percent) {
                if (percent == moment) stick.pull();
            });
            CHECK(last.outcome == Outcome::stick_pulled);
            CHECK(stick.names().empty());  // The folder it was mounted on.
            CHECK(counter.rows().empty());
        }
    }
}

TEST_CASE("figures that cannot be read are told as failed, and the stick stays as it was" *
          doctest::skip(!kMayMount)) {
    Counter counter;  // No journal at all.
    const MountedStick stick(counter);
    const desk::Notice told = counter.deed(today_of(counter));
    CHECK(told.outcome == Outcome::failed);
    CHECK_FALSE(told.words.empty());
    CHECK(stick.names().empty());
}

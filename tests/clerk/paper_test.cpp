#include "clerk/paper.h"

#include "clerk/counter.h"
#include "printing/receipt_printer.h"

using desk::Outcome;
using Lines = std::vector<std::string>;

namespace {

settings::Printer printer_at(const std::string& device) {
    return {.kind = "escpos", .device = device, .width_mm = 80};
}

/// A printer that has gone.
std::string nowhere() {
    const ReceiptPrinter gone({});
    return gone.device();
}

bool print_slip(Counter& counter, const std::string& code,
                text::Language language = text::Language::vi) {
    return counter.office().print_slip({.code = code, .case_index = 0, .language = language});
}

desk::Notice print_day(Counter& counter) {
    return counter.deed(desk::PrintDay{.staff = "QL01", .day = counter.today()});
}

}  // namespace

TEST_CASE("a slip is counted when it came out of the printer, in either language") {
    Counter counter;
    const ReceiptPrinter printer({});
    counter.settings.slip_printer = printer_at(printer.device());
    counter.open();
    CHECK(print_slip(counter, kBirth));
    CHECK(print_slip(counter, kCopies, text::Language::en));
    CHECK(printer.fault() == "");
    REQUIRE(printer.slips().size() == 2);
    CHECK(printer.slips()[0].width == 576);
    CHECK(counter.rows() == Lines{"slip_printed 1.001193", "slip_printed 2.000815"});
    const tally::Period today{counter.today(), counter.today()};
    CHECK(must(counter.reader().total(today)).slips == 2);
}

TEST_CASE("a slip that did not come out is a row that says why, and counts nowhere") {
    Counter counter;
    const ReceiptPrinter empty({.paper_lines = 0});
    counter.settings.slip_printer = printer_at(empty.device());
    counter.open();
    CHECK_FALSE(print_slip(counter, kBirth));
    counter.settings.slip_printer = printer_at(nowhere());
    CHECK_FALSE(print_slip(counter, kBirth));
    counter.settings.slip_printer = {};
    CHECK_FALSE(print_slip(counter, kBirth));
    CHECK_FALSE(print_slip(counter, "9.999999"));  // No such procedure: no slip, and no row.
    CHECK(counter.rows() == Lines{"print_failed 1.001193 slip no_paper",
                                  "print_failed 1.001193 slip offline",
                                  "print_failed 1.001193 slip failed"});
    const tally::Period today{counter.today(), counter.today()};
    CHECK(must(counter.reader().total(today)).slips == 0);
}

TEST_CASE("paper that ends in the middle of a day's sheet is no sheet") {
    Counter counter(Counter::Journal::season);
    const ReceiptPrinter short_roll({.paper_lines = 300});
    counter.settings.sheet_printer = printer_at(short_roll.device());
    counter.open();
    CHECK(print_day(counter).outcome == Outcome::no_paper);
    CHECK(counter.rows() == Lines{"print_failed QL01 sheet no_paper"});
}

TEST_CASE("the day's sheet is told and counted when it is out, else why it is not") {
    Counter counter(Counter::Journal::season);
    const ReceiptPrinter printer({});
    counter.settings.sheet_printer = printer_at(printer.device());
    counter.open();
    CHECK(print_day(counter) == desk::Notice{.deed = desk::Deed::print_sheet});
    CHECK(printer.fault() == "");
    CHECK_FALSE(printer.slips().empty());
    counter.settings.sheet_printer = printer_at(nowhere());
    CHECK(print_day(counter).outcome == Outcome::printer_off);
    counter.settings.sheet_printer = {};
    const desk::Notice none = print_day(counter);
    CHECK(none.outcome == Outcome::failed);
    CHECK_FALSE(none.words.empty());
    CHECK(counter.rows() == Lines{"sheet_printed QL01 " + iso_date(counter.today()),
                                  "print_failed QL01 sheet offline",
                                  "print_failed QL01 sheet failed"});
}

TEST_CASE("a sheet of figures that cannot be read is not printed") {
    Counter counter;  // No journal at all.
    const ReceiptPrinter printer({});
    counter.settings.sheet_printer = printer_at(printer.device());
    CHECK(print_day(counter).outcome == Outcome::failed);
    CHECK(printer.slips().empty());
}

TEST_CASE("the citizen's slip waits its turn, and the answer says whether it is out") {
    Counter counter;
    const ReceiptPrinter printer({});
    counter.settings.slip_printer = printer_at(printer.device());
    counter.open();
    counter.clerk().ask(app::SlipRequest{.code = kBirth});
    counter.clerk().ask(app::SlipRequest{.code = "9.999999"});
    for (const bool printed : {true, false}) {
        const app::Action told = counter.answer();
        REQUIRE(std::holds_alternative<app::SlipEnded>(told));
        CHECK(std::get<app::SlipEnded>(told).printed == printed);
    }
    CHECK(counter.rows() == Lines{"slip_printed 1.001193"});
}

#include "clerk/paper.h"

#include "base/log.h"
#include "printing/day_sheet.h"
#include "printing/printer.h"
#include "printing/slip.h"

namespace clerk {

namespace {

journal::PrintFailure failure_of(printing::Trouble trouble) {
    switch (trouble) {
        case printing::Trouble::no_paper: return journal::PrintFailure::no_paper;
        case printing::Trouble::offline: return journal::PrintFailure::offline;
        default: return journal::PrintFailure::failed;
    }
}

desk::Outcome outcome_of(printing::Trouble trouble) {
    switch (trouble) {
        case printing::Trouble::none: return desk::Outcome::done;
        case printing::Trouble::no_paper: return desk::Outcome::no_paper;
        case printing::Trouble::offline: return desk::Outcome::printer_off;
        default: return desk::Outcome::failed;
    }
}

}  // namespace

printing::Settings printer_of(const settings::Printer& printer, const std::string& fonts) {
    using Kind = printing::Settings::Kind;
    const Kind kind = printer.kind == "cups"     ? Kind::cups
                      : printer.kind == "escpos" ? Kind::escpos
                                                 : Kind::none;
    return {.kind = kind, .device = printer.device, .width_mm = printer.width_mm, .fonts = fonts};
}

bool Paper::print_slip(const app::SlipRequest& wish) const {
    const catalogue::Procedure* procedure = around_.catalogue.find(wish.code);
    if (!procedure) return false;
    const settings::Unit& unit = around_.settings.unit;
    const auto slip = printing::slip_of({.procedure = *procedure,
                                         .case_index = wish.case_index,
                                         .address = around_.links.procedure(*procedure),
                                         .unit_name = unit.name.in(wish.language),
                                         .unit_place = unit.place.in(wish.language),
                                         .counter = unit.counter,
                                         .today = business_day(around_.clock.wall())},
                                        *around_.spoken[wish.language], wish.language);
    const auto printed = printing::print(
        slip, printer_of(around_.settings.slip_printer, around_.fonts), wish.code, around_.clock);
    if (printed.printed()) {
        pen_.note(journal::slip_printed(wish.code));
        return true;
    }
    logging::error("slip printer: {}", printed.message);
    pen_.note(journal::slip_failed(failure_of(printed.trouble), wish.code));
    return false;
}

desk::Notice Paper::print_day(const desk::PrintDay& wish) const {
    desk::Notice notice{.deed = desk::Deed::print_sheet};
    auto reader = ledger_.open();
    if (!reader) return notice_of(notice.deed, reader.error());
    const auto report = reader->report({wish.day, wish.day});
    if (!report) return notice_of(notice.deed, report.error());
    const settings::Unit& unit = around_.settings.unit;
    const auto sheet = printing::day_sheet_of({.report = *report,
                                               .campaign = around_.campaign,
                                               .catalogue = around_.catalogue,
                                               .unit_name = unit.name.vi,
                                               .unit_place = unit.place.vi,
                                               .kiosk = {},
                                               .now = around_.clock.wall()},
                                              around_.words_vi, text::Language::vi);
    const auto printed =
        printing::print(sheet, printer_of(around_.settings.sheet_printer, around_.fonts),
                        iso_date(wish.day), around_.clock);
    notice.outcome = outcome_of(printed.trouble);
    if (printed.printed()) {
        pen_.note(journal::sheet_printed(wish.staff, wish.day));
        return notice;
    }
    logging::error("sheet printer: {}", printed.message);
    pen_.note(journal::sheet_failed(wish.staff, failure_of(printed.trouble)));
    if (notice.outcome == desk::Outcome::failed) notice.words = printed.message;
    return notice;
}

}  // namespace clerk

#include "clerk/exporter.h"

#include "base/log.h"
#include "sheets/export.h"

namespace clerk {

namespace {

// A campaign's workbook takes some hundred kilobytes.
constexpr std::int64_t kRoomMin = 4 << 20;

}  // namespace

Result<> Exporter::write(const desk::Export& wish, const HeldStick& stick,
                         const std::function<void(int)>& percent) const {
    journal::Reader reader = TRY(ledger_.open());
    const sheets::Source source{
        .report = TRY(reader.report(wish.of)),
        .dossiers = [&](const tally::Period& part) { return reader.dossiers(part); },
        .campaign = around_.campaign,
        .unit_name = around_.settings.unit.name.vi,
        .unit_place = around_.settings.unit.place.vi,
        .ward = around_.settings.unit.ward,
        .version = around_.version,
        .made = around_.clock.wall(),
        .catalogue = &around_.catalogue,
        .words = &around_.words_vi,
        .language = text::Language::vi};
    percent(30);
    if (wish.csv)
        TRY(sheets::write_csv(stick.folder(), source));
    else
        TRY(sheets::write_xlsx(stick.folder() + "/" + sheets::base_name(source) + ".xlsx", source));
    percent(70);
    return stick.sync();
}

desk::Notice Exporter::run(const desk::Export& wish, const Tell& tell) const {
    desk::Notice notice{.deed = wish.csv ? desk::Deed::export_csv : desk::Deed::export_xlsx};
    const desk::Stick stick = find_stick(around_.settings.sticks.folders);
    if (stick.path.empty()) {
        notice.outcome = desk::Outcome::no_stick;
        return notice;
    }
    if (!stick.writable || stick.free_bytes < kRoomMin) {
        notice.outcome = desk::Outcome::stick_full;
        return notice;
    }
    const auto percent = [&](int done) {
        desk::Notice under_way = notice;
        under_way.outcome = desk::Outcome::under_way;
        under_way.percent = done;
        tell(desk::NoticeCame{under_way});
    };
    percent(5);
    const auto held = HeldStick::hold(stick.path);
    const Result<> written = held ? write(wish, *held, percent) : Result<>(held.error());
    if (!written) {
        logging::error("export: {}", written.error().message);
        const desk::Stick now = find_stick(around_.settings.sticks.folders);
        notice.outcome = !held || !held->is_here()   ? desk::Outcome::stick_pulled
                         : now.free_bytes < kRoomMin ? desk::Outcome::stick_full
                                                     : desk::Outcome::failed;
        if (notice.outcome == desk::Outcome::failed) notice.words = written.error().message;
        return notice;
    }
    pen_.note(journal::exported(
        wish.staff, wish.csv ? journal::FileForm::csv : journal::FileForm::xlsx, wish.of));
    notice.outcome = desk::Outcome::done;
    return notice;
}

}  // namespace clerk

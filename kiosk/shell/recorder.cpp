#include "shell/recorder.h"

#include <algorithm>

#include "base/log.h"
#include "base/panic.h"
#include "journal/reader.h"
#include "shell/night.h"

namespace shell {

namespace {

constexpr std::chrono::days kMostUsedOver{90};  // A season: what people need changes with it.
constexpr int kMostUsedMax = 50;

std::chrono::sys_days floor_of(const std::string& catalogue_date) {
    const auto day = parse_iso_date(catalogue_date);
    ASSERT(day.ok());  // The loader refuses a catalogue without one.
    return std::chrono::sys_days(day);
}

journal::Kind kind_of(app::Record::Kind kind) {
    switch (kind) {
        case app::Record::Kind::visit_began: return journal::Kind::visit_began;
        case app::Record::Kind::visit_ended: return journal::Kind::visit_ended;
        case app::Record::Kind::procedure_opened: return journal::Kind::procedure_opened;
        case app::Record::Kind::qr_shown: return journal::Kind::qr_shown;
        case app::Record::Kind::outcome: return journal::Kind::outcome;
        case app::Record::Kind::rating: return journal::Kind::rating;
        case app::Record::Kind::counter_way: return journal::Kind::counter_way;
    }
    return journal::Kind::visit_began;
}

}  // namespace

journal::Event event_of(const app::Record& record) {
    // "4/3": four stars would not ask, so a reason comes only with one or two.
    if (record.kind == app::Record::Kind::rating) {
        const int stars = record.detail.front() - '0';
        std::optional<journal::Complaint> why;
        if (record.detail.size() == 3)
            why = static_cast<journal::Complaint>(record.detail.back() - '1');
        return journal::rating(stars, why, record.procedure);
    }
    return {.kind = kind_of(record.kind), .procedure = record.procedure, .detail = record.detail};
}

Recorder::Recorder(const settings::Settings& settings, const std::string& catalogue_date,
                   const std::string& state_folder, WallTime wall,
                   std::function<void()> wake)
    : path_(state_folder + "/journal.db"), hours_(hours_of(settings)) {
    journal::WriterSettings how{
        .journal = {.path = path_,
                    .boot = boot_id(),
                    .today = business_day(wall),
                    .ward = settings.unit.ward},
        .hours = hours_,
        .floor = floor_of(catalogue_date)};
    writer_ = std::make_unique<journal::Writer>(std::move(how), std::move(wake));
    writer_->set_test_mode(settings.test_mode);
}

Result<> Recorder::start(WallTime wall) { return writer_->start(wall); }

void Recorder::record(const app::Record& record, const Clock& clock) {
    const auto ticket = writer_->record(event_of(record), clock.now(), clock.wall(),
                                        clock.wall_is_synchronised());
    if (!ticket) logging::error("journal: {}", ticket.error().message);
}

void Recorder::close_open_days(const Clock& clock) {
    const std::chrono::sys_days today = business_day(clock.wall());
    if (closed_up_to_ == today) return;
    const auto ticket = writer_->close_open_days(clock.wall(), clock.wall_is_synchronised());
    if (ticket)
        closed_up_to_ = today;
    else if (ticket.error().code != Error::Code::unavailable)
        logging::error("close the open days: {}", ticket.error().message);
}

std::vector<std::string> most_used(const std::string& journal_path, std::chrono::sys_days today) {
    auto reader = journal::Reader::open(journal_path);
    if (!reader) return {};
    auto codes = reader->most_opened(today - kMostUsedOver, kMostUsedMax);
    if (codes) return std::move(codes).value();
    logging::warning("most used: {}", codes.error().message);
    return {};
}

}  // namespace shell

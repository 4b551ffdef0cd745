#include "clerk/ledger.h"

#include <algorithm>
#include <set>

#include "base/log.h"

namespace clerk {

namespace {

constexpr std::int64_t kRecordedMax = 200;        // Some days of a busy counter; older rows are
                                                  // corrected on the command line's advice.
constexpr std::chrono::days kFavouritesOver{90};  // A season, as the citizens' "most used".
constexpr int kFavouritesMax = 60;

/// What a procedure's dossiers most likely are, before anybody has recorded one: never asked for
/// what the catalogue knows.
tally::Traits suggested(const catalogue::Procedure& procedure) {
    const bool free = procedure.fee.kind == catalogue::FeeKind::free_stated ||
                      procedure.fee.kind == catalogue::FeeKind::zero_unexplained;
    return {.channel = tally::Channel::counter,
            .digitised = true,
            .fee = free ? tally::Fee::none : tally::Fee::cash,
            .result = tally::ResultForm::electronic};
}

}  // namespace

desk::Notice notice_of(desk::Deed deed, const Result<>& done, std::string words) {
    desk::Notice notice{.deed = deed, .outcome = desk::Outcome::done, .words = std::move(words)};
    if (done) return notice;
    logging::error("staff: {}", done.error().message);
    notice.outcome = desk::Outcome::failed;
    notice.words = done.error().message;
    return notice;
}

Result<desk::FiguresCame> Ledger::figures(const desk::AskFigures& ask) const {
    journal::Reader reader = TRY(open());
    desk::Figures figures;
    figures.report = TRY(reader.report(ask.of));
    figures.day_before_period = ask.day_before;
    figures.week_before_period = ask.week_before;
    if (ask.day_before.days() > 0) figures.day_before = TRY(reader.total(ask.day_before));
    if (ask.week_before.days() > 0) figures.week_before = TRY(reader.total(ask.week_before));
    return desk::FiguresCame{std::move(figures)};
}

Result<desk::RecordedCame> Ledger::recorded() const {
    journal::Reader reader = TRY(open());
    desk::RecordedCame came;
    came.rows = TRY(reader.recorded(kRecordedMax));
    const tally::Day since = business_day(around_.clock.wall()) - kFavouritesOver;
    std::vector<std::string> codes = TRY(reader.most_recorded(since, kFavouritesMax));
    const std::size_t recorded_count = codes.size();
    const std::vector<std::string> opened = TRY(reader.most_opened(since, kFavouritesMax));
    codes.insert(codes.end(), opened.begin(), opened.end());
    for (const catalogue::Procedure& procedure : around_.catalogue.procedures())
        codes.push_back(procedure.code);

    std::set<std::string> seen;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const catalogue::Procedure* procedure = around_.catalogue.find(codes[i]);
        if (!procedure || !seen.insert(codes[i]).second) continue;
        desk::Favourite favourite{.code = codes[i], .traits = suggested(*procedure)};
        if (i < recorded_count) {
            const auto last = TRY(reader.last_traits(codes[i]));
            favourite.traits = last.value_or(favourite.traits);
        }
        came.favourites.push_back(std::move(favourite));
    }
    return came;
}

Result<desk::CampaignCame> Ledger::campaign(const desk::AskCampaign& ask) const {
    journal::Reader reader = TRY(open());
    return desk::CampaignCame{TRY(reader.days(ask.of))};
}

Result<desk::ClosingCame> Ledger::closing(const desk::AskClosing& ask) const {
    journal::Reader reader = TRY(open());
    return desk::ClosingCame{.day = ask.day, .closing = TRY(reader.closing(ask.day))};
}

desk::Notice Ledger::record(const desk::Record& record) const {
    const tally::DossierTotal handled{.day = record.day,
                                      .procedure = record.procedure,
                                      .traits = record.traits,
                                      .count = record.count};
    return notice_of(desk::Deed::record, pen_.write(journal::dossier(record.staff, handled)),
                     std::to_string(record.count));
}

desk::Notice Ledger::correct(const desk::Correction& wish) const {
    const auto event = journal::correction(wish.staff, wish.of, wish.count, wish.why);
    return notice_of(desk::Deed::correct, pen_.write(event), std::to_string(wish.count));
}

desk::Notice Ledger::close(const desk::CloseDay& wish) const {
    return notice_of(desk::Deed::close_day, pen_.close_day(wish.day, wish.staff));
}

desk::Notice Ledger::check() const {
    auto reader = open();
    if (!reader) return notice_of(desk::Deed::check_journal, reader.error());
    const auto found = reader->verify();
    if (!found) return notice_of(desk::Deed::check_journal, found.error());
    if (!found->ok())
        return notice_of(desk::Deed::check_journal,
                         Error{Error::Code::corrupt, found->faults.front()});
    return notice_of(desk::Deed::check_journal, {}, std::to_string(found->rows));
}

}  // namespace clerk

#include "clerk/office.h"

#include "base/log.h"
#include "base/overloaded.h"
#include "clerk/stick.h"

namespace clerk {

/// What cannot be read stays as it was on the glass; the log says why.
template <class Came>
void Office::answer(const Tell& tell, Result<Came> came) const {
    if (came)
        tell(std::move(*came));
    else
        logging::error("staff: {}", came.error().message);
}

void Office::serve(const desk::Request& request, const Vitals& vitals, const Tell& tell) {
    const auto notice = [&](desk::Notice what) { tell(desk::NoticeCame{std::move(what)}); };
    std::visit(Overloaded{
                   [&](const desk::AskAccounts&) { tell(keeper_.accounts()); },
                   [&](const desk::Knock& a) { tell(keeper_.knock(a)); },
                   [&](const desk::NoteLeft& a) { keeper_.note_left(a); },
                   [&](const desk::AskFigures& a) { answer(tell, ledger_.figures(a)); },
                   [&](const desk::AskRecorded&) { answer(tell, ledger_.recorded()); },
                   [&](const desk::AskCampaign& a) { answer(tell, ledger_.campaign(a)); },
                   [&](const desk::AskClosing& a) { answer(tell, ledger_.closing(a)); },
                   [&](const desk::AskStick&) { tell(desk::StickCame{find_stick(folders_)}); },
                   [&](const desk::AskHealth&) { tell(desk::HealthCame{inspector_.look(vitals)}); },
                   [&](const desk::AskClockLimits&) { tell(timekeeper_.limits()); },
                   [&](const desk::Record& a) { notice(ledger_.record(a)); },
                   [&](const desk::Correction& a) { notice(ledger_.correct(a)); },
                   [&](const desk::CloseDay& a) { notice(ledger_.close(a)); },
                   [&](const desk::Export& a) { notice(exporter_.run(a, tell)); },
                   [&](const desk::PrintDay& a) { notice(paper_.print_day(a)); },
                   [&](const desk::ReadImport& a) { importer_.read(a, tell); },
                   [&](const desk::AddImport& a) { notice(importer_.add(a)); },
                   [&](const desk::CheckAll&) {
                       const desk::Notice found = ledger_.check();
                       inspector_.note_checked(found.outcome == desk::Outcome::done);
                       notice(found);
                   },
                   [&](const desk::AddAccount& a) { notice(keeper_.add(a)); },
                   [&](const desk::SetPin& a) { notice(keeper_.set_pin(a)); },
                   [&](const desk::RemoveAccount& a) { notice(keeper_.remove(a)); },
                   [&](const desk::EnrolKiosk& a) { messenger_.ask(a.code, clock_.now()); },
                   [&](const desk::SetClock& a) { notice(timekeeper_.set(a)); },
               },
               request);
}

}  // namespace clerk

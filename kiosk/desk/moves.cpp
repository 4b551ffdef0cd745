#include "desk/moves.h"

#include <algorithm>

#include "base/overloaded.h"

namespace desk {

namespace {

AskFigures figures_of(Span span, Day anchor, const World& world) {
    const Period of = period_of(span, anchor, world.campaign);
    AskFigures ask{.of = of,
                   .day_before = compared(span, of, -1, world.today, world.campaign),
                   .week_before = compared(span, of, span == Span::day ? -7 : -1, world.today,
                                           world.campaign)};
    return ask;
}

}  // namespace

bool is_answer(const Action& action) {
    return std::visit(
        []<class One>(const One&) {
            return std::is_same_v<One, AccountsCame> || std::is_same_v<One, Admitted> ||
                   std::is_same_v<One, Refused> || std::is_same_v<One, FiguresCame> ||
                   std::is_same_v<One, RecordedCame> || std::is_same_v<One, CampaignCame> ||
                   std::is_same_v<One, ClosingCame> || std::is_same_v<One, StickCame> ||
                   std::is_same_v<One, ImportCame> || std::is_same_v<One, HealthCame> ||
                   std::is_same_v<One, EnrolCame> || std::is_same_v<One, ClockCame> ||
                   std::is_same_v<One, NoticeCame> ||
                   std::is_same_v<One, JournalGrew> || std::is_same_v<One, StickChanged>;
        },
        action);
}

Requests needs(const Desk& desk, const World& world) {
    if (!desk.inside()) return {};
    return std::visit(Overloaded{
                          [](const Door&) { return Requests{AskAccounts{}}; },
                          [&](const Tallies& screen) {
                              return Requests{figures_of(screen.span, screen.anchor, world)};
                          },
                          [&](const Entry& screen) {
                              return Requests{AskRecorded{}, AskClosing{screen.day}};
                          },
                          [](const Pick&) { return Requests{}; },
                          [](const Book&) { return Requests{AskRecorded{}}; },
                          [](const Correct&) { return Requests{}; },
                          [&](const CampaignView&) {
                              return Requests{AskCampaign{{world.campaign.first_day, world.today}}};
                          },
                          [&](const DayEnd& screen) {
                              return Requests{AskClosing{screen.day}, AskStick{},
                                              figures_of(Span::day, screen.day, world)};
                          },
                          [](const ImportView&) { return Requests{AskStick{}}; },
                          [](const HealthView&) { return Requests{AskHealth{}}; },
                          [](const Keys&) { return Requests{AskAccounts{}}; },
                          [](const Enrol&) { return Requests{}; },
                          [](const ClockView&) { return Requests{AskClockLimits{}}; },
                      },
                      desk.screen);
}

Requests show(Desk& desk, Screen screen, const World& world) {
    desk.screen = std::move(screen);
    desk.facts.closing_known = false;
    if (!std::holds_alternative<ImportView>(desk.screen)) desk.facts.import.reset();
    return needs(desk, world);
}

void begin(Desk& desk, Deed deed, const World& world) {
    desk.notice = {.deed = deed, .outcome = Outcome::under_way, .words = {}, .at = world.now};
}

void refuse(Desk& desk, Deed deed, const World& world) {
    desk.notice = {.deed = deed, .outcome = Outcome::refused, .words = {}, .at = world.now};
}

void pass(Desk& desk, Instant now) {
    if (auto* door = std::get_if<Door>(&desk.screen); door && door->locked_until) {
        if (now >= *door->locked_until) {
            door->locked_until.reset();
            door->wrong = false;
        }
    }
    const bool stays = desk.notice.deed == Deed::none || desk.notice.outcome == Outcome::under_way;
    if (!stays && now >= desk.notice.at + kNoticeStays) desk.notice = Notice{};
}

Instant next_deadline(const Desk& desk, Instant now) {
    Instant next = Instant::max();
    if (const auto* door = std::get_if<Door>(&desk.screen); door && door->locked_until) {
        // The countdown shows whole seconds.
        const auto left = locked_for(*door, now);
        next = std::min(next, *door->locked_until - std::max(std::chrono::seconds(0),
                                                             left - std::chrono::seconds(1)));
    }
    if (desk.notice.deed != Deed::none && desk.notice.outcome != Outcome::under_way)
        next = std::min(next, desk.notice.at + kNoticeStays);
    return std::max(next, now);
}

}  // namespace desk

#include "support/random_visitor.h"

#include "base/overloaded.h"

namespace {

constexpr const char* kCodes[] = {"1.001193", "1.004222", "2.000815", "1.115372"};
constexpr char32_t kKeys[] = U"adeosfrxjzw thn1.ế";

/// The n-th kind of action of a variant.
template <class Variant, std::size_t N = 0>
Variant action_number(std::size_t n) {
    if constexpr (N < std::variant_size_v<Variant>) {
        if (n == N) return std::variant_alternative_t<N, Variant>{};
        return action_number<Variant, N + 1>(n);
    } else {
        return Variant{};
    }
}

tally::Recorded recorded_row(std::int64_t sequence, std::int64_t left) {
    tally::Recorded row;
    row.sequence = sequence;
    row.staff = "CB01";
    row.procedure = "1.001193";
    row.count = 5;
    row.left = left;
    return row;
}

desk::AccountsCame one_account() {
    desk::AccountsCame came;
    came.accounts = {{.code = "CB01", .manager = true}};
    return came;
}

}  // namespace

RandomVisitor::RandomVisitor(unsigned seed) : random_(seed + 1) {
    visitor_.model.rules.wifi = below(2) == 0;
}

/// Anything an officer might touch or be answered, with arguments that mean something.
desk::Action RandomVisitor::at_desk() {
    auto action = action_number<desk::Action>(below(std::variant_size_v<desk::Action>));
    std::visit(
        Overloaded{
            [&](desk::ChooseCode& a) { a.code = "CB01"; },
            [&](desk::Digit& a) { a.digit = static_cast<char>('0' + below(10)); },
            [&](desk::OpenTab& a) { a.tab = static_cast<desk::Tab>(below(5)); },
            [&](desk::ChooseSpan& a) { a.span = static_cast<desk::Span>(below(4)); },
            [&](desk::TurnSpan& a) { a.by = below(2) ? 1 : -1; },
            [&](desk::ChooseProcedure& a) { a.code = kCodes[below(4)]; },
            [&](desk::ChooseCount& a) { a.count = static_cast<std::int64_t>(below(1200)) - 5; },
            [&](desk::TurnDay& a) { a.by = below(2) ? 1 : -1; },
            [&](desk::Repeat& a) { a.sequence = 1 + below(3); },
            [&](desk::TypeKey& a) { a.key = kKeys[below(std::size(kKeys) - 1)]; },
            [&](desk::OpenCorrection& a) { a.sequence = 1 + below(3); },
            [&](desk::ReadFile& a) { a.name = "tong-hop.csv"; },
            [&](desk::TouchCell& a) { a.cell = below(30); },
            [&](desk::AddKey& a) { a.manager = below(2) == 0; },
            [&](desk::ChangePin& a) { a.code = "CB01"; },
            [&](desk::CodeSymbol& a) { a.symbol = desk::kCodeAlphabet[below(32)]; },
            [&](desk::HealthCame& a) { a.health.agent = below(2) == 0; },
            [&](desk::EnrolCame& a) { (below(2) ? a.error : a.words) = "any"; },
            [&](desk::AccountsCame& a) { a = one_account(); },
            [&](desk::Admitted& a) { a = {.code = "CB01", .manager = below(2) == 0}; },
            [&](desk::Refused& a) { a.locked_for = std::chrono::seconds(15 * below(2)); },
            [&](desk::RecordedCame& a) {
                a.rows = {recorded_row(2, below(3)), recorded_row(1, 5)};
            },
            [](auto&) {},
        },
        action);
    return action;
}

/// Six digits and the door opens, unless somebody walks off.
app::Action RandomVisitor::as_officer(const desk::Desk& desk) {
    if (desk.inside() || below(8) == 0) return app::AtDesk{at_desk()};
    const auto& door = std::get<desk::Door>(desk.screen);
    if (door.who.empty()) return app::AtDesk{one_account()};
    if (door.checking) return app::AtDesk{desk::Admitted{.code = "CB01", .manager = below(2) == 0}};
    return app::AtDesk{desk::Digit{'7'}};
}

app::Action RandomVisitor::anything() {
    auto action = action_number<app::Action>(below(std::variant_size_v<app::Action>));
    std::visit(Overloaded{
                   [&](app::Start& a) { a.language = text::kLanguages[below(2)]; },
                   [&](app::SetLanguage& a) { a.language = text::kLanguages[below(2)]; },
                   [&](app::OpenTile& a) { a.id = "tile"; },
                   [&](app::TurnHome& a) { a.page = static_cast<int>(below(3)); },
                   [&](app::ScrollTo& a) { a.row = static_cast<int>(below(40)) - 5; },
                   [&](app::TypeKey& a) { a.key = kKeys[below(std::size(kKeys) - 1)]; },
                   [&](app::TypeWords& a) { a.words = std::string(below(90), 'o'); },
                   [&](app::OpenProcedure& a) { a.code = kCodes[below(std::size(kCodes))]; },
                   [&](app::PickCase& a) { a.index = below(6); },
                   [&](app::TickPaper& a) { a.index = below(14); },
                   [&](app::ShowStep& a) { a.step = static_cast<app::GuideStep>(below(5)); },
                   [&](app::Say& a) { a.answer = static_cast<app::Answer>(below(5)); },
                   [&](app::Rate& a) { a.level = static_cast<int>(1 + below(5)); },
                   [&](app::GiveReason& a) { a.reason = static_cast<int>(1 + below(6)); },
                   [&](app::StatusChanged& a) { a.status = visitor_.model.status; },
                   [&](app::AtDesk& a) { a.action = at_desk(); },
                   [](auto&) {},
               },
               action);
    return action;
}

app::Action RandomVisitor::offered() {
    using app::Action;
    const bool first = below(2) == 0;
    const auto one_of = [&](Action a, Action b) { return first ? a : b; };
    return std::visit(
        Overloaded{
            [&](const app::Attract&) -> Action { return app::Start{text::kLanguages[below(2)]}; },
            [&](const app::Offline&) -> Action { return app::Continue{}; },
            [&](const app::Home&) { return one_of(app::OpenTile{"tile"}, app::OpenSearch{}); },
            [&](const app::List&) -> Action { return app::OpenProcedure{kCodes[below(4)]}; },
            [&](const app::Search&) {
                return one_of(app::OpenProcedure{kCodes[below(4)]},
                              app::TypeKey{kKeys[below(std::size(kKeys) - 1)]});
            },
            [&](const app::Detail&) { return one_of(app::ApplyByPhone{}, app::ShowFacts{}); },
            [&](const app::Facts&) -> Action { return app::GoBack{}; },
            [&](const app::Guide&) {
                return one_of(app::Done{}, app::ShowStep{static_cast<app::GuideStep>(below(5))});
            },
            [&](const app::Track&) -> Action { return app::Done{}; },
            [&](const app::Outcome&) -> Action {
                return app::Say{static_cast<app::Answer>(below(5))};
            },
            [&](const app::Help&) -> Action { return app::Understood{}; },
            [&](const app::Rating& rating) -> Action {
                if (rating.level == 0) return app::Rate{static_cast<int>(1 + below(5))};
                return one_of(app::GiveReason{static_cast<int>(1 + below(6))}, app::SendRating{});
            },
            [&](const app::Thanks&) { return one_of(app::AnotherProcedure{}, app::EndVisit{}); },
            [&](const app::Comfort&) {
                switch (below(6)) {
                    case 0: return app::Action(app::SetText{static_cast<app::TextSize>(below(4))});
                    case 1: return app::Action(app::SetScheme{static_cast<app::Scheme>(below(4))});
                    case 2: return app::Action(app::SetLow{below(2) == 0});
                    case 3: return app::Action(app::SetHand{static_cast<app::Hand>(below(2))});
                    case 4: return app::Action(app::SetAloud{below(2) == 0});
                    default: return app::Action(app::SetVolume{static_cast<int>(below(120)) - 10});
                }
            },
            [&](const app::Staff& staff) { return as_officer(staff.desk); },
        },
        visitor_.model.screen);
}

app::Action RandomVisitor::of_the_world() {
    app::Status status = visitor_.model.status;
    status.offline = below(3) == 0;
    status.open = below(3) != 0;
    status.slip_printer = below(2) == 0;
    status.today = std::chrono::sys_days(std::chrono::days(20'000 + below(3)));
    return app::StatusChanged{status};
}

/// Of any length, or exactly as long as the kiosk wants to sleep, or a moment less or more.
void RandomVisitor::pause() {
    using std::chrono::milliseconds;
    const Instant deadline = app::next_deadline(visitor_.model, visitor_.now);
    switch (below(4)) {
        case 0: visitor_.now += milliseconds(below(3000)); break;
        case 1: visitor_.now += milliseconds(below(400'000)); break;
        default:
            if (deadline == Instant::max()) break;
            visitor_.now =
                std::max(visitor_.now, deadline + milliseconds(below(3)) - milliseconds(1));
    }
}

Records RandomVisitor::step() {
    visitor_.taken();
    if (below(4) == 0) pause();
    switch (below(16)) {
        case 0: visitor_.does(of_the_world()); break;
        case 1:
        case 2: visitor_.does(app::Tick{}); break;
        case 3:
        case 4:
        case 5:
        case 6: visitor_.does(anything()); break;
        default: visitor_.does(offered());
    }
    return visitor_.taken();
}

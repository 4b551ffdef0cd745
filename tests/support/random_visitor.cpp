#include "support/random_visitor.h"

#include "base/overloaded.h"

namespace {

constexpr const char* kCodes[] = {"1.001193", "1.004222", "2.000815", "1.115372"};
constexpr char32_t kKeys[] = U"adeosfrxjzw thn1.ế";

/// The n-th kind of action.
template <std::size_t N = 0>
app::Action action_number(std::size_t n) {
    if constexpr (N < std::variant_size_v<app::Action>) {
        if (n == N) return std::variant_alternative_t<N, app::Action>{};
        return action_number<N + 1>(n);
    } else {
        return app::Tick{};
    }
}

}  // namespace

RandomVisitor::RandomVisitor(unsigned seed) : random_(seed + 1) {
    visitor_.model.rules.wifi = below(2) == 0;
}

app::Action RandomVisitor::anything() {
    app::Action action = action_number(below(std::variant_size_v<app::Action>));
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
        },
        visitor_.model.screen);
}

app::Action RandomVisitor::of_the_world() {
    app::Status status = visitor_.model.status;
    status.offline = below(3) == 0;
    status.open = below(3) != 0;
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

app::Effects RandomVisitor::step() {
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

#include "clerk/pen.h"

#include "base/log.h"

namespace clerk {

namespace {

// A healthy disk takes a row in a few milliseconds; after this staff are told that it does not.
constexpr std::chrono::seconds kPatience{3};

// Far fewer than the writer's queue holds: a citizen's row finds room in any case.
constexpr std::size_t kAtOnce = 256;

}  // namespace

void Pen::note(const journal::Event& event) const {
    const Clock& clock = around_.clock;
    const auto ticket =
        around_.writer.record(event, clock.now(), clock.wall(), clock.wall_is_synchronised());
    if (!ticket) logging::error("journal: {}", ticket.error().message);
}

Result<> Pen::write(const journal::Event& event) const {
    const Clock& clock = around_.clock;
    const std::int64_t ticket =
        TRY(around_.writer.record(event, clock.now(), clock.wall(), clock.wall_is_synchronised()));
    return wait_for(ticket);
}

Result<> Pen::write_all(const std::vector<journal::Event>& events) const {
    const Clock& clock = around_.clock;
    std::int64_t ticket = 0;
    std::size_t handed = 0;
    for (const journal::Event& event : events) {
        ticket = TRY(
            around_.writer.record(event, clock.now(), clock.wall(), clock.wall_is_synchronised()));
        if (++handed % kAtOnce == 0) TRY(wait_for(ticket));
    }
    return ticket > 0 ? wait_for(ticket) : Result<>();
}

Result<> Pen::close_day(tally::Day day, const std::string& staff) const {
    const Clock& clock = around_.clock;
    const std::int64_t ticket = TRY(around_.writer.close_day(day, staff, clock.now(), clock.wall(),
                                                             clock.wall_is_synchronised()));
    return wait_for(ticket);
}

Result<> Pen::settle() const {
    return wait_until([](const journal::State& state) { return state.queued == 0; });
}

Result<> Pen::wait_for(std::int64_t ticket) const {
    return wait_until([ticket](const journal::State& state) { return state.saved(ticket); });
}

template <class Reached>
Result<> Pen::wait_until(const Reached& reached) const {
    const Instant until = around_.clock.now() + kPatience;
    while (true) {
        const journal::State state = around_.writer.state();
        if (reached(state)) return {};
        const Instant now = around_.clock.now();
        if (now >= until || state.health != journal::Health::ok)
            return Error{Error::Code::unavailable,
                         state.message.empty() ? "the disk does not answer" : state.message};
        bell_.wait(until - now);
    }
}

}  // namespace clerk

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "support/random_visitor.h"
#include "text/unicode.h"

// Whatever anybody does in whatever order: what must hold all the same.

namespace {

using Kind = app::Record::Kind;

constexpr unsigned kWalks = 20'000;
constexpr int kSteps = 40;

bool attract(const app::Model& model) { return std::holds_alternative<app::Attract>(model.screen); }

/// What is wrong with the staff area.
std::string broken(const desk::Desk& desk) {
    const bool door = std::holds_alternative<desk::Door>(desk.screen);
    if (door == desk.inside()) return door ? "a door inside" : "inside without a door";
    if (door) {
        const auto& shut = std::get<desk::Door>(desk.screen);
        if (shut.pin.size() >= desk::kPinDigits) return "a whole PIN is kept";
        if (shut.checking && !shut.pin.empty()) return "a PIN outlives its try";
    }
    if (const auto* keys = std::get_if<desk::Keys>(&desk.screen)) {
        if (!desk.manager) return "an officer among the accounts";
        if (keys->pin.size() >= desk::kPinDigits) return "a whole new PIN is kept";
    }
    if (const auto* entry = std::get_if<desk::Entry>(&desk.screen))
        if (entry->count < 1 || entry->count > tally::kDossiersMax) return "an impossible count";
    for (const tally::Recorded& row : desk.facts.recorded)
        if (row.left < 0) return "more was taken back than was there";
    return "";
}

/// What is wrong with a model at rest, "" when nothing is.
std::string broken(const app::Model& model) {
    if (model.trail.size() > app::kTrailMax) return "the trail is too long";
    for (const app::Screen& screen : model.trail)
        if (std::holds_alternative<app::Attract>(screen)) return "back would lead to attract";
    // Keys may be tried before the visit, and heard; nothing else is anybody's.
    app::Display display = model.display;
    display.keys = display.aloud = false;
    display.volume = app::kVolume;
    if (attract(model) && !(display == app::Display{}))
        return "attract looks as the last visitor liked it";
    if (attract(model) && (!model.trail.empty() || model.warned_at))
        return "attract remembers the last visitor";
    if (const auto* search = std::get_if<app::Search>(&model.screen)) {
        if (text::code_points(search->typed).size() > app::kTypedMax) return "too much was typed";
        if (!text::is_nfc(search->typed)) return "what was typed is not NFC";
    }
    if (const auto* staff = std::get_if<app::Staff>(&model.screen)) {
        if (!(display == app::Display{}) || !model.trail.empty())
            return "the staff area remembers a citizen";
        if (const std::string wrong = broken(staff->desk); !wrong.empty()) return wrong;
    }
    if (const auto* guide = std::get_if<app::Guide>(&model.screen)) {
        const auto steps = app::guide_steps(model);
        if (std::find(steps.begin(), steps.end(), guide->step) == steps.end())
            return "the guide shows a step it does not offer";
    }
    if (const auto* rating = std::get_if<app::Rating>(&model.screen))
        if (rating->reason != 0 && (rating->level < 1 || rating->level > 2))
            return "a reason nobody was asked for";
    return "";
}

/// A loop that sleeps until next_deadline() and then ticks must not be asked again at once.
std::string spins(const app::Model& model, Instant now) {
    const Instant deadline = app::next_deadline(model, now);
    if (deadline == Instant::max()) return "";
    app::Model later = model;
    const Instant at = std::max(now, deadline);
    app::update(later, app::Tick{}, at);
    return app::next_deadline(later, at) > at ? "" : "the loop would spin";
}

bool visiting(const app::Model& model) {
    return !attract(model) && !std::holds_alternative<app::Staff>(model.screen);
}

/// Visits begin and end in turn, and leave rows only in between.
class Visits {
public:
    std::string see(const Records& records, const app::Model& model) {
        for (const app::Record& record : records) {
            if ((record.kind == Kind::visit_began) == running_)
                return running_ ? "a visit began inside a visit" : "a row outside every visit";
            running_ = record.kind != Kind::visit_ended;
        }
        return running_ == visiting(model) ? "" : "a visit without its rows";
    }

private:
    bool running_ = false;
};

}  // namespace

TEST_CASE("twenty thousand random visitors cannot break a promise") {
    std::array<int, std::variant_size_v<app::Screen>> shown{};
    std::array<int, 7> recorded{};
    for (unsigned seed = 0; seed < kWalks; ++seed) {
        RandomVisitor visitor(seed);
        Visits visits;
        for (int step = 0; step < kSteps; ++step) {
            const Records records = visitor.step();
            std::string wrong = broken(visitor.model());
            if (wrong.empty()) wrong = spins(visitor.model(), visitor.now());
            if (wrong.empty()) wrong = visits.see(records, visitor.model());
            if (!wrong.empty()) FAIL("seed " << seed << ", step " << step << ": " << wrong);
            ++shown[visitor.model().screen.index()];
            for (const app::Record& record : records)
                ++recorded[static_cast<std::size_t>(record.kind)];
        }
    }
    // The walk is worth something only if it gets everywhere.
    for (std::size_t screen = 0; screen < shown.size(); ++screen) {
        CAPTURE(screen);
        CHECK(shown[screen] > 1000);
    }
    for (std::size_t kind = 0; kind < recorded.size(); ++kind) {
        CAPTURE(kind);
        CHECK(recorded[kind] > 1000);
    }
}

TEST_CASE("left alone, every visit ends within its longest wait, and the kiosk then sleeps") {
    for (unsigned seed = 0; seed < kWalks / 20; ++seed) {
        CAPTURE(seed);
        RandomVisitor visitor(seed);
        for (int step = 0; step < kSteps; ++step) visitor.step();
        Visitor left;
        left.model = visitor.model();
        left.now = visitor.now();
        const app::Rules& rules = left.model.rules;
        left.waits(2 * (rules.idle_at_qr + rules.warning));  // Who listens has twice as long.
        CHECK(left.at<app::Attract>());
        left.waits(rules.dim_after);
        CHECK(app::next_deadline(left.model, left.now) == Instant::max());
        CHECK(left.screen<app::Attract>().dimmed == !left.model.status.open);
    }
}

// How it went, as the citizen says it: every answer may be skipped; only a count is kept.

#include "app/steps.h"
#include "app/update.h"
#include "base/panic.h"

namespace app {

namespace {

// The two lowest faces ask for one reason; the others are sent at once.
constexpr int kAskReasonUpTo = 2;

}  // namespace

Effects say(Model& model, const Say& action, Instant now) {
    const auto* outcome = std::get_if<Outcome>(&model.screen);
    if (!outcome) return {};
    const std::string code = outcome->code;
    Effects effects{Record{Record::Kind::outcome, code, name_of(action.answer)}};
    if (action.answer == Answer::need_help || action.answer == Answer::counter) {
        push(model, Help{code}, now);
        effects.push_back(Record{Record::Kind::counter_way, code, ""});
    } else {
        push(model, Rating{.code = code}, now);
    }
    return effects;
}

Effects send_rating(Model& model, Instant now) {
    const auto* rating = std::get_if<Rating>(&model.screen);
    if (!rating || rating->level == 0) return {};
    std::string detail = std::to_string(rating->level);
    if (rating->reason > 0) detail += "/" + std::to_string(rating->reason);
    Effects effects{Record{Record::Kind::rating, rating->code, detail}};
    push(model, Thanks{rating->code}, now);
    return effects;
}

Effects rate(Model& model, const Rate& action, Instant now) {
    auto* rating = std::get_if<Rating>(&model.screen);
    ASSERT(action.level >= 1 && action.level <= 5);
    if (!rating) return {};
    rating->level = action.level;
    rating->reason = 0;
    if (action.level <= kAskReasonUpTo) return {};
    return send_rating(model, now);
}

Effects give_reason(Model& model, const GiveReason& action) {
    auto* rating = std::get_if<Rating>(&model.screen);
    ASSERT(action.reason >= 1 && action.reason <= 6);
    if (rating && rating->level >= 1 && rating->level <= kAskReasonUpTo)
        rating->reason = rating->reason == action.reason ? 0 : action.reason;
    return {};
}

Effects skip_rating(Model& model, Instant now) {
    if (const auto* rating = std::get_if<Rating>(&model.screen))
        push(model, Thanks{rating->code}, now);
    return {};
}

}  // namespace app

#include "tally/dossier.h"

#include <algorithm>
#include <span>

namespace tally {

namespace {

using namespace std::string_view_literals;

constexpr std::array kChannels = {"online"sv, "counter"sv, "post"sv, "missing"sv};
constexpr std::array kDigitised = {"not_digitised"sv, "digitised"sv};
constexpr std::array kFees = {"no_fee"sv, "fee_online"sv, "fee_cash"sv};
constexpr std::array kResults = {"e_result"sv, "paper_result"sv, "no_result"sv};
constexpr std::array kReasons = {"undo"sv,         "mistyped"sv, "duplicate"sv, "wrong_procedure"sv,
                                 "wrong_traits"sv, "cancelled"sv};
static_assert(kReasons.size() == kReasonCount);

/// The place of the next word in a list, or nothing; the text keeps the rest.
std::optional<std::size_t> take(std::span<const std::string_view> words, std::string_view& text) {
    const std::string_view word = text.substr(0, text.find(' '));
    const auto found = std::ranges::find(words, word);
    if (found == words.end()) return std::nullopt;
    text.remove_prefix(word.size());
    if (text.starts_with(' ')) {
        text.remove_prefix(1);
        if (text.empty()) return std::nullopt;  // A blank that nothing follows.
    }
    return static_cast<std::size_t>(found - words.begin());
}

}  // namespace

std::string words_of(const Traits& traits) {
    std::string words(kChannels[static_cast<std::size_t>(traits.channel)]);
    words.append(" ").append(kDigitised[traits.digitised ? 1 : 0]);
    words.append(" ").append(kFees[static_cast<std::size_t>(traits.fee)]);
    words.append(" ").append(kResults[static_cast<std::size_t>(traits.result)]);
    return words;
}

std::optional<Traits> parse_traits(std::string_view words) {
    const auto channel = take(kChannels, words);
    const auto digitised = take(kDigitised, words);
    const auto fee = take(kFees, words);
    const auto result = take(kResults, words);
    if (!channel || !digitised || !fee || !result || !words.empty()) return std::nullopt;
    return Traits{.channel = static_cast<Channel>(*channel),
                  .digitised = *digitised == 1,
                  .fee = static_cast<Fee>(*fee),
                  .result = static_cast<ResultForm>(*result)};
}

std::array<Traits, kTraitsCount> all_traits() {
    std::array<Traits, kTraitsCount> all;
    std::size_t next = 0;
    for (std::size_t channel = 0; channel < kChannels.size(); ++channel)
        for (std::size_t digitised = 0; digitised < kDigitised.size(); ++digitised)
            for (std::size_t fee = 0; fee < kFees.size(); ++fee)
                for (std::size_t result = 0; result < kResults.size(); ++result)
                    all[next++] = {.channel = static_cast<Channel>(channel),
                                   .digitised = digitised == 1,
                                   .fee = static_cast<Fee>(fee),
                                   .result = static_cast<ResultForm>(result)};
    return all;
}

std::string_view name_of(Reason reason) { return kReasons[static_cast<std::size_t>(reason)]; }

std::optional<Reason> parse_reason(std::string_view name) {
    const auto found = std::ranges::find(kReasons, name);
    if (found == kReasons.end()) return std::nullopt;
    return static_cast<Reason>(found - kReasons.begin());
}

}  // namespace tally

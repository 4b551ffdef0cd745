#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// A dossier that the counter handled, as staff record it: four traits and never who it is of.
/// The words here are the journal's words (journal/README.md); the rates are built from them
/// (campaign/indicator.h, by handbook/domain.md §2.2).
namespace tally {

/// How it came in. `missing`: an export that does not say; the rules count it as the counter.
enum class Channel { online, counter, post, missing };
/// What became of the fee. `none`: nothing due, or every fee line is 0.
enum class Fee { none, online, cash };
/// What the citizen gets. `none`: the procedure owes no paper, so no electronic one is missing.
enum class ResultForm { electronic, paper, none };

struct Traits {
    Channel channel = Channel::counter;
    bool digitised = false;  ///< Its components are scanned and attached.
    Fee fee = Fee::none;
    ResultForm result = ResultForm::paper;

    bool operator==(const Traits&) const = default;
    auto operator<=>(const Traits&) const = default;
};

/// "online digitised fee_online e_result", and back. Four words, always in this order.
std::string words_of(const Traits& traits);
std::optional<Traits> parse_traits(std::string_view words);

/// Every combination, in a fixed order: for tables and tests.
inline constexpr std::size_t kTraitsCount = 4 * 2 * 3 * 3;
std::array<Traits, kTraitsCount> all_traits();

/// Why a row that was recorded is taken back, wholly or in part.
enum class Reason { undo, mistyped, duplicate, wrong_procedure, wrong_traits, cancelled };
inline constexpr int kReasonCount = 6;
std::string_view name_of(Reason reason);
std::optional<Reason> parse_reason(std::string_view name);

/// A single row may speak of at most so many dossiers: more in one go is a slip of the finger.
inline constexpr std::int64_t kDossiersMax = 999;

}  // namespace tally

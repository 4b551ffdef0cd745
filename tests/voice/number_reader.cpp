#include "voice/number_reader.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

namespace {

using Number = std::uint64_t;
using Known = std::map<std::string_view, Number>;
using Words = std::vector<std::string_view>;

Words split(std::string_view text) {
    Words words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" -"), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

const Known kVietnamese{{"không", 0}, {"một", 1}, {"hai", 2}, {"ba", 3},  {"bốn", 4},
                        {"năm", 5},   {"sáu", 6}, {"bảy", 7}, {"tám", 8}, {"chín", 9}};

const Known kEnglishUnits{{"one", 1},        {"two", 2},       {"three", 3},    {"four", 4},
                          {"five", 5},       {"six", 6},       {"seven", 7},    {"eight", 8},
                          {"nine", 9},       {"ten", 10},      {"eleven", 11},  {"twelve", 12},
                          {"thirteen", 13},  {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16},
                          {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}};
const Known kEnglishTens{{"twenty", 20}, {"thirty", 30},  {"forty", 40},  {"fifty", 50},
                         {"sixty", 60},  {"seventy", 70}, {"eighty", 80}, {"ninety", 90}};

/// Takes words from the front of a list.
class Listener {
public:
    explicit Listener(const Words& words) : words_(words) {}

    void move_to(const Listener& ahead) { at_ = ahead.at_; }
    bool done() const { return at_ == words_.size(); }
    bool take(std::string_view word) {
        if (done() || words_[at_] != word) return false;
        ++at_;
        return true;
    }
    std::optional<Number> take(const Known& known) {
        const auto found = done() ? known.end() : known.find(words_[at_]);
        if (found == known.end()) return {};
        ++at_;
        return found->second;
    }

private:
    const Words& words_;  ///< Of heard(): copies look ahead.
    std::size_t at_ = 0;
};

/// 1 … 99 without "linh".
std::optional<Number> vietnamese_tens(Listener& listener) {
    Number tens = 1;
    const bool ten = listener.take("mười");
    if (!ten) {
        const auto digit = listener.take(kVietnamese);
        if (!digit) return {};
        if (!listener.take("mươi")) return digit;
        if (*digit < 2) return {};
        tens = *digit;
    }
    if (listener.take("lăm")) return tens * 10 + 5;
    if (!ten && listener.take("mốt")) return tens * 10 + 1;
    const auto unit = listener.take(kVietnamese);
    if (!unit) return tens * 10;
    const bool wrong = *unit == 0 || *unit == 5 || (*unit == 1 && !ten);
    return wrong ? std::nullopt : std::optional(tens * 10 + *unit);
}

/// Behind "trăm".
std::optional<Number> vietnamese_rest(Listener& listener) {
    if (!listener.take("linh")) {
        Listener ahead = listener;
        const auto tens = vietnamese_tens(ahead);
        if (!tens) return 0;
        if (*tens < 10) return {};  // Ones need their "linh".
        listener.move_to(ahead);
        return tens;
    }
    const auto unit = listener.take(kVietnamese);
    return unit && *unit > 0 ? unit : std::nullopt;
}

std::optional<Number> vietnamese_group(Listener& listener, bool first) {
    Listener ahead = listener;
    const auto digit = ahead.take(kVietnamese);
    if (digit && ahead.take("trăm")) {
        if (first && *digit == 0) return {};
        listener.move_to(ahead);
        const auto rest = vietnamese_rest(listener);
        return rest ? std::optional(*digit * 100 + *rest) : std::nullopt;
    }
    return first ? vietnamese_tens(listener) : std::nullopt;
}

std::optional<Number> english_group(Listener& listener, bool first) {
    Number sum = 0;
    Listener ahead = listener;
    const auto hundreds = ahead.take(kEnglishUnits);
    const bool has_hundreds = hundreds && *hundreds < 10 && ahead.take("hundred");
    if (has_hundreds) {
        listener.move_to(ahead);
        sum = *hundreds * 100;
    }
    const bool bound = listener.take("and");
    if (bound && !has_hundreds && first) return {};
    const auto tens = listener.take(kEnglishTens);
    const auto unit = listener.take(kEnglishUnits);
    if ((tens || unit) && (has_hundreds || !first) && !bound) return {};
    if (bound && !tens && !unit) return {};
    if (tens && unit && *unit > 9) return {};
    if (!has_hundreds && !tens && !unit) return {};
    return sum + tens.value_or(0) + unit.value_or(0);
}

template <class Group>
std::optional<Number> heard(
    const std::string& text, std::string_view zero, const Group& group,
    const std::initializer_list<std::pair<std::string_view, Number>>& scales) {
    const Words words = split(text);
    Listener listener(words), nothing(words);
    if (nothing.take(zero) && nothing.done()) return 0;
    Number sum = 0;
    bool first = true;
    for (const auto& [name, size] : scales) {
        Listener ahead = listener;
        const auto count = group(ahead, first);
        if (!count || !(name.empty() ? ahead.done() : ahead.take(name))) continue;
        sum += *count * size;
        listener.move_to(ahead);
        first = false;
    }
    return listener.done() && !first ? std::optional(sum) : std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> heard_in_vietnamese(const std::string& words) {
    return heard(words, "không", vietnamese_group,
                 {{"tỷ", 1'000'000'000}, {"triệu", 1'000'000}, {"nghìn", 1000}, {"", 1}});
}

std::optional<std::uint64_t> heard_in_english(const std::string& words) {
    return heard(words, "zero", english_group,
                 {{"billion", 1'000'000'000}, {"million", 1'000'000}, {"thousand", 1000}, {"", 1}});
}

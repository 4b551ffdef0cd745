#include "staff/pin.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "staff/account.h"

namespace staff {

namespace {

// One try: 0.05 s on the machine this was written on, 0.1 to 0.2 s on a kiosk's small processor,
// and 32 MiB. Six digits are few: what keeps guessers out at the glass is the door's lock.
constexpr unsigned long long kPasses = 4;
constexpr std::size_t kMemoryBytes = 32u << 20;

// What a hash from the file may ask of us: a damaged one must not take the kiosk's memory.
constexpr unsigned kMemoryKibMax = 256u << 10;
constexpr unsigned kPassesMax = 16;

void make_ready() {
    static const bool ready = sodium_init() >= 0;
    ASSERT(ready);
}

/// Cuts `words` and the number after it off the front; the number is within 1 and `high`.
bool cut(std::string_view& text, std::string_view words, unsigned high) {
    if (!text.starts_with(words)) return false;
    text.remove_prefix(words.size());
    unsigned number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end.ec != std::errc() || number < 1 || number > high) return false;
    text.remove_prefix(static_cast<std::size_t>(end.ptr - text.data()));
    return true;
}

int two(std::string_view pin, std::size_t at) { return (pin[at] - '0') * 10 + pin[at + 1] - '0'; }

/// A day of some year that ends in these two digits; 29 February is one of a leap year's.
bool is_date(int day, int month, int year) {
    const auto date = std::chrono::year(2000 + year) / month / day;
    return date.ok() || (day == 29 && month == 2);
}

bool is_date(std::string_view pin) {
    const int a = two(pin, 0), b = two(pin, 2), c = two(pin, 4);
    return is_date(a, b, c) || is_date(b, a, c) || is_date(c, b, a);
}

bool has_year(std::string_view pin) {
    const auto century = [&](std::size_t at) { return two(pin, at) == 19 || two(pin, at) == 20; };
    return century(0) || century(2);  // "1984.." and "..1984"
}

bool is_run(std::string_view pin) {
    const auto steps_by = [&](int step) {
        return std::ranges::adjacent_find(pin, [step](char a, char b) {
                   return (a - '0' + step + 10) % 10 != b - '0';
               }) == pin.end();
    };
    return steps_by(1) || steps_by(-1) || steps_by(0);
}

bool is_pattern(std::string_view pin) {
    const auto repeats = [&](std::size_t length) {
        return pin.substr(length) == pin.substr(0, 6 - length);
    };
    const bool pairs = pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5];
    const bool halves =
        pin.substr(0, 3) == std::string(3, pin[0]) && pin.substr(3) == std::string(3, pin[3]);
    const bool mirrored = pin[0] == pin[5] && pin[1] == pin[4] && pin[2] == pin[3];
    return repeats(2) || repeats(3) || pairs || halves || mirrored;
}

}  // namespace

Result<> check_pin(std::string_view pin) {
    const auto refuse = [](const char* why) { return Error{Error::Code::invalid, why}; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (pin.size() != kPinDigits || !std::ranges::all_of(pin, is_digit))
        return refuse("a PIN has six digits");
    if (is_run(pin) || is_pattern(pin))
        return refuse("this PIN is among the first that anybody would try: a run or a pattern");
    if (is_date(pin) || has_year(pin))
        return refuse("this PIN looks like a date or a year, which anybody would try");
    return {};
}

Result<std::string> hash_pin(std::string_view pin) {
    make_ready();
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(hash, pin.data(), pin.size(), kPasses, kMemoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error{Error::Code::unavailable,
                     fmt::format("hash a PIN: {} MiB of memory are not free", kMemoryBytes >> 20)};
    return std::string(hash);
}

bool is_hash(std::string_view text) {
    if (text.size() >= crypto_pwhash_STRBYTES) return false;
    return cut(text, "$argon2id$v=19$m=", kMemoryKibMax) && cut(text, ",t=", kPassesMax) &&
           cut(text, ",p=", 1) && text.starts_with('$') && std::ranges::count(text, '$') == 2 &&
           std::ranges::all_of(text,
                               [](char c) { return c > ' ' && c != '"' && c != '\\' && c < 127; });
}

bool matches(const Account& account, std::string_view pin) {
    make_ready();
    // The library reads a fixed size.
    char hash[crypto_pwhash_STRBYTES] = {};
    if (!is_hash(account.hash)) return false;
    account.hash.copy(hash, sizeof hash - 1);
    return crypto_pwhash_str_verify(hash, pin.data(), pin.size()) == 0;
}

}  // namespace staff

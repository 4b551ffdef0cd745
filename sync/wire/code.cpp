#include "wire/code.h"

#include <fmt/format.h>
#include <sodium.h>

#include "journal/hash.h"

namespace wire {

namespace {

constexpr unsigned kBase = 32;
static_assert(kCodeSymbols.size() == kBase);

constexpr std::size_t kGroup = 5;  // "XXXXX-XXXXX-XXXXX"

/// The check symbol of the symbols before it: Luhn mod 32. Finds every mistyped symbol, and every
/// two that changed places, but for 0 and Z.
char check_of(std::string_view symbols) {
    unsigned sum = 0;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        const bool doubled = (symbols.size() - i) % 2 == 1;
        const auto value =
            static_cast<unsigned>(kCodeSymbols.find(symbols[i])) * (doubled ? 2u : 1u);
        sum += value / kBase + value % kBase;
    }
    return kCodeSymbols[(kBase - sum % kBase) % kBase];
}

/// As a symbol, whatever way it was typed.
char symbol_of(char typed) {
    const char capital =
        typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (capital == 'O') return '0';
    if (capital == 'I' || capital == 'L') return '1';
    return capital;
}

Error refused(std::string why) { return {Error::Code::invalid, "code: " + std::move(why)}; }

}  // namespace

std::string Code::key() const {
    const std::string text = "motcua-code-1\n" + symbols.substr(0, kCodeLength - 1);
    return std::string(journal::bytes_of(journal::sha256(text)));
}

std::string Code::shown() const {
    return fmt::format("{}-{}-{}", symbols.substr(0, kGroup), symbols.substr(kGroup, kGroup),
                       symbols.substr(2 * kGroup));
}

Code random_code() {
    static const bool ready = sodium_init() >= 0;
    ASSERT(ready);
    std::string symbols;
    while (symbols.size() + 1 < kCodeLength) symbols += kCodeSymbols[randombytes_uniform(kBase)];
    symbols += check_of(symbols);
    return Code{.symbols = std::move(symbols)};
}

Result<Code> parse_code(std::string_view typed) {
    std::string symbols;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        const char symbol = symbol_of(c);
        if (kCodeSymbols.find(symbol) == std::string_view::npos)
            return refused("it has a symbol that no code has; digits, and letters without U");
        if (symbols.size() == kCodeLength)
            return refused(fmt::format("it is too long: a code has {} symbols", kCodeLength));
        symbols += symbol;
    }
    if (symbols.size() < kCodeLength)
        return refused(
            fmt::format("it is too short: {} of {} symbols", symbols.size(), kCodeLength));
    if (check_of(std::string_view(symbols).substr(0, kCodeLength - 1)) != symbols.back())
        return refused("it was mistyped: compare it with the paper, symbol by symbol");
    return Code{.symbols = std::move(symbols)};
}

}  // namespace wire

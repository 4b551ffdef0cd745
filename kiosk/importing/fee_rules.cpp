#include "importing/fee_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "importing/fee_notes.h"
#include "importing/text_rules.h"

namespace importing {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Currency {
    std::string_view word;
    bool foreign;
};
/// "đồng" before "đ", which begins it.
constexpr std::array<Currency, 13> kCurrencies = {{{"Việt Nam Đồng", false},
                                                   {"việt nam đồng", false},
                                                   {"Việt Nam đồng", false},
                                                   {"Đồng", false},
                                                   {"đồng", false},
                                                   {"VNĐ", false},
                                                   {"VND", false},
                                                   {"vnđ", false},
                                                   {"Đô la Mỹ", true},
                                                   {"đô la Mỹ", true},
                                                   {"USD", true},
                                                   {"đ", false},
                                                   {"Đ", false}}};

/// "2,000", "4.500.000", "120": groups of three after the first separator, one kind of it.
std::optional<std::int64_t> take_amount(std::string_view& text) {
    constexpr std::size_t kDigitsMax = 15;  // far above kVndMax, far below overflow
    std::int64_t value = 0;
    std::size_t digits = 0, group = 0, at = 0;
    char separator = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (is_digit(c)) {
            value = value * 10 + (c - '0');
            ++group;
            if (++digits > kDigitsMax || (separator && group > 3)) return std::nullopt;
            continue;
        }
        const bool next_is_digit = at + 1 < text.size() && is_digit(text[at + 1]);
        if ((c != ',' && c != '.') || !next_is_digit) break;
        if (digits == 0 || (separator ? c != separator || group != 3 : group > 3))
            return std::nullopt;
        separator = c;
        group = 0;
    }
    if (digits == 0 || (separator && group != 3)) return std::nullopt;
    text.remove_prefix(at);
    return value;
}

/// Why a figure cannot be right, if so.
std::optional<std::string> wrong(const FeeRow& row) {
    const std::int64_t value = *row.value;
    if (value == 0) return std::nullopt;
    if (value < kVndMin || value > kVndMax)
        return fmt::format("{} VND beside \"{}\"", value, shown(row.note));
    const std::vector<std::int64_t> figures = figures_in(row.note);
    if (std::find(figures.begin(), figures.end(), value) != figures.end()) return std::nullopt;
    for (const std::int64_t figure : figures)
        if (figure == value * 1000 || (figure * 1000 == value && figure >= kVndMin))
            return fmt::format("{} VND, but its note says {}", value, figure);
    return std::nullopt;
}

/// A note that names other figures only: the rows are probably swapped. Kept, but said.
std::optional<Remark> doubt(const FeeRow& row) {
    const std::vector<std::int64_t> figures = figures_in(row.note);
    if (!row.value || *row.value == 0 || figures.empty()) return std::nullopt;
    if (std::find(figures.begin(), figures.end(), *row.value) != figures.end()) return std::nullopt;
    return Remark{"fee differs from its own note",
                  fmt::format("{} VND beside \"{}\"", *row.value, shown(row.note))};
}

/// One set of figures per method; the same everywhere becomes Method::any.
std::vector<FeeAmount> amounts_of(const std::vector<FeeRow>& rows,
                                  const std::vector<Method>& methods) {
    std::vector<FeeAmount> amounts;
    std::map<Method, std::set<std::int64_t>> by_method;
    for (const FeeRow& row : rows) {
        if (!row.value || *row.value == 0) continue;
        const FeeAmount amount{.vnd = *row.value, .method = row.method};
        if (std::find(amounts.begin(), amounts.end(), amount) == amounts.end())
            amounts.push_back(amount);
        by_method[row.method].insert(*row.value);
    }
    const std::set<Method> all(methods.begin(), methods.end());
    if (all.size() < 2 || by_method.size() != all.size()) return amounts;
    for (const auto& [method, values] : by_method)
        if (values != by_method.begin()->second || !all.contains(method)) return amounts;
    std::vector<FeeAmount> everywhere;
    for (const std::int64_t value : by_method.begin()->second)
        everywhere.push_back({.vnd = value, .method = Method::any});
    return everywhere;
}

FeeKind kind_of(const std::vector<FeeRow>& rows) {
    bool figure = false, province = false, noted = false, free = true;
    for (const FeeRow& row : rows) {
        figure = figure || *row.value > 0;
        province = province || says_province_decides(row.note);
        noted = noted || !row.note.empty();
        free = free && (row.note.empty() || says_free(row.note));
    }
    if (figure) return province ? FeeKind::amount_set_by_province : FeeKind::amount;
    if (province) return FeeKind::set_by_province;
    if (!noted) return FeeKind::zero_unexplained;
    return free ? FeeKind::free_stated : FeeKind::zero_with_note;
}

/// Takes out rows without a usable figure. False: nothing of this record can be trusted.
bool sift(std::vector<FeeRow>& rows, std::vector<Remark>& remarks) {
    for (FeeRow& row : rows) {
        // A row without a figure whose note names the province's council says who decides.
        if (!row.value && !row.foreign && says_province_decides(row.note)) row.value = 0;
        if (row.foreign)
            remarks.push_back(
                {"fee in another currency left out",
                 fmt::format("{} beside \"{}\"", row.value.value_or(0), shown(row.note))});
        else if (!row.value)
            remarks.push_back(
                {"fee row without a figure", fmt::format("beside \"{}\"", shown(row.note))});
    }
    std::erase_if(rows, [](const FeeRow& row) { return !row.value || row.foreign; });
    for (const FeeRow& row : rows) {
        const std::optional<std::string> why = wrong(row);
        if (why) {
            remarks.push_back({"fee evidently wrong, refused", *why});
            return false;
        }
        if (std::optional<Remark> doubtful = doubt(row)) remarks.push_back(*doubtful);
    }
    return true;
}

}  // namespace

FeeReading judge_fee(const std::vector<FeeRow>& given, const std::vector<Method>& methods) {
    FeeReading reading;
    std::vector<FeeRow> rows = given;
    if (!sift(rows, reading.remarks) || rows.empty()) return reading;
    Fee fee;
    fee.kind = kind_of(rows);
    // A figure that the province decides is printed on the page, but it is not a fact.
    if (fee.kind == FeeKind::amount) fee.amounts = amounts_of(rows, methods);
    for (const FeeRow& row : rows) {
        reading.has_note = reading.has_note || !row.note.empty();
        const auto until = valid_until(row.note);
        if (until && (!fee.valid_until || *until > *fee.valid_until)) fee.valid_until = until;
    }
    reading.fee = std::move(fee);
    return reading;
}

std::optional<Money> take_money(std::string_view& text) {
    std::string_view rest = text;
    const std::optional<std::int64_t> value = take_amount(rest);
    if (!value) return std::nullopt;
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    for (const Currency& currency : kCurrencies) {
        if (!rest.starts_with(currency.word)) continue;
        rest.remove_prefix(currency.word.size());
        text = rest;
        return Money{*value, currency.foreign};
    }
    return std::nullopt;
}

std::string take_note(std::string_view& text) {
    if (!text.starts_with('(')) return {};
    std::size_t open = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '(') ++open;
        if (text[at] != ')' || --open > 0) continue;
        std::string note(text.substr(1, at - 1));
        text.remove_prefix(at + 1);
        return note;
    }
    std::string note(text.substr(1));
    text = {};
    return note;
}

FeeText read_fee_text(std::string_view text, Method method) {
    FeeText result;
    if (text.empty()) return result;
    if (says_free(text)) {
        result.rows.push_back({.value = 0, .note = std::string(text), .method = method});
        return result;
    }
    std::string_view rest = text;
    for (const std::string_view lead : {"Lệ phí", "Phí", ":", " "})
        while (rest.starts_with(lead)) {
            rest.remove_prefix(lead.size());
            while (rest.starts_with(' ')) rest.remove_prefix(1);
        }
    const std::optional<Money> money = take_money(rest);
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    const std::string note = take_note(rest);
    while (rest.starts_with(' ') || rest.starts_with('.')) rest.remove_prefix(1);
    if (!money || !rest.empty()) {
        result.remark = Remark{"fee text not understood", fmt::format("\"{}\"", shown(text))};
        return result;
    }
    result.rows.push_back(
        {.value = money->value, .foreign = money->foreign, .note = note, .method = method});
    return result;
}

}  // namespace importing

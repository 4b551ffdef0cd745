#include "voice/reading.h"

#include <algorithm>

#include "base/panic.h"
#include "text/unicode.h"
#include "voice/lexicon.h"
#include "voice/numerals.h"

namespace voice {

namespace {

constexpr std::size_t kTailMax = 40;  // Bytes: two words are asked for.

std::string lowered(std::string_view word) {
    std::string low;
    for (const char32_t point : text::code_points(word)) low += text::to_utf8(text::lower(point));
    return low;
}

template <class List>
bool contains(const List& list, std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

/// Words that make the numbers behind them names, and those between such numbers.
constexpr std::string_view kNumbering[] = {"số", "mẫu", "form", "forms", "number"};
constexpr std::string_view kBetween[] = {"hoặc", "và", "or", "and"};

/// What "I" must follow to be the number one.
constexpr std::string_view kGrades[] = {"cấp", "loại", "hạng", "quý", "class", "grade"};

}  // namespace

const Token& Reading::peek(int by) const {
    static const Token kEnd;
    const auto place = static_cast<std::ptrdiff_t>(at_) + by;
    if (place < 0 || place >= static_cast<std::ptrdiff_t>(tokens_.size())) return kEnd;
    return tokens_[static_cast<std::size_t>(place)];
}

bool Reading::is_number(int by, std::size_t digits_min, std::size_t digits_max) const {
    const Token& token = peek(by);
    return token.is(TokenKind::number) && token.text.size() >= digits_min &&
           token.text.size() <= digits_max;
}

std::uint64_t Reading::value(int by) const {
    ASSERT(is_number(by));
    std::uint64_t number = 0;
    for (const char digit : peek(by).text)
        number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    return number;
}

bool Reading::after(std::string_view words) const {
    if (!tail_.ends_with(words)) return false;
    return tail_.size() == words.size() || tail_[tail_.size() - words.size() - 1] == ' ';
}

bool Reading::after_one_of(std::initializer_list<std::string_view> words) const {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return after(word); });
}

std::string Reading::read() {
    while (at_ < tokens_.size()) {
        switch (peek().kind) {
            case TokenKind::word: word(); break;
            case TokenKind::number: number(); break;
            case TokenKind::sign: sign(); break;
            case TokenKind::space:
            case TokenKind::end: ++at_; break;
        }
    }
    return std::move(said_).take();
}

void Reading::word() {
    const std::string low = lowered(peek().text);
    if (!contains(kBetween, low)) numbering_ = contains(kNumbering, low);
    in_range_ = false;
    if (host() || abbreviation() || weekday() || form_name() || roman()) return;
    plain_word(peek().text);
    ++at_;
}

void Reading::plain_word(const std::string& word) {
    said_.word(readable(word, language_));
    tail_ += (tail_.empty() ? "" : " ") + lowered(word);
    if (tail_.size() > kTailMax) tail_.erase(0, tail_.find(' ', tail_.size() - kTailMax) + 1);
}

bool Reading::abbreviation() {
    if (peek().text == "Wi" && peek(1).is_sign("-") && peek(2).text == "Fi") {
        said_.word(of("oai phai", "wifi"));
        at_ += 3;
        return true;
    }
    if (peek().text == "e" && peek(1).is_sign(".") && peek(2).text == "g" && peek(3).is_sign(".")) {
        said_.word("for example");
        at_ += 4;
        return true;
    }
    const auto known = expansion_of(peek().text, language_);
    if (!known) return false;
    said_.word(*known);
    tail_.clear();
    ++at_;
    // "TP. Hồ Chí Minh": the dot ends the abbreviation, not the sentence.
    if (tokens_[at_ - 1].text == "TP" && peek().is_sign(".")) ++at_;
    return true;
}

/// "dichvucong.gov.vn", with or without "https://" and a path.
bool Reading::host() {
    const bool scheme = (peek().text == "https" || peek().text == "http") && peek(1).is_sign(":") &&
                        peek(2).is_sign("/") && peek(3).is_sign("/");
    if (scheme) {
        at_ += 4;
        return true;
    }
    const auto is_part = [&](int by) {
        return peek(by).is(TokenKind::word) || peek(by).is(TokenKind::number);
    };
    int last = 0;
    while ((peek(last + 1).is_sign(".") || peek(last + 1).is_sign("-")) && is_part(last + 2))
        last += 2;
    if (last == 0 || !peek(last - 1).is_sign(".") || !is_host_ending(peek(last).text)) return false;
    for (int i = 0; i <= last; ++i, ++at_) {
        if (peek().is_sign(".")) said_.word(of("chấm", "dot"));
        if (peek().is_sign("-")) said_.word(of("gạch ngang", "dash"));
        if (peek().is(TokenKind::word)) said_.word(host_part_words(peek().text, language_));
        if (peek().is(TokenKind::number)) said_.word(digit_words(peek().text, language_));
    }
    while (peek().is_sign("/") && is_part(1)) {
        said_.word(of("gạch chéo", "slash"));
        const Token& part = peek(1);
        said_.word(part.is(TokenKind::word) ? host_part_words(part.text, language_)
                                            : digit_words(part.text, language_));
        at_ += 2;
    }
    tail_.clear();
    return true;
}

bool Reading::roman() {
    unsigned number = roman_value(peek().text);
    if (peek().text == "I" && std::any_of(std::begin(kGrades), std::end(kGrades),
                                          [&](std::string_view grade) { return after(grade); }))
        number = 1;
    if (number == 0) return false;
    said_.word(number_words(number, language_));
    ++at_;
    return true;
}

bool Reading::form_name() {
    if (!is_number(1)) return false;
    const std::string letters = spelled(peek().text, language_);
    const bool short_name = text::code_points(peek().text).size() <= 3;
    said_.word(short_name ? letters : readable(peek().text, language_));
    // "A four" would be an article; "A-four" is the paper.
    if (!is_vietnamese() && letters.size() == 1) said_.join("-");
    ++at_;
    const std::string& digits = peek().text;
    const bool named = digits.size() > 1 && digits.front() == '0';
    said_.word(named || !is_number(0) || digits.size() > 4 ? digit_words(digits, language_)
                                                           : number_words(value(0), language_));
    tail_.clear();
    ++at_;
    return true;
}

bool Reading::weekday() {
    const bool short_day = is_vietnamese() && peek().text == "T" && is_number(1, 1, 1) &&
                           value(1) >= 2 && value(1) <= 7;
    if (!short_day) return false;
    said_.word(value(1) == 4 ? "thứ tư" : "thứ " + number_words(value(1), language_));
    at_ += 2;
    return true;
}

void Reading::sign() {
    const std::string sign = peek().text;
    if (sign == "/") return slash();
    if (sign == "." || sign == "…") return dot();
    if (sign == "-" || sign == "–" || sign == "—" || sign == "−") return dash();
    const bool quote = contains(
        std::initializer_list<std::string_view>{"“", "”", "\"", "'", "‘", "’", "«", "»", "*"},
        sign);
    ++at_;
    if (quote) return;
    if (sign != ",") numbering_ = false;
    tail_.clear();
    if (const auto words = sign_words(sign, language_)) return said_.word(*words);
    static constexpr std::string_view kMarks = ",;:?!";
    static constexpr std::string_view kPauses[] = {"(", ")", "[", "]", "·",
                                                   "•", "→", "←", "|", "\n"};
    if (sign.size() == 1 && kMarks.find(sign) != std::string_view::npos)
        said_.pause(sign.front());
    else if (contains(kPauses, sign))
        said_.pause(',');
    // Anything else is only there to be seen.
}

/// "vợ/chồng" is one or the other; "ông/bà" is how one speaks to a person.
void Reading::slash() {
    const bool between = peek(-1).is(TokenKind::word) && peek(1).is(TokenKind::word);
    const bool address = lowered(peek(-1).text) == "ông" && lowered(peek(1).text) == "bà";
    ++at_;
    if (between && !address) said_.word(of("hoặc", "or"));
}

void Reading::dash() {
    const bool in_word = peek(-1).is(TokenKind::word) && peek(1).is(TokenKind::word);
    const bool minus = (peek().text == "-" || peek().text == "−") && is_number(1) &&
                       (peek(-1).is(TokenKind::space) || peek(-1).is(TokenKind::end));
    const bool spaced = peek(-1).is(TokenKind::space) && peek(1).is(TokenKind::space);
    const bool hyphen = in_word && !is_vietnamese();  // Also "parent–child", with the longer one.
    const bool pause = spaced || (peek().text != "-" && !hyphen);
    ++at_;
    if (hyphen) said_.join("-");
    if (minus) said_.word(of("âm", "minus"));
    if (pause) said_.pause(',');
}

void Reading::dot() {
    const bool ellipsis = peek().text == "…" || peek(1).is_sign(".");
    const bool extension = !ellipsis && peek(1).is(TokenKind::word) &&
                           !peek(-1).is(TokenKind::word) && !peek(-1).is(TokenKind::number);
    ++at_;
    tail_.clear();
    numbering_ = false;
    if (extension) return said_.word(of("chấm", "dot"));
    said_.pause('.');
}

}  // namespace voice

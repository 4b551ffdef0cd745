#include "text/format.h"

#include <fmt/format.h>

#include <algorithm>

namespace text {

namespace {

constexpr std::size_t kGroup = 3;

char thousands(Language language) { return language == Language::en ? ',' : '.'; }

/// "1250000" → "1.250.000"; a leading minus stays in front.
std::string grouped_digits(std::string digits, Language language) {
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + kGroup;) {
        at -= kGroup;
        digits.insert(at, 1, thousands(language));
    }
    return digits;
}

}  // namespace

char fraction_mark(Language language) { return language == Language::en ? '.' : ','; }

std::string grouped(std::int64_t number, Language language) {
    return grouped_digits(std::to_string(number), language);
}

std::string money(std::int64_t vnd, Language language) {
    return grouped(vnd, language) + (language == Language::en ? " VND" : " đ");
}

std::string decimal(double number, Language language) {
    std::string text = fmt::format("{:.2f}", number);
    if (text.find('.') == std::string::npos) return text;  // "nan", "inf": nothing to set apart.
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    if (text == "-0") return "0";
    const std::size_t dot = std::min(text.find('.'), text.size());
    std::string result = grouped_digits(text.substr(0, dot), language);
    if (dot < text.size()) result += fraction_mark(language) + text.substr(dot + 1);
    return result;
}

std::string date(std::chrono::sys_days day, Language) {
    const std::chrono::year_month_day parts(day);
    return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(parts.day()),
                       static_cast<unsigned>(parts.month()), static_cast<int>(parts.year()));
}

std::string clock_time(const LocalTime& time) {
    const auto minutes = time.since_midnight.count();
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string minutes_seconds(std::chrono::seconds left) {
    const auto seconds = std::max<std::int64_t>(left.count(), 0);
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

}  // namespace text

#include "ui/figures.h"

#include <fmt/format.h>

#include "text/format.h"

namespace ui {

namespace {

std::chrono::year_month_day date_of(tally::Day day) { return {day}; }

std::string weekday_of(const Frame& f, tally::Day day) {
    return f.say("day." + std::to_string(std::chrono::weekday(day).c_encoding()));
}

}  // namespace

std::string number(const Frame& f, std::int64_t count) {
    return text::grouped(count, f.language());
}

std::string percent(const Frame& f, std::int64_t hundredths) {
    const bool below = hundredths < 0;
    const std::int64_t whole = below ? -hundredths : hundredths;
    return fmt::format("{}{}{}{:02}%", below ? "-" : "", number(f, whole / 100),
                       text::fraction_mark(f.language()), whole % 100);
}

std::string target(const Frame& f, int hundredths) {
    return text::decimal(static_cast<double>(hundredths) / 100, f.language()) + "%";
}

std::string tenths(const Frame& f, std::int64_t tenths) {
    return text::decimal(static_cast<double>(tenths) / 10, f.language());
}

std::string fraction(const Frame& f, const campaign::Rate& rate) {
    return f.fill("st.fraction",
                  {{"a", number(f, rate.numerator)}, {"b", number(f, rate.denominator)}});
}

std::string bare_fraction(const Frame& f, const campaign::Rate& rate) {
    return number(f, rate.numerator) + "/" + number(f, rate.denominator);
}

std::string short_date(tally::Day day) {
    const auto date = date_of(day);
    return fmt::format("{:02}/{:02}", static_cast<unsigned>(date.day()),
                       static_cast<unsigned>(date.month()));
}

std::string from_to(const Frame& f, const tally::Period& period) {
    const bool one_year = date_of(period.first).year() == date_of(period.last).year();
    const std::string first =
        one_year ? short_date(period.first) : text::date(period.first, f.language());
    return first + " – " + text::date(period.last, f.language());
}

std::string name_of(const Frame& f, desk::Span span, const tally::Period& period) {
    switch (span) {
        case desk::Span::day:
            return weekday_of(f, period.first) + ", " + text::date(period.first, f.language());
        case desk::Span::week: return from_to(f, period);
        case desk::Span::month: {
            const auto date = date_of(period.first);
            const std::string month = fmt::format("{:02}/{}", static_cast<unsigned>(date.month()),
                                                  static_cast<int>(date.year()));
            return f.fill("st.month", {{"month", month}});
        }
        case desk::Span::campaign: return from_to(f, period);
    }
    return {};
}

}  // namespace ui

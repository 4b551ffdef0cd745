#pragma once

#include <string>

#include "campaign/rate.h"
#include "ui/frame.h"

/// How staff screens say figures: always as counted, never rounded further than the rules do.
namespace ui {

std::string number(const Frame& f, std::int64_t count);        ///< "1.250"
std::string percent(const Frame& f, std::int64_t hundredths);  ///< "55,21%": two decimals, always.
std::string target(const Frame& f, int hundredths);            ///< "55%": as few as it needs.
std::string tenths(const Frame& f, std::int64_t tenths);       ///< "12,5"
std::string fraction(const Frame& f, const campaign::Rate& rate);       ///< "53/96 hồ sơ"
std::string bare_fraction(const Frame& f, const campaign::Rate& rate);  ///< "53/96"

/// "Thứ Ba, 10/11/2026" · "09/11 – 15/11/2026" · "Tháng 11/2026".
std::string name_of(const Frame& f, desk::Span span, const tally::Period& period);
std::string short_date(tally::Day day);  ///< "10/11"
std::string from_to(const Frame& f, const tally::Period& period);

}  // namespace ui

#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "text/language.h"

/// Numbers, money and dates as people in Viet Nam read them; Jrai and Bahnar write them as
/// Vietnamese does.
namespace text {

std::string grouped(std::int64_t number, Language language);  ///< "1.250.000" · "1,250,000"
std::string money(std::int64_t vnd, Language language);       ///< "2.000 đ" · "2,000 VND"
char fraction_mark(Language language);                        ///< ',' · '.'
/// "21,5" · "21.5": at most two decimals, no zeros at the end.
std::string decimal(double number, Language language);
std::string date(std::chrono::sys_days day, Language language);  ///< "23/11/2026" in both
std::string clock_time(const LocalTime& time);                   ///< "08:42"
std::string minutes_seconds(std::chrono::seconds left);          ///< "3:42"; never below "0:00".

}  // namespace text

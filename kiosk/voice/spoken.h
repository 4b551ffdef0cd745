#pragma once

#include <string>
#include <string_view>

#include "text/language.h"

/// What a person would say who reads the glass to another: "30.000 đ" is "ba mươi nghìn đồng".
namespace voice {

/// Whether a synthesiser may read it. Jrai and Bahnar have none, and a Vietnamese voice would only
/// make their words into others: recorded clips alone speak them.
bool can_be_synthesised(text::Language language);

/// Words and the marks . , ; : ? ! only (English keeps the apostrophe and the hyphen inside a
/// word): no digit and no sign is left for a synthesiser to stumble over, whatever came in.
///
/// Where a shown text has two readings:
/// - "3:42" is minutes and seconds, as the guide's timer shows them, when one digit stands before
///   the colon, or after "còn lại", "còn", "sau" · "left", "in", "after". It is a time of day with
///   two digits ("08:42", as the kiosk writes it), in a range ("7:30 – 11:30"), and after "lúc",
///   "từ", "đến", "trước" · "at", "from", "to", "until", "before", "by".
/// - "1.001193" is a code, digit by digit, because grouped numbers have three digits in a group;
///   so is a number of five digits and more without groups, for the kiosk groups what it counts.
/// - "01" keeps its zero as the number of a form ("mẫu số 01"), and loses it where it counts
///   things ("02 bộ").
/// - "1/3" is a part of a whole ("một trên ba"); "30/4" after "ngày" is a day.
///
/// What cannot be synthesised comes back as shown.
std::string spoken(std::string_view shown, text::Language language);

}  // namespace voice

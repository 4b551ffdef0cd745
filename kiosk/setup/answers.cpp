#include "setup/answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "text/unicode.h"

namespace setup {

namespace {

constexpr std::array<std::string_view, kFields.size()> kNames{
    "ward",          "counter",  "rotate",   "panel_width_mm", "above_floor_mm", "wifi_name",
    "wifi_password", "workdays", "saturday", "sunday",         "slip_printer",   "sheet_printer",
    "province",      "code"};
constexpr std::size_t kTypedMax = 300;  // As the loader's longest text.
constexpr double kMmPerInch = 25.4;
constexpr std::string_view kNothing = "-";  // Takes an answer back: a blank keeps it.

Error expected(Field field, const Known& known) {
    return Error{Error::Code::invalid, known.words("setup.expect." + std::string(name_of(field)))};
}

/// "476", "476,5": people here write a comma.
std::optional<double> number_of(std::string text) {
    std::replace(text.begin(), text.end(), ',', '.');
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [at, fault] = std::from_chars(text.data(), end, number);
    if (fault != std::errc() || at != end || !std::isfinite(number)) return std::nullopt;
    return number;
}

bool take_ending(std::string& text, std::string_view ending) {
    if (!text.ends_with(ending)) return false;
    text.resize(text.size() - ending.size());
    text = text::squash(text);
    return true;
}

/// A length in mm, cm or m; millimetres where none is said.
std::optional<double> millimetres_of(std::string text) {
    double unit = 1;
    if (take_ending(text, "mm"))
        unit = 1;
    else if (take_ending(text, "cm"))
        unit = 10;
    else if (take_ending(text, "m"))
        unit = 1000;
    const std::optional<double> number = number_of(text);
    if (!number) return std::nullopt;
    return *number * unit;
}

/// The lit width of a panel of so many inches across, standing upright or lying.
double width_of_inches(double inches, double aspect, int rotate) {
    const double diagonal = inches * kMmPerInch;
    const double height = diagonal / std::sqrt(aspect * aspect + 1);
    const double width = rotate % 180 == 0 ? height * aspect : height;
    return std::round(width);
}

std::optional<double> width_of(std::string text, const Answers& answers, const Known& known) {
    for (const std::string_view inches : {"inch", "in", "\"", "”", "″"})
        if (take_ending(text, inches)) {
            const std::optional<double> number = number_of(text);
            if (!number) return std::nullopt;
            return width_of_inches(*number, known.aspect, answers.rotate);
        }
    return millimetres_of(std::move(text));
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    const std::string plain = text::squash(text);
    for (std::size_t at = 0; at < plain.size();) {
        const std::size_t end = std::min(plain.find_first_of(" ,;", at), plain.size());
        if (end > at) words.push_back(plain.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

std::optional<std::chrono::minutes> minute_of(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == text.npos || colon == 0 || colon > 2 || text.size() != colon + 3) return {};
    int hours = 0, minutes = 0;
    const auto read = [](std::string_view digits, int& number) {
        const auto [end, fault] =
            std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return fault == std::errc() && end == digits.data() + digits.size() && number >= 0;
    };
    if (!read(text.substr(0, colon), hours) || !read(text.substr(colon + 1), minutes)) return {};
    if (minutes > 59 || hours * 60 + minutes > 24 * 60) return {};
    return std::chrono::minutes(hours * 60 + minutes);
}

/// "07:00-11:30 13:00-17:00"; "-" is a day on which the counter is closed.
std::optional<std::vector<settings::Span>> spans_of(std::string_view typed) {
    std::vector<settings::Span> spans;
    if (typed == kNothing) return spans;
    for (const std::string& word : words_of(typed)) {
        const std::size_t dash = word.find('-');
        if (dash == word.npos) return std::nullopt;
        const auto from = minute_of(std::string_view(word).substr(0, dash));
        const auto to = minute_of(std::string_view(word).substr(dash + 1));
        if (!from || !to || *from >= *to) return std::nullopt;
        spans.push_back({.from = *from, .to = *to});
    }
    return spans;
}

std::string said(const std::vector<settings::Span>& spans) {
    std::string text;
    const auto minute = [](std::chrono::minutes at) {
        return fmt::format("{:02}:{:02}", at.count() / 60, at.count() % 60);
    };
    for (const settings::Span& span : spans)
        text += (text.empty() ? "" : " ") + minute(span.from) + "-" + minute(span.to);
    return text.empty() ? std::string(kNothing) : text;
}

/// "cups:QUEUE", "/dev/usb/lp0", "tcp:host:port", the last two with the roll's width behind them.
std::optional<settings::Printer> printer_of(std::string_view typed) {
    constexpr std::string_view kQueue = "cups:";
    if (typed == kNothing || typed == "none") return settings::Printer{};
    const std::vector<std::string> words = words_of(typed);
    if (words.empty() || words.size() > 2) return std::nullopt;
    settings::Printer printer;
    if (words.front().starts_with(kQueue)) {
        if (words.size() > 1) return std::nullopt;
        return settings::Printer{.kind = "cups", .device = words.front().substr(kQueue.size())};
    }
    if (!words.front().starts_with('/') && !words.front().starts_with("tcp:")) return std::nullopt;
    printer.kind = "escpos";
    printer.device = words.front();
    if (words.size() == 2) {
        const std::optional<double> width = number_of(words.back());
        if (!width || (*width != 58 && *width != 80)) return std::nullopt;
        printer.width_mm = static_cast<int>(*width);
    }
    return printer;
}

std::string said(const settings::Printer& printer) {
    if (printer.kind == "cups") return "cups:" + printer.device;
    if (printer.kind != "escpos") return std::string(kNothing);
    return printer.device + (printer.width_mm == 80 ? "" : " 58");
}

Result<> take_ward(Answers& answers, std::string_view typed, const Known& known) {
    const auto found = wards_like(known.wards, typed);
    if (found.size() == 1) {
        answers.ward = found.front()->code;
        return {};
    }
    if (found.empty()) return expected(Field::ward, known);
    std::string list;
    for (const catalogue::Ward* ward : found)
        list += (list.empty() ? "" : ", ") + ward->full_name + " (" + ward->code + ")";
    return Error{Error::Code::invalid,
                 text::fill(known.words("setup.ward.several"), {{"list", list}})};
}

template <class T, class Value>
bool put(T& place, std::optional<Value> value) {
    if (value) place = std::move(*value);
    return value.has_value();
}

bool put_hours(settings::WeekHours& week, Field field, std::string_view typed) {
    const auto spans = spans_of(typed);
    if (!spans) return false;
    const std::size_t first = field == Field::workdays ? 1 : field == Field::saturday ? 6 : 0;
    const std::size_t last = field == Field::workdays ? 5 : first;
    for (std::size_t day = first; day <= last; ++day) week[day] = *spans;
    return true;
}

bool put_rotate(int& rotate, const std::string& text) {
    const std::optional<double> number = number_of(text.substr(0, text.find("°")));
    if (!number || (*number != 0 && *number != 90 && *number != 180 && *number != 270))
        return false;
    rotate = static_cast<int>(*number);
    return true;
}

bool put_address(std::string& address, std::string text) {
    while (text.ends_with('/') && !text.ends_with("://")) text.pop_back();
    if (!text.empty() && text.find("://") == text.npos) text = "https://" + text;
    if (!text.empty() && !settings::is_province_address(text)) return false;
    address = std::move(text);
    return true;
}

/// A letter that a terminal would obey instead of showing it.
bool controls(char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; }

}  // namespace

std::string printable(std::string_view text) {
    constexpr std::size_t kShownMax = 120;
    std::string made(text.substr(0, kShownMax));
    std::ranges::replace_if(made, controls, '?');
    return made.size() < text.size() ? made + "…" : made;
}

std::string_view name_of(Field field) { return kNames[static_cast<std::size_t>(field)]; }

std::optional<Field> field_named(std::string_view name) {
    for (const Field field : kFields)
        if (name_of(field) == name) return field;
    return std::nullopt;
}

Answers answers_of(const settings::Settings& settings, const settings::AgentFile& agent) {
    return {.ward = settings.unit.ward,
            .counter = settings.unit.counter,
            .rotate = settings.screen.rotate,
            .panel_width_mm = settings.screen.panel_width_mm,
            .above_floor_mm = settings.screen.above_floor_mm,
            .wifi_name = settings.wifi.name,
            .wifi_password = settings.wifi.password,
            .opening = settings.opening,
            .slip_printer = settings.slip_printer,
            .sheet_printer = settings.sheet_printer,
            .province = agent.address,
            .code = {}};
}

Result<> take(Answers& answers, Field field, std::string_view typed, const Known& known) {
    // A password may have blanks at its ends; whoever types a name never means them.
    const bool exact = field == Field::wifi_password;
    Result<std::string> composed = text::nfc(typed);
    if (!composed || composed->size() > kTypedMax || std::ranges::any_of(*composed, controls))
        return expected(field, known);
    const std::string plain = exact ? *composed : text::squash(*composed);
    const std::string text = plain == kNothing ? std::string() : plain;
    const auto done = [&](bool well) { return well ? Result<>() : expected(field, known); };
    switch (field) {
        case Field::ward: return take_ward(answers, plain, known);
        case Field::counter:
            answers.counter = text;
            return done(!text.empty() && text::problem_of(text).empty());
        case Field::rotate: return done(put_rotate(answers.rotate, plain));
        case Field::panel_width_mm:
            return done(put(answers.panel_width_mm, width_of(plain, answers, known)));
        case Field::above_floor_mm:
            return done(put(answers.above_floor_mm,
                            text.empty() ? std::optional(0.0) : millimetres_of(plain)));
        case Field::wifi_name: answers.wifi_name = text; return {};
        case Field::wifi_password: answers.wifi_password = text; return {};
        case Field::workdays:
        case Field::saturday:
        case Field::sunday: return done(put_hours(answers.opening, field, plain));
        case Field::slip_printer: return done(put(answers.slip_printer, printer_of(plain)));
        case Field::sheet_printer: return done(put(answers.sheet_printer, printer_of(plain)));
        case Field::province: return done(put_address(answers.province, text));
        case Field::code: answers.code = text; return {};
    }
    return expected(field, known);
}

std::string shown(const Answers& answers, Field field) {
    switch (field) {
        case Field::ward: return answers.ward;
        case Field::counter: return answers.counter;
        case Field::rotate: return std::to_string(answers.rotate);
        case Field::panel_width_mm: return fmt::format("{:g}", answers.panel_width_mm);
        case Field::above_floor_mm: return fmt::format("{:g}", answers.above_floor_mm);
        case Field::wifi_name: return answers.wifi_name;
        case Field::wifi_password: return answers.wifi_password;
        case Field::workdays: {
            for (std::size_t day = 2; day <= 5; ++day)
                if (answers.opening[day] != answers.opening[1]) return {};
            return said(answers.opening[1]);
        }
        case Field::saturday: return said(answers.opening[6]);
        case Field::sunday: return said(answers.opening[0]);
        case Field::slip_printer: return said(answers.slip_printer);
        case Field::sheet_printer: return said(answers.sheet_printer);
        case Field::province: return answers.province;
        case Field::code: return answers.code;
    }
    return {};
}

std::string shown_long(const Answers& answers, Field field, const Known& known) {
    const std::string value = shown(answers, field);
    const text::Words& say = known.words;
    switch (field) {
        case Field::ward: {
            const catalogue::Ward* ward = known.wards.find(answers.ward);
            return ward ? ward->full_name + " (" + ward->code + ")" : value;
        }
        case Field::rotate: return value + "°";
        case Field::panel_width_mm: return value + " mm";
        case Field::above_floor_mm:
            return answers.above_floor_mm > 0 ? value + " mm" : say("setup.not_measured");
        case Field::wifi_password:
            if (answers.wifi_name.empty()) return say("setup.none");
            return value.empty() ? say("setup.open_network") : value;
        case Field::workdays:
        case Field::saturday:
        case Field::sunday:
            if (value.empty()) return say("setup.day_by_day");
            return value == kNothing ? say("setup.closed") : value;
        default: return value.empty() || value == kNothing ? say("setup.none") : value;
    }
}

std::vector<const catalogue::Ward*> wards_like(const catalogue::Wards& wards,
                                               std::string_view typed) {
    if (const catalogue::Ward* ward = wards.find(std::string(typed))) return {ward};
    const std::string wanted = text::fold(typed);
    std::vector<const catalogue::Ward*> same, begin, within;
    if (wanted.empty()) return same;
    for (const catalogue::Ward& ward : wards.list) {
        const std::string name = text::fold(ward.name), full = text::fold(ward.full_name);
        if (name == wanted || full == wanted)
            same.push_back(&ward);
        else if (name.starts_with(wanted))
            begin.push_back(&ward);
        else if (full.find(wanted) != full.npos)
            within.push_back(&ward);
    }
    if (!same.empty()) return same;
    begin.insert(begin.end(), within.begin(), within.end());
    return begin;
}

Result<> take_all(Answers& answers, const std::vector<Given>& given, const Known& known) {
    std::string problems;
    // In the order of asking: inches need to know how the panel stands.
    for (const Field field : kFields)
        for (const Given& one : given) {
            if (one.field != field) continue;
            const Result<> taken = take(answers, field, one.typed, known);
            if (!taken)
                problems += (problems.empty() ? "" : "\n") + one.source + ": \"" +
                            printable(one.typed) + "\": " + taken.error().message;
        }
    if (!problems.empty()) return Error{Error::Code::invalid, problems};
    return {};
}

}  // namespace setup

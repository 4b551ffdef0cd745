#include "reports/letter.h"

#include <fmt/format.h>

#include "text/format.h"

namespace reports {

namespace {

Paragraph line(const std::string& text, int points, Align align = Align::center) {
    return {
        .runs = {{.text = text}}, .align = align, .points = points, .indent = false, .before = 0};
}
Paragraph bold(Paragraph paragraph) {
    paragraph.runs.front().bold = true;
    return paragraph;
}
Paragraph italic(Paragraph paragraph) {
    paragraph.runs.front().italic = true;
    return paragraph;
}

Cell cell(const std::string& text, int points, Align align) {
    return {.paragraphs = {line(text, points, align)}};
}

}  // namespace

void Letter::add_head(Document& document, const std::string& subject) const {
    const auto say = [&](const std::string& key) { return speech_.word(key); };
    constexpr int kLeftMm = 65, kRightMm = 100;
    Paragraph office = bold(line(say("report.office"), 13));
    office.line_below = kLeftMm / 3;
    Paragraph motto = bold(line(say("report.motto"), 14));
    motto.line_below = 22;  // As wide as the motto.
    const Cell left{.paragraphs = {line(say("report.above"), 13), office}};
    const Cell right{.paragraphs = {bold(line(say("report.country"), 12)), motto}};
    const Cell number{.paragraphs = {line(say("report.number"), 13)}};
    const LocalTime made = local_time(speech_.voice().made);
    const std::string date =
        text::fill(say("report.date"),
                   {{"place", speech_.voice().province},
                    {"month", fmt::format("{:02}", static_cast<unsigned>(made.day.month()))},
                    {"year", std::to_string(static_cast<int>(made.day.year()))}});
    const Cell place{.paragraphs = {italic(line(date, 13))}};
    document.add(Table{
        .widths = {kLeftMm, kRightMm}, .rows = {{left, right}, {number, place}}, .ruled = false});
    Paragraph title = bold(line(say("report.title"), 14));
    title.before = 18;
    Paragraph what = bold(line(subject, 14));
    what.line_below = 60;
    document.add(title);
    document.add(what);
}

void Letter::add_end(Document& document) const {
    const auto say = [&](const std::string& key) { return speech_.word(key); };
    Paragraph to = bold(italic(line(say("report.to"), 12, Align::left)));
    const Cell left{.paragraphs = {to, line(say("report.to_1"), 11, Align::left),
                                   line(say("report.to_2"), 11, Align::left),
                                   line(say("report.to_3"), 11, Align::left)}};
    Paragraph name = bold(line(say("report.name"), 14));
    name.before = 72;  // Room for signature and seal.
    const Cell right{.paragraphs = {bold(line(say("report.for"), 14)),
                                    bold(line(say("report.post"), 14)), name}};
    document.add(Paragraph{.runs = {{.text = " "}}, .indent = false});
    document.add(Table{.widths = {80, 85}, .rows = {{left, right}}, .ruled = false});
}

Cell head(const std::string& text, int points) {
    Cell made = cell(text, points, Align::center);
    made.paragraphs.front().runs.front().bold = true;
    made.shaded = true;
    return made;
}

Cell words(const std::string& text, int points) { return cell(text, points, Align::left); }

Cell figure(const std::string& text, int points) { return cell(text, points, Align::right); }

std::string hundredths(std::int64_t hundredths, text::Language language) {
    return fmt::format("{}{}{:02}", hundredths / 100, text::fraction_mark(language),
                       hundredths % 100);
}

std::string percent(const campaign::Rate& rate, text::Language language) {
    return rate.known() ? hundredths(rate.hundredths(), language) : std::string();
}

}  // namespace reports

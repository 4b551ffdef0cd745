#include "reports/rankings.h"

#include <algorithm>

#include "reports/letter.h"
#include "text/format.h"

namespace reports {

namespace {

constexpr std::size_t kShown = 10;

using Wards = std::vector<const figures::WardRow*>;

/// Those that have a place; a ward without a known rate has none, and is not the worst.
Wards placed(const figures::Overview& overview) {
    Wards wards;
    for (const figures::WardRow& one : overview.wards)
        if (one.place > 0) wards.push_back(&one);
    return wards;
}

void caption(Document& document, const std::string& text) {
    document.add({.runs = {{.text = text, .bold = true}},
                  .align = Align::center,
                  .points = 13,
                  .indent = false,
                  .with_next = true});
}

std::string number(std::int64_t number, const Speech& speech) {
    return text::grouped(number, speech.voice().language);
}

Table table_of(const Wards& wards, const Speech& speech) {
    Table table{.widths = {18, 72, 25, 25, 25}, .rows = {}, .heads = 1};
    table.rows.push_back({head(speech.word("table.place")), head(speech.word("table.ward")),
                          head(speech.word("report.numerator")),
                          head(speech.word("report.denominator")),
                          head(speech.word("report.rate"))});
    for (const figures::WardRow* ward : wards) {
        const campaign::Rate& rate = ward->rates.front();
        table.rows.push_back({figure(std::to_string(ward->place)), words(ward->name),
                              figure(number(rate.numerator, speech)),
                              figure(number(rate.denominator, speech)),
                              figure(percent(rate, speech.voice().language))});
    }
    // Ten rows stay on one page.
    for (std::size_t i = 0; i + 1 < table.rows.size(); ++i)
        for (Cell& cell : table.rows[i]) cell.paragraphs.front().with_next = true;
    return table;
}

}  // namespace

void add_rankings(Document& document, const figures::Overview& overview, const Speech& speech) {
    const Wards wards = placed(overview);
    if (overview.indicators.empty()) return;
    const std::string by =
        text::fill(speech.word("report.ranked_by"),
                   {{"indicator", speech.name_of(*overview.indicators[0].what)}});
    document.add({.runs = {{.text = by}}});
    const std::size_t shown = std::min(kShown, wards.size());
    caption(document, speech.word("report.best"));
    document.add(
        table_of({wards.begin(), wards.begin() + static_cast<std::ptrdiff_t>(shown)}, speech));
    caption(document, speech.word("report.worst"));
    document.add(
        table_of({wards.rbegin(), wards.rbegin() + static_cast<std::ptrdiff_t>(shown)}, speech));
}

void add_annex(Document& document, const figures::Overview& overview, const Speech& speech) {
    constexpr int kPoints = 9, kFirst = 64, kLast = 20, kWidth = 252;  // mm
    const std::size_t count = overview.indicators.size();
    if (count == 0) return;
    document.lie_across();
    caption(document, speech.word("report.annex"));
    const int each = (kWidth - kFirst - kLast) / static_cast<int>(3 * count);
    Table table{.widths = {12, 14, kFirst - 26}, .rows = {}, .heads = 2};
    for (std::size_t i = 0; i < 3 * count; ++i) table.widths.push_back(each);
    table.widths.push_back(kLast);
    const auto top = [&](const std::string& key) { return head(speech.word(key), kPoints); };
    std::vector<Cell> names{top("table.place"), top("table.code"), top("table.ward")};
    std::vector<Cell> parts{head("", kPoints), head("", kPoints), head("", kPoints)};
    for (const figures::Indicator& one : overview.indicators) {
        names.push_back(head(speech.name_of(*one.what), kPoints));
        names.back().columns = 3;
        for (const char* key : {"report.numerator", "report.denominator", "report.rate"})
            parts.push_back(top(key));
    }
    names.push_back(top("table.known_days"));
    parts.push_back(head("", kPoints));
    table.rows = {names, parts};
    for (const figures::WardRow& ward : overview.wards) {
        const bool known = ward.known_days > 0;
        std::vector<Cell> row{figure(ward.place > 0 ? std::to_string(ward.place) : "", kPoints),
                              words(ward.code, kPoints), words(ward.name, kPoints)};
        for (const campaign::Rate& rate : ward.rates) {
            row.push_back(figure(known ? number(rate.numerator, speech) : "", kPoints));
            row.push_back(figure(known ? number(rate.denominator, speech) : "", kPoints));
            row.push_back(figure(known ? percent(rate, speech.voice().language) : "", kPoints));
        }
        row.push_back(figure(number(ward.known_days, speech), kPoints));
        table.rows.push_back(std::move(row));
    }
    document.add(table);
}

}  // namespace reports

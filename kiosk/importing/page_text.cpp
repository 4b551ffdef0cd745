#include "importing/page_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "importing/code_rules.h"
#include "importing/fee_rules.h"
#include "importing/record.h"
#include "importing/text_rules.h"
#include "importing/time_rules.h"

namespace importing {

namespace {

constexpr std::string_view kFree = "Miễn phí";
constexpr std::string_view kNothing = "Không có thông tin";
constexpr std::array<std::pair<std::string_view, Method>, 3> kMethods = {
    {{"Trực tuyến", Method::online},
     {"Trực tiếp", Method::counter},
     {"Dịch vụ bưu chính", Method::post}}};

/// The start of a row: METHOD TIME FEE. Only text that fits this whole is a row; method words
/// inside descriptions do not.
struct Row {
    Method method = Method::any;
    TimeText time;
    bool has_time = false;
    bool glued = false;        ///< "120 VNĐ": where time ends and fee begins cannot be known.
    std::optional<Money> fee;  ///< 0 for "Miễn phí"; absent for "Không có thông tin".
    std::size_t begin = 0;     ///< Of the method word.
    std::size_t end = 0;       ///< After the fee, where a note may stand.
};

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

bool take_fee(std::string_view& text, Row& row) {
    if (take(text, kFree)) {
        row.fee = Money{};
        return true;
    }
    if (take(text, kNothing)) return true;
    row.fee = take_money(text);
    return row.fee.has_value();
}

std::optional<Row> row_at(std::string_view cell, std::size_t at) {
    std::string_view rest = cell.substr(at);
    const auto method = std::find_if(kMethods.begin(), kMethods.end(), [rest](const auto& entry) {
        return rest.starts_with(entry.first);
    });
    if (method == kMethods.end()) return std::nullopt;
    Row row;
    row.begin = at;
    row.method = method->second;
    rest.remove_prefix(method->first.size());
    if (!take(rest, kNothing)) {
        std::string_view glued = rest;
        const std::optional<TimeText> time = take_time(rest);
        if (!time) return std::nullopt;
        row.time = *time;
        row.has_time = true;
        // Digits and a currency with no unit between: "120 VNĐ" may be 1 and 20, or 12 and 0.
        if (!time->unit && take_money(glued)) {
            row.glued = true;
            row.end = cell.size() - glued.size();
            return row;
        }
    }
    if (!take_fee(rest, row)) return std::nullopt;
    row.end = cell.size() - rest.size();
    return row;
}

std::vector<Row> rows_of(std::string_view cell) {
    constexpr std::size_t kRowsMax = 200;  // the longest table seen has nine
    std::vector<Row> rows;
    for (std::size_t at = 0; at < cell.size() && rows.size() < kRowsMax;) {
        const std::optional<Row> row = row_at(cell, at);
        if (row) rows.push_back(*row);
        at = row ? row->end : at + 1;
    }
    return rows;
}

void read_row_time(const Row& row, Facts& facts, std::vector<Remark>& remarks) {
    if (!row.has_time || row.glued) return;
    const TimeReading time = read_time(row.time);
    if (time.limit) add_time(facts.times, *time.limit);
    if (time.remark && std::find(remarks.begin(), remarks.end(), *time.remark) == remarks.end())
        remarks.push_back(*time.remark);
}

/// The label's value in the page's whole text, where labels and values run together.
std::string_view between(std::string_view text, std::string_view label, std::string_view next) {
    const std::size_t at = text.find(label);
    if (at == text.npos) return {};
    const std::string_view rest = text.substr(at + label.size());
    const std::size_t end = rest.find(next);
    return end == rest.npos ? std::string_view() : rest.substr(0, end);
}

/// What the page's own text says against the record around it.
std::optional<Remark> contradiction(const json::Value& value, const Facts& facts) {
    const std::string text = text_of(value, "raw_text");
    const std::string_view code = between(text, "Mã thủ tục", "Số quyết định");
    if (names_another(code, facts.code))
        return Remark{"page of another procedure", fmt::format("its text says {}", shown(code))};
    const std::string_view name = between(text, "Tên thủ tục", "Mã thủ tục");
    if (!name.empty() && !same_name(name, facts.name))
        return Remark{
            "page of another procedure",
            fmt::format("its text is \"{}\", the record \"{}\"", shown(name), shown(facts.name))};
    return std::nullopt;
}

}  // namespace

bool is_page(const json::Value& value) {
    return json::find(value, "ma_thu_tuc") &&
           (json::find(value, "cach_thuc_thuc_hien") || json::find(value, "raw_text") ||
            json::find(value, "detail_url"));
}

void read_methods_cell(std::string_view cell, Facts& facts, std::vector<Remark>& remarks) {
    if (cell.empty()) return;
    const std::vector<Row> rows = rows_of(cell);
    if (rows.empty())
        remarks.push_back({"no row of the methods understood", "\"" + shown(cell) + "\""});
    std::vector<FeeRow> fees;
    bool glued = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        if (std::find(facts.methods.begin(), facts.methods.end(), row.method) ==
            facts.methods.end())
            facts.methods.push_back(row.method);
        read_row_time(row, facts, remarks);
        if (row.glued) {
            glued = true;
            remarks.push_back({"time and fee glued, left out",
                               "\"" + shown(cell.substr(row.begin, row.end - row.begin)) + "\""});
        }
        if (!row.fee) continue;
        const std::size_t next = i + 1 < rows.size() ? rows[i + 1].begin : cell.size();
        std::string_view rest = cell.substr(row.end, next - row.end);
        fees.push_back({.value = row.fee->value,
                        .foreign = row.fee->foreign,
                        .note = take_note(rest),
                        .method = row.method});
    }
    FeeReading fee = judge_fee(fees, facts.methods);
    remarks.insert(remarks.end(), fee.remarks.begin(), fee.remarks.end());
    if (glued) return;
    facts.fee = std::move(fee.fee);
    facts.fee_has_note = fee.has_note;
}

Reading read_page(const json::Value& value) {
    Reading reading;
    Facts facts;
    if (!read_code_into(reading, facts, value, "ma_thu_tuc")) return reading;
    facts.name = text_of(value, "ten_thu_tuc");
    if (const auto wrong = contradiction(value, facts))
        return refuse(std::move(reading), wrong->reason, wrong->detail);
    const std::string address = text_of(value, "detail_url");
    const std::string_view page = std::string_view(address).substr(address.rfind('/') + 1);
    const std::string from_address = read_uuid(page.substr(0, page.find_first_of("?#")));
    facts.formality_id = from_address;
    const std::string given = read_uuid(text_of(value, "formality_id"));
    if (facts.formality_id.empty()) facts.formality_id = given;
    if (!given.empty() && given != facts.formality_id)
        return refuse(std::move(reading), "page of another procedure",
                      fmt::format("its address is {}, its id {}", from_address, given));
    facts.field = text_of(value, "linh_vuc");
    facts.agencies = split_agencies(text_of(value, "co_quan_thuc_hien"));
    read_methods_cell(text_of(value, "cach_thuc_thuc_hien"), facts, reading.remarks);
    return complete(std::move(reading), std::move(facts));
}

}  // namespace importing

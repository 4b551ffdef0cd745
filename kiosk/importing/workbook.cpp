#include "importing/workbook.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <pugixml.hpp>

#include "base/clock.h"
#include "importing/unpack.h"

namespace importing {

namespace {

constexpr std::string_view kStrings = "xl/sharedStrings.xml";
constexpr std::string_view kSheets = "xl/worksheets/";
constexpr std::string_view kProperties = "docProps/core.xml";

bool is_sheet(std::string_view name) {
    return name.starts_with(kSheets) && name.ends_with(".xml") &&
           name.find('/', kSheets.size()) == name.npos;
}

bool wanted(std::string_view name) {
    return name == kStrings || name == kProperties || is_sheet(name);
}

/// The element's name without a namespace prefix: some writers say "x:row".
std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    return name.substr(name.rfind(':') + 1);
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    for (const pugi::xml_node& node : parent)
        if (local_name(node) == name) return node;
    return {};
}

Result<> parse(pugi::xml_document& document, const std::string& part, std::string_view name) {
    const pugi::xml_parse_result parsed =
        document.load_buffer(part.data(), part.size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (!parsed)
        return Error{Error::Code::corrupt,
                     fmt::format("{}: {} at byte {}", name, parsed.description(), parsed.offset)};
    return {};
}

/// Rich text: <t> and <r><t>; phonetic hints <rPh> are not part of it.
std::string text_of(const pugi::xml_node& item) {
    std::string text;
    for (const pugi::xml_node& node : item) {
        if (local_name(node) == "t") text += node.text().get();
        if (local_name(node) == "r") text += child(node, "t").text().get();
    }
    return text;
}

std::optional<std::size_t> number_of(std::string_view text) {
    std::size_t number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end.ec != std::errc() || end.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The column of "AB12", from 0.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0, letters = 0;
    while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z') {
        if (letters == 3) return std::nullopt;  // "XFD" is the last column there is
        column = column * 26 + static_cast<std::size_t>(reference[letters++] - 'A') + 1;
    }
    if (letters == 0) return std::nullopt;
    return column - 1;
}

/// Nothing for an error, or a shared string that is not there.
std::optional<std::string> value_of(const pugi::xml_node& cell,
                                    const std::vector<std::string>& strings) {
    const std::string_view type = cell.attribute("t").value();
    if (type == "inlineStr") return text_of(child(cell, "is"));
    std::string value = child(cell, "v").text().get();
    if (type == "e") return std::nullopt;
    if (type != "s") return value;
    const std::optional<std::size_t> index = number_of(value);
    if (!index || *index >= strings.size()) return std::nullopt;
    return strings[*index];
}

/// Bytes of all cells together. A shared string counts each time a cell names it: a small file
/// may name one long text a million times.
constexpr std::size_t kCellBytesMax = 64u << 20;

struct Budget {
    std::size_t cells;
    std::string error;  ///< What a cell without a value says.
    std::size_t bytes = kCellBytesMax;

    bool spend_cells(std::size_t count) {
        if (count > cells) return false;
        cells -= count;
        return true;
    }
};

Result<SheetRow> read_row(const pugi::xml_node& node, const std::vector<std::string>& strings,
                          Budget& budget) {
    const Error too_many{Error::Code::invalid, "more cells than any export"};
    SheetRow row;
    if (!budget.spend_cells(1)) return too_many;  // an empty row takes room too
    for (const pugi::xml_node& cell : node) {
        if (local_name(cell) != "c") continue;
        const std::size_t column =
            column_of(cell.attribute("r").value()).value_or(row.cells.size());
        if (column >= kColumnsMax) continue;
        if (column >= row.cells.size()) {
            if (!budget.spend_cells(column + 1 - row.cells.size())) return too_many;
            row.cells.resize(column + 1);
        }
        std::string value = value_of(cell, strings).value_or(budget.error);
        if (value.size() > budget.bytes)
            return Error{Error::Code::invalid, "more text in its cells than any export"};
        budget.bytes -= value.size();
        row.cells[column] = std::move(value);
    }
    return row;
}

Result<Sheet> read_sheet(const std::string& name, const std::string& part,
                         const std::vector<std::string>& strings, Budget& budget) {
    pugi::xml_document document;
    TRY(parse(document, part, name));
    Sheet sheet;
    sheet.name = name.substr(kSheets.size(), name.size() - kSheets.size() - 4);
    std::size_t number = 0;
    for (const pugi::xml_node& node : child(document.document_element(), "sheetData")) {
        if (local_name(node) != "row") continue;
        SheetRow row = TRY(read_row(node, strings, budget));
        row.number = number_of(node.attribute("r").value()).value_or(number + 1);
        number = row.number;
        sheet.rows.push_back(std::move(row));
    }
    return sheet;
}

std::string date_of(const std::string& part) {
    pugi::xml_document document;
    if (!parse(document, part, kProperties)) return {};
    const std::string text = child(document.document_element(), "modified").text().get();
    const std::string day = text.substr(0, 10);
    return parse_iso_date(day).ok() ? day : std::string();
}

}  // namespace

Result<Workbook> read_workbook(std::string_view bytes, WorkbookOptions options) {
    const std::map<std::string, std::string> parts = TRY(unpack(bytes, wanted));
    std::vector<std::string> strings;
    if (const auto shared = parts.find(std::string(kStrings)); shared != parts.end()) {
        pugi::xml_document document;
        TRY(parse(document, shared->second, kStrings));
        for (const pugi::xml_node& item : document.document_element())
            if (local_name(item) == "si") strings.push_back(text_of(item));
    }
    Workbook book;
    const bool as_text = options.errors == CellErrors::as_text;
    Budget budget{.cells = options.cells, .error = std::string(as_text ? kCellError : "")};
    for (const auto& [name, part] : parts) {
        if (name == kProperties) book.date = date_of(part);
        if (!is_sheet(name)) continue;
        Sheet sheet = TRY(read_sheet(name, part, strings, budget));
        book.sheets.push_back(std::move(sheet));
    }
    if (book.sheets.empty()) return Error{Error::Code::not_found, "a zip without worksheets"};
    return book;
}

}  // namespace importing

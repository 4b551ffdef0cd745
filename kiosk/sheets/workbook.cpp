#include "sheets/workbook.h"

#include <stdlib.h>
#include <xlsxwriter.h>

#include <filesystem>

#include "base/clock.h"
#include "base/files.h"
#include "base/overloaded.h"

namespace sheets {

namespace {

constexpr std::size_t kBytesMax = 64u << 20;  // Of one that is wanted in memory.
constexpr double kHeadHeight = 48;            // Three lines.

/// A folder of our own, gone with this.
class Scratch {
public:
    Scratch() : path_(std::filesystem::temp_directory_path() / "motcua-export-XXXXXX") {
        if (!mkdtemp(path_.data())) path_.clear();
    }
    ~Scratch() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// In Excel's headers "&" begins a code.
std::string plain(std::string text) {
    for (std::size_t at = 0; (at = text.find('&', at)) != text.npos; at += 2)
        text.insert(at, 1, '&');
    return text;
}

struct Formats {
    lxw_format *head, *head_of_numbers, *notice, *text, *number, *date, *percent;
};

Formats formats_of(lxw_workbook* book, bool sum) {
    const auto format = [&](const char* pattern) {
        lxw_format* made = workbook_add_format(book);
        if (pattern) format_set_num_format(made, pattern);
        format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
        if (sum) format_set_bold(made);
        if (sum) format_set_top(made, LXW_BORDER_MEDIUM);
        return made;
    };
    Formats formats{.head = format(nullptr),
                    .head_of_numbers = format(nullptr),
                    .notice = format(nullptr),
                    .text = format("@"),
                    .number = format("#,##0"),
                    .date = format("dd/mm/yyyy"),
                    .percent = format("0.00%")};
    constexpr lxw_color_t kHeadColour = 0xf3e3dc;  // The design's light red.
    for (lxw_format* head : {formats.head, formats.head_of_numbers}) {
        format_set_bold(head);
        format_set_text_wrap(head);
        format_set_bottom(head, LXW_BORDER_MEDIUM);
        format_set_bg_color(head, kHeadColour);
    }
    format_set_bold(formats.notice);
    format_set_align(formats.head_of_numbers, LXW_ALIGN_RIGHT);
    format_set_align(formats.date, LXW_ALIGN_LEFT);
    return formats;
}

lxw_error write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell,
                     const Formats& formats) {
    return std::visit(
        Overloaded{
            [&](std::monostate) { return worksheet_write_blank(sheet, row, column, formats.text); },
            [&](const std::string& text) {
                return worksheet_write_string(sheet, row, column, text.c_str(), formats.text);
            },
            [&](std::int64_t number) {
                return worksheet_write_number(sheet, row, column, static_cast<double>(number),
                                              formats.number);
            },
            [&](tally::Day day) {
                const std::chrono::year_month_day parts(day);
                lxw_datetime date{};
                date.year = static_cast<int>(parts.year());
                date.month = static_cast<int>(static_cast<unsigned>(parts.month()));
                date.day = static_cast<int>(static_cast<unsigned>(parts.day()));
                return worksheet_write_datetime(sheet, row, column, &date, formats.date);
            },
            [&](Percent rate) {
                constexpr double kHundredthsOfOne = 10'000;
                return worksheet_write_number(
                    sheet, row, column, static_cast<double>(rate.hundredths) / kHundredthsOfOne,
                    formats.percent);
            },
        },
        cell);
}

/// Below the notice, if there is one.
lxw_row_t head_row(const View& view) { return view.notice.empty() ? 0 : 1; }

void set_up_print(lxw_worksheet* sheet, const View& view, const Imprint& imprint) {
    constexpr std::uint8_t kA4 = 9;
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, kA4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, head_row(view));
    const std::string header = "&L" + plain(imprint.header) + "&R" + plain(view.title);
    const tally::Period& period = imprint.period;
    const std::string footer =
        "&L" + iso_date(period.first) + " – " + iso_date(period.last) + "&R&P/&N";
    worksheet_set_header(sheet, header.c_str());
    worksheet_set_footer(sheet, footer.c_str());
}

/// Whether a column's head stands over numbers, at the right: by its first cell that is not empty.
/// Of rows that come one by one only the first is known when the head is written.
bool holds_numbers(const View& view, const std::vector<Cell>& first, std::size_t column) {
    const auto is_number = [](const Cell& cell) {
        return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<Percent>(cell);
    };
    for (const std::vector<Cell>& row : view.rows)
        if (!std::holds_alternative<std::monostate>(row[column])) return is_number(row[column]);
    return column < first.size() && is_number(first[column]);
}

Error failed(lxw_error error) {
    return {Error::Code::io, std::string("export: ") + lxw_strerror(error)};
}

/// One sheet. The library sends each row to the disk when the next one begins, so rows are written
/// in order and never looked at again.
class Sheet {
public:
    Sheet(lxw_worksheet* sheet, const Table& table, const Formats& plain, const Formats& sum)
        : sheet_(sheet), table_(table), view_(table.view), plain_(plain), sum_(sum) {}

    Result<> write(const Imprint& imprint) {
        std::size_t rows = 0;
        TRY(table_.each_row([&](const std::vector<Cell>& row) -> Result<> {
            if (rows == 0) write_head(row);
            const bool sum = view_.sum && rows + 1 == view_.rows.size();
            write_row(static_cast<lxw_row_t>(head_row(view_) + ++rows), row, sum ? sum_ : plain_);
            return worst_ == LXW_NO_ERROR ? Result<>() : Result<>(failed(worst_));
        }));
        if (rows == 0) write_head({});
        // Codes are text, though they look like numbers: no green corners over it.
        note(worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:C1048576"));
        worksheet_freeze_panes(sheet_, head_row(view_) + 1, 0);
        set_up_print(sheet_, view_, imprint);
        return worst_ == LXW_NO_ERROR ? Result<>() : Result<>(failed(worst_));
    }

private:
    void note(lxw_error error) {
        if (error != LXW_NO_ERROR) worst_ = error;
    }
    void write_head(const std::vector<Cell>& first) {
        const lxw_row_t head = head_row(view_);
        if (head > 0)
            note(worksheet_write_string(sheet_, 0, 0, view_.notice.c_str(), plain_.notice));
        note(worksheet_set_row(sheet_, head, kHeadHeight, nullptr));
        for (std::size_t i = 0; i < view_.columns.size(); ++i) {
            const auto at = static_cast<lxw_col_t>(i);
            const Column& column = view_.columns[i];
            note(worksheet_set_column(sheet_, at, at, column.width, nullptr));
            lxw_format* look =
                holds_numbers(view_, first, i) ? plain_.head_of_numbers : plain_.head;
            note(worksheet_write_string(sheet_, head, at, column.heading.c_str(), look));
        }
    }
    void write_row(lxw_row_t at, const std::vector<Cell>& row, const Formats& formats) {
        for (std::size_t j = 0; j < row.size(); ++j)
            note(write_cell(sheet_, at, static_cast<lxw_col_t>(j), row[j], formats));
    }

    lxw_worksheet* sheet_;
    const Table& table_;
    const View& view_;
    const Formats &plain_, &sum_;
    lxw_error worst_ = LXW_NO_ERROR;
};

Result<> write_sheets(lxw_workbook* book, const std::vector<Table>& tables,
                      const Imprint& imprint) {
    const Formats plain = formats_of(book, false), sum = formats_of(book, true);
    for (const Table& table : tables) {
        lxw_worksheet* sheet = workbook_add_worksheet(book, table.view.title.c_str());
        if (!sheet) return failed(LXW_ERROR_MEMORY_MALLOC_FAILED);
        TRY(Sheet(sheet, table, plain, sum).write(imprint));
    }
    return {};
}

Result<> write(const std::string& path, const std::vector<Table>& tables, const Imprint& imprint) {
    lxw_workbook_options options{};
    std::string folder = std::filesystem::path(path).parent_path();
    options.tmpdir = folder.data();
    options.constant_memory = LXW_TRUE;
    lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
    if (!book) return Error{Error::Code::io, "export: no workbook"};
    std::string title = tables.front().view.title, author = imprint.author;
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = author.data();
    properties.created =
        std::chrono::floor<std::chrono::seconds>(imprint.made).time_since_epoch().count();
    const lxw_error set = workbook_set_properties(book, &properties);
    const Result<> written = write_sheets(book, tables, imprint);
    const lxw_error closed = workbook_close(book);  // Frees it in any case.
    TRY(written);
    if (set != LXW_NO_ERROR) return failed(set);
    if (closed != LXW_NO_ERROR) return failed(closed);
    return {};
}

/// A file into its place, a piece at a time.
Result<> copy(const std::string& from, const std::string& path) {
    files::Replacement target = TRY(files::Replacement::begin(path));
    TRY(files::read_pieces(from, [&](std::string_view piece) { return target.write(piece); }));
    return target.commit();
}

}  // namespace

Result<> write_workbook(const std::string& path, const std::vector<Table>& tables,
                        const Imprint& imprint) {
    const Scratch scratch;
    if (scratch.path().empty()) return Error{Error::Code::io, "export: no temporary folder"};
    const std::string made = scratch.path() + "/export.xlsx";
    TRY(write(made, tables, imprint));
    return copy(made, path);
}

Result<std::string> workbook_of(const std::vector<View>& views, const Imprint& imprint) {
    const Scratch scratch;
    if (scratch.path().empty()) return Error{Error::Code::io, "export: no temporary folder"};
    std::vector<Table> tables;
    for (const View& view : views) tables.push_back({.view = view});
    const std::string path = scratch.path() + "/export.xlsx";
    TRY(write(path, tables, imprint));
    return files::read(path, kBytesMax);
}

}  // namespace sheets

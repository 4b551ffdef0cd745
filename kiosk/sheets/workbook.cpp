#include "sheets/workbook.h"

#include <stdlib.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <filesystem>

#include "base/clock.h"
#include "base/files.h"
#include "base/overloaded.h"

namespace sheets {

namespace {

// A year of a busy ward, every day, procedure and trait, is under 10 MiB.
constexpr std::size_t kBytesMax = 64u << 20;
constexpr double kHeadHeight = 48;  // Three lines.

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
bool holds_numbers(const View& view, std::size_t column) {
    const auto at = std::find_if(view.rows.begin(), view.rows.end(), [&](const auto& row) {
        return !std::holds_alternative<std::monostate>(row[column]);
    });
    return at != view.rows.end() && (std::holds_alternative<std::int64_t>((*at)[column]) ||
                                     std::holds_alternative<Percent>((*at)[column]));
}

lxw_error write_sheet(lxw_workbook* book, const View& view, const Imprint& imprint,
                      const Formats& plain_rows, const Formats& sum_row) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, view.title.c_str());
    if (!sheet) return LXW_ERROR_MEMORY_MALLOC_FAILED;
    lxw_error worst = LXW_NO_ERROR;
    const auto note = [&](lxw_error error) {
        if (error != LXW_NO_ERROR) worst = error;
    };
    const lxw_row_t head = head_row(view);
    if (head > 0) note(worksheet_write_string(sheet, 0, 0, view.notice.c_str(), plain_rows.notice));
    note(worksheet_set_row(sheet, head, kHeadHeight, nullptr));
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
        const auto at = static_cast<lxw_col_t>(i);
        const Column& column = view.columns[i];
        note(worksheet_set_column(sheet, at, at, column.width, nullptr));
        lxw_format* look = holds_numbers(view, i) ? plain_rows.head_of_numbers : plain_rows.head;
        note(worksheet_write_string(sheet, head, at, column.heading.c_str(), look));
    }
    for (std::size_t i = 0; i < view.rows.size(); ++i) {
        const bool sum = view.sum && i + 1 == view.rows.size();
        for (std::size_t j = 0; j < view.rows[i].size(); ++j)
            note(write_cell(sheet, static_cast<lxw_row_t>(head + i + 1), static_cast<lxw_col_t>(j),
                            view.rows[i][j], sum ? sum_row : plain_rows));
    }
    // Codes are text, though they look like numbers: no green corners over it.
    note(worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:C1048576"));
    worksheet_freeze_panes(sheet, head + 1, 0);
    set_up_print(sheet, view, imprint);
    return worst;
}

Result<> write(const std::string& path, const std::vector<View>& views, const Imprint& imprint) {
    lxw_workbook_options options{};
    std::string folder = std::filesystem::path(path).parent_path();
    options.tmpdir = folder.data();
    lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
    if (!book) return Error{Error::Code::io, "export: no workbook"};
    std::string title = views.front().title, author = imprint.author;
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = author.data();
    properties.created =
        std::chrono::floor<std::chrono::seconds>(imprint.made).time_since_epoch().count();
    lxw_error worst = workbook_set_properties(book, &properties);
    const Formats plain_rows = formats_of(book, false), sum_row = formats_of(book, true);
    for (const View& view : views)
        if (const lxw_error error = write_sheet(book, view, imprint, plain_rows, sum_row);
            error != LXW_NO_ERROR)
            worst = error;
    const lxw_error closed = workbook_close(book);  // Frees it in any case.
    if (closed != LXW_NO_ERROR) worst = closed;
    if (worst == LXW_NO_ERROR) return {};
    return Error{Error::Code::io, std::string("export: ") + lxw_strerror(worst)};
}

}  // namespace

Result<std::string> workbook_of(const std::vector<View>& views, const Imprint& imprint) {
    const Scratch scratch;
    if (scratch.path().empty()) return Error{Error::Code::io, "export: no temporary folder"};
    const std::string path = scratch.path() + "/export.xlsx";
    TRY(write(path, views, imprint));
    return files::read(path, kBytesMax);
}

}  // namespace sheets

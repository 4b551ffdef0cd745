#include "importing/recognise.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "importing/api_json.h"
#include "importing/defence_doc.h"
#include "importing/json_text.h"
#include "importing/national_list.h"
#include "importing/page_text.h"
#include "importing/spreadsheet.h"
#include "importing/text_rules.h"
#include "importing/unpack.h"
#include "json/json.h"
#include "text/unicode.h"

namespace importing {

namespace {

FileContents not_recognised(std::string why) {
    FileContents contents;
    contents.outcome = FileContents::Outcome::not_recognised;
    contents.problem = std::move(why);
    return contents;
}

FileContents broken(std::string why) {
    FileContents contents;
    contents.outcome = FileContents::Outcome::broken;
    contents.problem = std::move(why);
    return contents;
}

std::string describe(std::string_view bytes) {
    if (bytes.find_first_not_of(" \t\r\n") == bytes.npos) return "empty";
    if (bytes.starts_with("%PDF")) return "a PDF file";
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) return "an old Office file; save it as .xlsx";
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        return "UTF-16 text; save it as UTF-8";
    if (!text::valid_utf8(bytes)) return "binary data, or text that is not UTF-8";
    return bytes.starts_with('<') ? "XML or HTML" : "plain text";
}

/// One JSON value read as whatever record it is; nothing when it is none we know.
std::optional<FileRecord> read_value(const json::Value& value) {
    FileRecord record;
    if (is_api_answer(value)) {
        record.kind = SourceKind::api;
        record.reading = read_api(value);
    } else if (is_page(value)) {
        record.kind = SourceKind::page;
        record.reading = read_page(value);
    } else if (is_defence_doc(value)) {
        record.kind = SourceKind::document;
        record.reading = read_defence_doc(value);
    } else if (is_list_row(value)) {
        record.kind = SourceKind::list;
        record.reading = read_list_row(value);
    } else {
        return std::nullopt;
    }
    return record;
}

const char* form_of(SourceKind kind) {
    switch (kind) {
        case SourceKind::api: return "portal API";
        case SourceKind::page: return "portal page";
        case SourceKind::document: return "document";
        case SourceKind::sheet: return "Excel export";
        case SourceKind::list: break;
    }
    return "list";
}

/// Collects the records of one file and the names of their forms.
class Collector {
public:
    void add(std::string place, const json::Value& value) {
        std::optional<FileRecord> record = read_value(value);
        if (!record) {
            refused(std::move(place), "record not recognised", "no known shape");
            return;
        }
        known_ = true;
        const std::string form = form_of(record->kind);
        if (contents_.form.find(form) == std::string::npos)
            contents_.form += (contents_.form.empty() ? "" : "+") + form;
        record->place = std::move(place);
        contents_.records.push_back(std::move(*record));
    }
    void refused(std::string place, const char* reason, std::string detail) {
        FileRecord record;
        record.place = std::move(place);
        record.reading.refusal = Remark{reason, std::move(detail)};
        contents_.records.push_back(std::move(record));
    }
    FileContents finish(std::vector<Remark> remarks) {
        if (!known_) return not_recognised("JSON, but no record of a known shape");
        contents_.remarks = std::move(remarks);
        return std::move(contents_);
    }

private:
    FileContents contents_;
    bool known_ = false;
};

FileContents read_whole(const json::Value& value, std::vector<Remark> remarks) {
    Collector collector;
    const json::Value* rows = rows_of(value);
    if (!rows) collector.add("record 1", value);
    for (std::size_t i = 0; rows && i < rows->size(); ++i)
        collector.add(fmt::format("record {}", i + 1), (*rows)[i]);
    return collector.finish(std::move(remarks));
}

FileContents read_lines(std::string_view bytes, std::vector<Remark> remarks) {
    Collector collector;
    std::size_t number = 0;
    for_each_line(bytes, [&](std::string_view line) {
        ++number;
        if (line.empty()) return;
        const std::string place = fmt::format("line {}", number);
        const Result<json::Value> value = json::parse(line, place, {.bytes = kJsonBytesMax});
        if (value)
            collector.add(place, *value);
        else
            collector.refused(place, "broken JSON", shown(value.error().message, 300));
    });
    return collector.finish(std::move(remarks));
}

FileContents read_json(std::string bytes) {
    std::vector<Remark> remarks;
    if (const std::size_t count = blank_nuls(bytes))
        remarks.push_back({"NUL characters read as spaces", fmt::format("{}", count)});
    const Result<json::Value> whole = json::parse(bytes, "line", {.bytes = kJsonBytesMax});
    if (whole) return read_whole(*whole, std::move(remarks));
    if (is_json_lines(bytes)) return read_lines(bytes, std::move(remarks));
    return broken(shown(whole.error().message, 300));
}

FileContents read_excel(const std::string& bytes) {
    const Result<Workbook> book = read_workbook(bytes);
    if (!book && book.error().code == Error::Code::not_found)
        return not_recognised(book.error().message);
    if (!book) return broken(shown(book.error().message, 300));
    FileContents contents;
    contents.form = form_of(SourceKind::sheet);
    for (SheetRecord& record : read_list_sheets(*book))
        contents.records.push_back({.place = std::move(record.place),
                                    .kind = SourceKind::sheet,
                                    .reading = std::move(record.reading)});
    if (contents.records.empty())
        return not_recognised("a workbook without a list of procedures (no \"Mã số\" and \"Tên\")");
    return contents;
}

}  // namespace

FileContents recognise(std::string bytes) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (looks_like_zip(bytes)) return read_excel(bytes);
    if (bytes.starts_with(kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
    const std::size_t start = bytes.find_first_not_of(" \t\r\n");
    if (start != bytes.npos && (bytes[start] == '{' || bytes[start] == '['))
        return read_json(std::move(bytes));
    return not_recognised(describe(bytes));
}

}  // namespace importing

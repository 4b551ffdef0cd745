#include "dossiers/csv.h"

#include <string>

namespace dossiers {

namespace {

constexpr char kQuote = '"';

bool ends_line(char c) { return c == '\n' || c == '\r'; }

}  // namespace

Result<bool> CsvReader::next(importing::SheetRow& row) {
    row.cells.clear();
    if (rest_.empty()) return false;
    row.number = ++number_;
    while (true) {
        std::string cell;
        if (rest_.starts_with(kQuote))
            TRY(read_quoted(cell));
        else
            read_plain(cell);
        if (row.cells.size() < importing::kColumnsMax) row.cells.push_back(std::move(cell));
        if (rest_.empty()) return true;
        const char end = rest_.front();
        rest_.remove_prefix(1);
        if (end == '\r' && rest_.starts_with('\n')) rest_.remove_prefix(1);
        if (ends_line(end)) return true;
    }
}

Result<> CsvReader::read_quoted(std::string& cell) {
    rest_.remove_prefix(1);
    while (true) {
        const std::size_t end = rest_.find(kQuote);
        if (end == rest_.npos) return Error{Error::Code::invalid, "a quote is never closed"};
        cell += rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        if (!rest_.starts_with(kQuote)) break;
        cell += kQuote;  // Two of them stand for one.
        rest_.remove_prefix(1);
    }
    if (rest_.empty() || rest_.front() == separator_ || ends_line(rest_.front())) return {};
    return Error{Error::Code::invalid, "there is text behind a closing quote"};
}

void CsvReader::read_plain(std::string& cell) {
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != separator_ && !ends_line(rest_[end])) ++end;
    cell = rest_.substr(0, end);
    rest_.remove_prefix(end);
}

}  // namespace dossiers

#include "dossiers/totals.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <optional>

#include "base/files.h"
#include "dossiers/csv.h"
#include "dossiers/table.h"
#include "importing/unpack.h"
#include "importing/workbook.h"
#include "text/unicode.h"

namespace dossiers {

namespace {

using importing::SheetRow;
using Kind = Problem::Kind;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kOldExcel = "\xD0\xCF\x11\xE0";
constexpr std::array kSeparators = {',', ';', '\t'};

// 50,000 rows of eight columns, and the rows themselves: 100 MiB while they are read.
constexpr std::size_t kCellsMax = 450'100;

std::string digest_of(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    std::array<char, 2 * hash.size() + 1> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

/// Where a header stands and how much of the mapping it names.
struct Header {
    std::size_t row = 0;
    std::size_t known = 0;
};

/// The first row that is a header, among the first ones of a file with this separator.
Header find_header(std::string_view bytes, char separator, const Mapping& mapping) {
    CsvReader reader(bytes, separator);
    SheetRow row;
    while (row.number < kHeaderRowsMax) {
        const Result<bool> more = reader.next(row);
        if (!more || !*more) break;
        const std::size_t known = known_columns(row, mapping);
        if (known >= kHeaderColumnsMin) return {.row = row.number, .known = known};
    }
    return {};
}

void read_csv(std::string_view bytes, const Mapping& mapping, Table& table) {
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    Header header;
    char separator = kSeparators.front();
    for (const char candidate : kSeparators) {
        const Header found = find_header(bytes, candidate, mapping);
        if (found.known <= header.known) continue;
        header = found;
        separator = candidate;
    }
    if (header.known == 0) {
        table.add_problem({.kind = Kind::no_header, .expected = fmt::format("{}", kHeaderRowsMax)});
        return;
    }
    CsvReader reader(bytes, separator);
    SheetRow row;
    while (true) {
        const Result<bool> more = reader.next(row);
        if (!more) {
            table.add_problem({.kind = Kind::broken_quotes,
                               .row = row.number,
                               .letter = letter_of(row.cells.size()),
                               .expected = more.error().message});
            return;
        }
        if (!*more) return;
        if (row.number == header.row) table.begin(row, {});
        if (row.number > header.row && !table.take(row)) return;
    }
}

/// The place of the header among a sheet's rows.
std::optional<std::size_t> find_header(const importing::Sheet& sheet, const Mapping& mapping) {
    for (std::size_t i = 0; i < sheet.rows.size() && i < kHeaderRowsMax; ++i)
        if (known_columns(sheet.rows[i], mapping) >= kHeaderColumnsMin) return i;
    return std::nullopt;
}

void read_sheets(std::string_view bytes, const Mapping& mapping, Table& table) {
    const Result<importing::Workbook> book = importing::read_workbook(
        bytes, {.cells = kCellsMax, .errors = importing::CellErrors::as_text});
    if (!book) {
        table.add_problem({.kind = Kind::unreadable, .expected = book.error().message});
        return;
    }
    const importing::Sheet* found = nullptr;
    std::size_t header = 0;
    for (const importing::Sheet& sheet : book->sheets) {
        const std::optional<std::size_t> at = find_header(sheet, mapping);
        if (!at) continue;
        if (found) {
            table.add_problem({.kind = Kind::two_tables});
            return;
        }
        found = &sheet;
        header = *at;
    }
    if (!found) {
        table.add_problem({.kind = Kind::no_header, .expected = fmt::format("{}", kHeaderRowsMax)});
        return;
    }
    table.begin(found->rows[header], book->sheets.size() > 1 ? found->name : std::string());
    for (std::size_t i = header + 1; i < found->rows.size(); ++i)
        if (!table.take(found->rows[i])) return;
}

Problem too_large(const Limits& limits) {
    return {.kind = Kind::too_large, .expected = fmt::format("{} MiB", limits.bytes >> 20)};
}

/// What can be said of the file before any of it is read, if anything.
std::optional<Problem> fault_of(std::string_view bytes, const Limits& limits) {
    if (bytes.size() > limits.bytes) return too_large(limits);
    if (bytes.empty() || bytes == kByteOrderMark) return Problem{.kind = Kind::empty};
    if (bytes.starts_with(kOldExcel)) return Problem{.kind = Kind::old_excel};
    if (importing::looks_like_zip(bytes)) return std::nullopt;
    if (bytes.find('\0') != bytes.npos || !text::valid_utf8(bytes))
        return Problem{.kind = Kind::not_utf8};
    return std::nullopt;
}

}  // namespace

std::int64_t Totals::dossiers() const {
    std::int64_t sum = 0;
    for (const tally::DossierTotal& total : totals) sum += total.count;
    return sum;
}

Reading examine(std::string_view bytes, const Mapping& mapping, tally::Day today,
                const Limits& limits) {
    Table table(mapping, today, limits);
    if (std::optional<Problem> fault = fault_of(bytes, limits))
        table.add_problem(std::move(*fault));
    else if (importing::looks_like_zip(bytes))
        read_sheets(bytes, mapping, table);
    else
        read_csv(bytes, mapping, table);
    Reading reading = std::move(table).finish();
    if (reading.problems.empty()) reading.totals.digest = digest_of(bytes);
    return reading;
}

Result<Reading> examine_file(const std::string& path, const Mapping& mapping, tally::Day today,
                             const Limits& limits) {
    const Result<std::string> bytes = files::read(path, limits.bytes);
    if (bytes) return examine(*bytes, mapping, today, limits);
    if (bytes.error().code != Error::Code::invalid) return bytes.error();
    return Reading{.totals = {}, .problems = {too_large(limits)}, .more = 0};
}

Result<Totals> read_file(const std::string& path, const Mapping& mapping, tally::Day today,
                         const Limits& limits) {
    Reading reading = TRY(examine_file(path, mapping, today, limits));
    if (reading.problems.empty()) return std::move(reading.totals);
    std::string lines;
    for (const Problem& problem : reading.problems)
        lines += (lines.empty() ? "" : "\n") + say(problem);
    if (reading.more > 0) lines += fmt::format("\nand {} more", reading.more);
    return Error{Error::Code::invalid, std::move(lines)};
}

}  // namespace dossiers

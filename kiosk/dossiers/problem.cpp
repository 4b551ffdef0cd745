#include "dossiers/problem.h"

#include <fmt/format.h>

#include <array>

namespace dossiers {

namespace {

struct Words {
    std::string_view name;
    std::string_view text;  ///< {} is what was expected.
};

/// By Kind.
constexpr std::array kWords = {
    Words{"too_large", "the file is larger than {}: export fewer days"},
    Words{"empty", "the file is empty"},
    Words{"not_utf8", "the letters are not UTF-8: save it as \"CSV UTF-8\", or as .xlsx"},
    Words{"old_excel", "this is an old .xls file, or one with a password: save it as .xlsx"},
    Words{"unreadable",
          "this workbook cannot be read ({}): export fewer days, or save it as \"CSV UTF-8\""},
    Words{"no_header", "no row in the first {} has the columns' names; see dossier_import.toml"},
    Words{"two_tables", "more than one sheet has a table of dossiers: leave one"},
    Words{"no_rows", "there is no dossier below the header"},
    Words{"too_many_rows", "more than {} rows: export fewer days"},
    Words{"column_missing", "there is no such column; expected one of: {}"},
    Words{"column_twice", "there is another column of the same meaning: leave one"},
    Words{"broken_quotes", "{}; what follows cannot be read"},
    Words{"date", "expected a day: {}"},
    Words{"day_in_future", "the day is after today, {}"},
    Words{"day_too_old", "the day is before {}"},
    Words{"procedure",
          "expected a procedure's code, as 1.001193 (a cell formatted as a number"
          " loses zeros at its end)"},
    Words{"word", "expected one of: {}"},
    Words{"fee_unclear", "not paid online; whether a fee was due, a column must say; one of: {}"},
    Words{"fee_against_amount", "no fee, but there is an amount"},
    Words{"amount", "expected an amount of money, 0 or more"},
    Words{"count", "expected a whole number, 1 to {}"},
};
static_assert(kWords.size() == static_cast<std::size_t>(Problem::Kind::count) + 1);

const Words& words_of(Problem::Kind kind) { return kWords[static_cast<std::size_t>(kind)]; }

}  // namespace

std::string_view name_of(Problem::Kind kind) { return words_of(kind).name; }

std::string say(const Problem& problem) {
    std::string place = problem.sheet;
    const auto add = [&place](const std::string& part) {
        if (!place.empty()) place += ", ";
        place += part;
    };
    if (problem.row > 0) add(fmt::format("row {}", problem.row));
    if (!problem.letter.empty()) add(fmt::format("column {}", problem.letter));
    if (!problem.header.empty())
        place += (place.empty() ? "" : " ") + fmt::format("({})", problem.header);
    std::string text(words_of(problem.kind).text);
    if (const std::size_t hole = text.find("{}"); hole != text.npos)
        text.replace(hole, 2, problem.expected);
    return place.empty() ? text : place + ": " + text;
}

std::string letter_of(std::size_t column) {
    std::string letters;
    for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    return letters;
}

}  // namespace dossiers

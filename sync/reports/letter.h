#pragma once

#include <string>

#include "reports/docx.h"
#include "reports/speech.h"

/// What stands above and below the text of an administrative document (Nghị định 30/2020/NĐ-CP,
/// Phụ lục I), and the cells of its tables.
namespace reports {

class Letter {
public:
    explicit Letter(const Speech& speech) : speech_(speech) {}

    /// The office and its number, the country's name and motto, place and date, BÁO CÁO and what
    /// of. Names of people and the number are left open.
    void add_head(Document& document, const std::string& subject) const;
    /// Who gets it, and who signs.
    void add_end(Document& document) const;

private:
    const Speech& speech_;
};

// Cells of tables: a head, a text, a figure at the right.
Cell head(const std::string& text, int points = 12);
Cell words(const std::string& text, int points = 12);
Cell figure(const std::string& text, int points = 12);

/// "55,72": of a percent; empty for an unknown rate.
std::string percent(const campaign::Rate& rate, text::Language language);
std::string hundredths(std::int64_t hundredths, text::Language language);

}  // namespace reports

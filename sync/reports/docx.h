#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

/// A document for Word and LibreOffice (Office Open XML, ECMA-376): paragraphs, tables, one
/// picture at most, one footnote, in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins
/// 20, 20, 30, 15 mm (top, bottom, left, right), Times New Roman 13 and 14, page numbers in the
/// middle of the top margin from the second page on. Text may be anything: it is escaped.
namespace reports {

enum class Align { left, center, right, both };

/// Words of one look.
struct Run {
    std::string text;
    bool bold = false, italic = false;
    bool footnote = false;  ///< The mark of the document's footnote follows.
};

struct Paragraph {
    std::vector<Run> runs;
    Align align = Align::both;
    int points = 14;         ///< Of letters.
    bool indent = true;      ///< The first line, by 10 mm.
    int before = 6;          ///< Points above it.
    bool with_next = false;  ///< Not parted from what follows.
    bool new_page = false;   ///< Begins one.
    int line_below = -1;     ///< A thin line under it, so many mm from each side; -1: none.
};

struct Cell {
    std::vector<Paragraph> paragraphs;
    int columns = 1;  ///< How many it takes up.
    bool shaded = false;
};

struct Table {
    std::vector<int> widths;  ///< Of its columns, mm.
    std::vector<std::vector<Cell>> rows;
    std::size_t heads = 0;  ///< So many rows are repeated on each page.
    bool ruled = true;      ///< With lines.
};

class Document {
public:
    void add(const Paragraph& paragraph);
    void add(const Table& table);
    /// A PNG, as wide as the text; `pixels`: its size. What it shows, for those who cannot see.
    void add_picture(std::string png, int width_px, int height_px, const std::string& words);
    /// From here on the page lies across.
    void lie_across();
    void set_footnote(std::string words) { footnote_ = std::move(words); }
    /// A word in the head of every page that nobody may miss; empty: none.
    void set_mark(std::string words) { mark_ = std::move(words); }

    /// `language`: "vi-VN".
    Result<std::string> bytes(const std::string& title, const std::string& language,
                              WallTime made) const;

private:
    std::string body_, png_, footnote_, mark_;
    bool across_ = false;
};

/// For XML: &, <, >, quotes; control characters become blanks.
std::string escaped(std::string_view text);

}  // namespace reports

#include "reports/docx.h"

#include <fmt/format.h>

#include "reports/docx_parts.h"
#include "reports/zip.h"

namespace reports {

namespace {

constexpr int kTwipsPerMm1000 = 56'693;  // 1,440 an inch.
int twips(int mm) { return mm * kTwipsPerMm1000 / 1000; }

constexpr std::int64_t kEmuPerMm = 36'000;
constexpr int kTextWidthMm = 165;  // Of a page that stands.

// Of the decree, millimetres.
constexpr int kTop = 20, kBottom = 20, kLeft = 30, kRight = 15;
constexpr int kA4Short = 210, kA4Long = 297;

std::string_view name_of(Align align) {
    switch (align) {
        case Align::left: return "left";
        case Align::center: return "center";
        case Align::right: return "right";
        case Align::both: return "both";
    }
    ASSERT(false);
}

std::string xml_of(const Run& run, int points) {
    std::string look;
    if (run.bold) look += "<w:b/>";
    if (run.italic) look += "<w:i/>";
    look += fmt::format("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", 2 * points);
    std::string xml =
        fmt::format("<w:r><w:rPr>{}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", look,
                    escaped(run.text));
    if (run.footnote)
        xml +=
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
            "<w:footnoteReference w:id=\"1\"/></w:r>";
    return xml;
}

std::string xml_of(const Paragraph& paragraph) {
    constexpr int kTwentieths = 20, kIndentMm = 10;
    std::string xml = "<w:p><w:pPr>";
    if (paragraph.with_next) xml += "<w:keepNext/>";
    if (paragraph.new_page) xml += "<w:pageBreakBefore/>";
    xml +=
        fmt::format("<w:spacing w:before=\"{}\" w:after=\"0\"/>", paragraph.before * kTwentieths);
    if (paragraph.indent) xml += fmt::format("<w:ind w:firstLine=\"{}\"/>", twips(kIndentMm));
    xml += fmt::format("<w:jc w:val=\"{}\"/></w:pPr>", name_of(paragraph.align));
    for (const Run& run : paragraph.runs) xml += xml_of(run, paragraph.points);
    xml += "</w:p>";
    if (paragraph.line_below >= 0) xml += fmt::format(kLineBelow, twips(paragraph.line_below));
    return xml;
}

std::string xml_of(const Table& table, const Cell& cell, std::size_t column) {
    int width = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(cell.columns); ++i)
        width += twips(table.widths.at(column + i));
    std::string xml = fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>", width);
    if (cell.columns > 1) xml += fmt::format("<w:gridSpan w:val=\"{}\"/>", cell.columns);
    if (cell.shaded) xml += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7E6E6\"/>";
    xml += table.ruled ? "<w:vAlign w:val=\"center\"/></w:tcPr>" : "</w:tcPr>";
    for (const Paragraph& paragraph : cell.paragraphs) xml += xml_of(paragraph);
    if (cell.paragraphs.empty()) xml += "<w:p/>";  // A cell ends in a paragraph.
    return xml + "</w:tc>";
}

std::string page_of(bool across) {
    const int width = across ? kA4Long : kA4Short, height = across ? kA4Short : kA4Long;
    return fmt::format(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/>"
        "<w:headerReference w:type=\"first\" r:id=\"rIdFirst\"/>"
        "<w:pgSz w:w=\"{}\" w:h=\"{}\"{}/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" "
        "w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>{}</w:sectPr>",
        twips(width), twips(height), across ? " w:orient=\"landscape\"" : "", twips(kTop),
        twips(kRight), twips(kBottom), twips(kLeft), twips(kTop / 2), twips(kBottom / 2),
        across ? "" : "<w:titlePg/>");
}

}  // namespace

void Document::add(const Paragraph& paragraph) { body_ += xml_of(paragraph); }

void Document::add(const Table& table) {
    int width = 0;
    for (const int column : table.widths) width += twips(column);
    body_ += fmt::format(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc "
        "w:val=\"center\"/>{}<w:tblLayout w:type=\"fixed\"/>{}</w:tblPr><w:tblGrid>",
        width, table.ruled ? kRules : "", kCellMargins);
    for (const int column : table.widths)
        body_ += fmt::format("<w:gridCol w:w=\"{}\"/>", twips(column));
    body_ += "</w:tblGrid>";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        body_ += "<w:tr><w:trPr><w:cantSplit/>";
        body_ += i < table.heads ? "<w:tblHeader/></w:trPr>" : "</w:trPr>";
        std::size_t column = 0;
        for (const Cell& cell : table.rows[i]) {
            body_ += xml_of(table, cell, column);
            column += static_cast<std::size_t>(cell.columns);
        }
        body_ += "</w:tr>";
    }
    body_ += "</w:tbl>";
}

void Document::add_picture(std::string png, int width_px, int height_px, const std::string& words) {
    png_ = std::move(png);
    const std::int64_t width = kTextWidthMm * kEmuPerMm;
    const std::int64_t height = width * height_px / width_px;
    body_ += fmt::format(kPicture, fmt::arg("width", width), fmt::arg("height", height),
                         fmt::arg("words", escaped(words)));
}

void Document::lie_across() {
    // The properties of a section stand in its last paragraph.
    body_ += "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/>" + page_of(across_) +
             "</w:pPr></w:p>";
    across_ = true;
}

Result<std::string> Document::bytes(const std::string& title, const std::string& language,
                                    WallTime made) const {
    const std::string document =
        std::string(kDocumentBegin) + body_ + page_of(across_) + std::string(kDocumentEnd);
    const std::string mark = mark_.empty() ? std::string() : fmt::format(kMark, escaped(mark_));
    std::vector<std::pair<std::string, std::string>> parts{
        {"[Content_Types].xml", std::string(kContentTypes)},
        {"_rels/.rels", std::string(kPackageRelations)},
        {"docProps/core.xml",
         fmt::format(kCore, fmt::arg("title", escaped(title)),
                     fmt::arg("made", fmt::format("{}T00:00:00Z", iso_date(business_day(made)))))},
        {"word/document.xml", document},
        {"word/_rels/document.xml.rels",
         fmt::format(kRelations, png_.empty() ? std::string_view() : kPictureRelation)},
        {"word/styles.xml", fmt::format(kStyles, language)},
        {"word/settings.xml", std::string(kSettings)},
        {"word/footnotes.xml", fmt::format(kFootnotes, escaped(footnote_))},
        {"word/header.xml", fmt::format(kHeader, mark)},
        {"word/first.xml", fmt::format(kFirstHeader, mark)}};
    if (!png_.empty()) parts.emplace_back("word/media/chart.png", png_);
    return zip_of(parts, made);
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            default: safe += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return safe;
}

}  // namespace reports

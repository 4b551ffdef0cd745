#pragma once

#include <string_view>

/// The parts of a document that are always the same (ECMA-376, WordprocessingML). Those with {} are
/// patterns of fmt.
namespace reports {

inline constexpr std::string_view kDocumentBegin =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
    R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" )"
    R"(xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" )"
    R"(xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" )"
    R"(xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>)";

inline constexpr std::string_view kDocumentEnd = R"(</w:body></w:document>)";

/// The lines of a table.
inline constexpr std::string_view kRules =
    R"(<w:tblBorders>)"
    R"(<w:top w:val="single" w:sz="4" w:space="0" w:color="000000"/>)"
    R"(<w:left w:val="single" w:sz="4" w:space="0" w:color="000000"/>)"
    R"(<w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/>)"
    R"(<w:right w:val="single" w:sz="4" w:space="0" w:color="000000"/>)"
    R"(<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/>)"
    R"(<w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/>)"
    R"(</w:tblBorders>)";

inline constexpr std::string_view kCellMargins =
    R"(<w:tblCellMar><w:left w:w="70" w:type="dxa"/>)"
    R"(<w:right w:w="70" w:type="dxa"/></w:tblCellMar>)";

/// {}: twips between each side and the line.
inline constexpr std::string_view kLineBelow =
    R"(<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w)"
    R"(:pBdr>)"
    R"(<w:spacing w:before="20" w:after="0" w:line="60" w:lineRule="exact"/>)"
    R"(<w:ind w:left="{0}" w:right="{0}"/></w:pPr></w:p>)";

inline constexpr std::string_view kPicture =
    R"(<w:p><w:pPr><w:keepNext/><w:spacing w:before="120" w:after="0"/><w:jc w:val="center")"
    R"(/></w:pPr>)"
    R"(<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">)"
    R"(<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="chart" descr="{words}")"
    R"(/>)"
    R"(<a:graphic><a:graphicData )"
    R"(uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>)"
    R"(<pic:nvPicPr><pic:cNvPr id="1" name="chart.png"/><pic:cNvPicPr/></pic:nvPicPr>)"
    R"(<pic:blipFill><a:blip r:embed="rIdChart"/><a:stretch><a:fillRect/></a:stretch></pic:)"
    R"(blipFill>)"
    R"(<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>)"
    R"(<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>)"
    R"(</a:graphic></wp:inline></w:drawing></w:r></w:p>)";

inline constexpr std::string_view kContentTypes =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" )"
    R"(ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="png" ContentType="image/png"/>)"
    R"(<Override PartName="/word/document.xml" )"
    R"(ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document)"
    R"(.main+xml"/>)"
    R"(<Override PartName="/word/styles.xml" )"
    R"(ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+x)"
    R"(ml"/>)"
    R"(<Override PartName="/word/settings.xml" )"
    R"(ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings)"
    R"(+xml"/>)"
    R"(<Override PartName="/word/footnotes.xml" )"
    R"(ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnote)"
    R"(s+xml"/>)"
    R"(<Override PartName="/word/header.xml" )"
    R"(ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+x)"
    R"(ml"/>)"
    R"(<Override PartName="/word/first.xml" )"
    R"(ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+x)"
    R"(ml"/>)"
    R"(<Override PartName="/docProps/core.xml" )"
    R"(ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)"
    R"(</Types>)";

inline constexpr std::string_view kPackageRelations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Target="word/document.xml" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocu)"
    R"(ment"/>)"
    R"(<Relationship Id="rId2" Target="docProps/core.xml" )"
    R"(Type="http://schemas.openxmlformats.org/package/2006/relatio)"
    R"(nships/metadata/core-properties"/>)"
    R"(</Relationships>)";

inline constexpr std::string_view kRelations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rIdStyles" Target="styles.xml" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>)"
    R"(<Relationship Id="rIdSettings" Target="settings.xml" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"/)"
    R"(>)"
    R"(<Relationship Id="rIdNotes" Target="footnotes.xml" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")"
    R"(/>)"
    R"(<Relationship Id="rIdHeader" Target="header.xml" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"/>)"
    R"(<Relationship Id="rIdFirst" Target="first.xml" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"/>)"
    R"({}</Relationships>)";

inline constexpr std::string_view kPictureRelation =
    R"(<Relationship Id="rIdChart" Target="media/chart.png" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>)";

inline constexpr std::string_view kCore =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<cp:coreProperties )"
    R"(xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" )"
    R"(xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/)"
    R"(" )"
    R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>)"
    R"(<dc:creator>Một Cửa</dc:creator>)"
    R"(<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created></cp:coreProperti)"
    R"(es>)";

inline constexpr std::string_view kStyles =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
    R"(<w:docDefaults><w:rPrDefault><w:rPr>)"
    R"(<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman")"
    R"( )"
    R"(w:eastAsia="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/>)"
    R"(<w:lang w:val="{0}" w:eastAsia="{0}"/></w:rPr></w:rPrDefault></w:docDefaults>)"
    R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/)"
    R"(></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>)"
    R"(<w:rPr><w:sz w:val="22"/></w:rPr></w:style>)"
    R"(<w:style w:type="character" w:styleId="FootnoteReference">)"
    R"(<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr)"
    R"(></w:style>)"
    R"(</w:styles>)";

inline constexpr std::string_view kSettings =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
    R"(<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr></w:settin)"
    R"(gs>)";

inline constexpr std::string_view kFootnotes =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
    R"(<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:foo)"
    R"(tnote>)"
    R"(<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>)"
    R"(<w:continuationSeparator/></w:r></w:p></w:footnote>)"
    R"(<w:footnote w:id="1"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/><w:jc w:val="both"/)"
    R"(></w:pPr>)"
    R"(<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>)"
    R"(<w:r><w:rPr><w:sz w:val="22"/></w:rPr><w:t xml:space="preserve"> {}</w:t></w:r></w:p)"
    R"(>)"
    R"(</w:footnote></w:footnotes>)";

/// The page's number in the middle of the top margin, then the mark.
inline constexpr std::string_view kHeader =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
    R"(<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w)"
    R"(:r>)"
    R"(<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>)"
    R"(<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>{}</w:hdr>)";

/// The first page has no number.
inline constexpr std::string_view kFirstHeader =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
    R"({}<w:p/></w:hdr>)";

inline constexpr std::string_view kMark =
    R"(<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:caps/>)"
    R"(<w:sz w:val="24"/></w:rPr><w:t>{}</w:t></w:r></w:p>)";

}  // namespace reports

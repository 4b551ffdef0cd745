#include "importing/spreadsheet.h"

#include "importing/recognise.h"
#include "importing/unpack.h"
#include "importing/zip.h"
#include "support/must.h"

using namespace importing;

namespace {

const std::string kStrings =
    "<si><r><rPr><b/></rPr><t>CỘNG HÒA</t></r><r><t> DANH SÁCH</t></r></si>"               // 0
    "<si><t>Mã số</t></si><si><t>Tên</t></si><si><t>Cơ quan thực hiện</t></si>"            // 1–3
    "<si><t>Lĩnh vực</t></si><si><t>1.900001</t></si>"                                     // 4, 5
    "<si><t xml:space=\"preserve\"> Đăng ký  mẫu </t><rPh><t>no</t></rPh></si>"            // 6
    "<si><t>Công an cấp xã\nCông an tỉnh\nCông an cấp Xã</t></si><si><t>Cư trú</t></si>";  // 7, 8
const std::string kHeader =
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"/></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>2</v></c>"
    "<c r=\"D2\" t=\"s\"><v>3</v></c><c r=\"E2\" t=\"s\"><v>4</v></c></row>";

std::string cell(const char* place, int index) {
    return std::string("<c r=\"") + place + "\" t=\"s\"><v>" + std::to_string(index) + "</v></c>";
}

}  // namespace

TEST_CASE("an export is read: merged title row, header, agencies by line, date") {
    const std::string bytes =
        make_xlsx(kStrings, kHeader + "<row r=\"7\">" + cell("A7", 5) + cell("B7", 6) +
                                cell("D7", 7) + cell("E7", 8) + "</row><row r=\"8\"/>");
    const FileContents contents = recognise(bytes);
    REQUIRE(contents.outcome == FileContents::Outcome::read);
    CHECK(contents.form == "Excel export");
    REQUIRE(contents.records.size() == 1);
    CHECK(contents.records[0].place == "sheet1 row 7");
    REQUIRE(contents.records[0].reading.facts);
    const Facts& facts = *contents.records[0].reading.facts;
    CHECK(facts.code == "1.900001");
    CHECK(facts.name == "Đăng ký mẫu");
    CHECK(facts.field == "Cư trú");
    CHECK(facts.agencies == std::vector<std::string>{"Công an cấp xã", "Công an tỉnh"});
    CHECK(facts.source_date == "2026-06-09");
}

TEST_CASE("inline strings, number cells, bad indexes and gaps do not confuse the columns") {
    const std::string bytes = make_xlsx(
        kStrings,
        kHeader +
            "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>1.900002</t></is></c>"
            "<c r=\"B3\" t=\"str\"><v>Hai</v></c></row>"
            "<row r=\"4\"><c r=\"A4\"><v>1.900003</v></c><c r=\"B4\" t=\"str\"><v>Ba</v></c></row>"
            "<row r=\"5\"><c r=\"A5\"><v>1.9</v></c><c r=\"B5\" t=\"str\"><v>Số</v></c></row>"
            "<row r=\"6\"><c r=\"A6\" t=\"s\"><v>999</v></c><c r=\"B6\" "
            "t=\"str\"><v>Mất</v></c></row>"
            "<row r=\"7\"><c r=\"E7\" t=\"s\"><v>8</v></c></row>"
            "<row r=\"8\"><c r=\"A8\" t=\"e\"><v>#REF!</v></c><c r=\"ZZZZ8\"><v>1</v></c>"
            "<c r=\"B8\" t=\"str\"><v>Lỗi</v></c></row>");
    const FileContents contents = recognise(bytes);
    REQUIRE(contents.records.size() == 6);
    CHECK(contents.records[0].reading.facts->code == "1.900002");
    CHECK(contents.records[1].reading.facts->code == "1.900003");
    CHECK(contents.records[2].reading.refusal.reason == "not a code");
    for (std::size_t i = 3; i < 6; ++i)
        CHECK(contents.records[i].reading.refusal.reason == "no code");
}

TEST_CASE("a workbook without the header, or a zip without sheets, is not recognised") {
    CHECK(recognise(make_xlsx(kStrings, "<row r=\"1\"><c t=\"str\"><v>x</v></c></row>")).outcome ==
          FileContents::Outcome::not_recognised);
    CHECK(recognise(make_zip({{"word/document.xml", "<w/>"}})).outcome ==
          FileContents::Outcome::not_recognised);
}

TEST_CASE("a zip bomb is refused, whatever it says of its size") {
    const std::string bomb =
        make_zip({{"xl/worksheets/sheet1.xml", std::string(100u << 20, ' ')}}, 2u << 20);
    CHECK(bomb.size() < 1u << 20);
    const FileContents contents = recognise(bomb);
    CHECK(contents.outcome == FileContents::Outcome::broken);
    CHECK(contents.problem.find("unpacks to more") != std::string::npos);

    std::vector<std::pair<std::string, std::string>> many;
    for (int i = 0; i < 1'001; ++i) many.emplace_back("xl/n" + std::to_string(i), "");
    const FileContents crowd = recognise(make_zip(many));
    CHECK(crowd.outcome == FileContents::Outcome::broken);
}

TEST_CASE("more cells or more repeated text than any export is refused") {
    std::string rows = kHeader;
    for (int i = 0; i < 2'000; ++i) rows += "<row><c r=\"GR1\"><v>1</v></c></row>";
    CHECK(recognise(make_xlsx(kStrings, rows)).outcome == FileContents::Outcome::broken);

    std::string empty = kHeader;
    for (int i = 0; i < 210'000; ++i) empty += "<row/>";
    CHECK(recognise(make_xlsx(kStrings, empty)).outcome == FileContents::Outcome::broken);

    std::string repeated = kHeader;
    for (int i = 0; i < 20'000; ++i) repeated += "<row>" + cell("A1", 0) + "</row>";
    const std::string text = "<si><t>" + std::string(10'000, 'x') + "</t></si>";
    const FileContents contents = recognise(make_xlsx(text, repeated));
    CHECK(contents.outcome == FileContents::Outcome::broken);
    CHECK(contents.problem.find("more text") != std::string::npos);
}

TEST_CASE("a workbook keeps rows, columns and numbers as they stand, and says what is an error") {
    const std::string bytes = make_xlsx(
        kStrings,
        "<row r=\"4\"><c r=\"B4\"><v>46349.708333333336</v></c><c r=\"D4\" t=\"b\"><v>1</v></c>"
        "</row><row r=\"9\"><c r=\"A9\" t=\"e\"><v>#REF!</v></c>" +
            cell("C9", 999) + "</row>");
    const Workbook book = must(read_workbook(bytes, {.errors = CellErrors::as_text}));
    REQUIRE(book.sheets.size() == 1);
    const std::vector<SheetRow>& rows = book.sheets[0].rows;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].number == 4);
    CHECK(rows[0].cells == std::vector<std::string>{"", "46349.708333333336", "", "1"});
    CHECK(rows[1].number == 9);
    CHECK(rows[1].cells == std::vector<std::string>{"#ERROR!", "", "#ERROR!"});
    CHECK(must(read_workbook(bytes)).sheets[0].rows[1].cells ==
          std::vector<std::string>{"", "", ""});
    CHECK(read_workbook(bytes, {.cells = 9}).has_value());  // Two rows, seven cells.
    CHECK_FALSE(read_workbook(bytes, {.cells = 8}).has_value());
}

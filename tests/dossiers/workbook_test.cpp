#include <fmt/format.h>

#include "dossiers/shipped_mapping.h"
#include "importing/zip.h"

// The same exports as .xlsx, as spreadsheet programs and the portal's servers write them.

using dossiers::Problem;
using Kind = dossiers::Problem::Kind;

namespace {

const std::string kStrings =
    "<si><t>NgayTiepNhan</t></si><si><t>MaTTHC</t></si><si><t>KenhThucHien</t></si>"  // 0–2
    "<si><r><t>HoSoCo</t></r><r><t>ThanhPhanSoHoa</t></r></si>"                       // 3
    "<si><t>DuocThanhToanTrucTuyen</t></si><si><t>LePhi</t></si><si><t>KetQuaDienTu</t></si>"
    "<si><t>1.001193</t></si><si><t>Nguyễn Văn A</t></si>";  // 7, 8

std::string shared(const std::string& place, int index) {
    return fmt::format("<c r=\"{}\" t=\"s\"><v>{}</v></c>", place, index);
}
std::string number(const std::string& place, const std::string& value) {
    return fmt::format("<c r=\"{}\" s=\"3\"><v>{}</v></c>", place, value);
}
std::string row(int number, const std::string& cells) {
    return fmt::format("<row r=\"{}\">{}</row>", number, cells);
}

/// Header in row 3, below a title; column A holds people, and D nothing.
const std::string kHeader =
    row(1, shared("A1", 8)) +
    row(3, shared("B3", 0) + shared("C3", 1) + shared("E3", 2) + shared("F3", 3) + shared("G3", 4) +
               shared("H3", 5) + shared("I3", 6));

std::string dossier(int at, const std::string& date, const std::string& channel = "2") {
    const std::string n = std::to_string(at);
    return row(at, shared("A" + n, 8) + number("B" + n, date) + shared("C" + n, 7) +
                       number("E" + n, channel) + "<c r=\"F" + n + "\" t=\"b\"><v>1</v></c>" +
                       number("G" + n, "1") + number("H" + n, "8000") + "<c r=\"I" + n +
                       "\" t=\"inlineStr\"><is><t>Điện tử</t></is></c>");
}

std::string book(const std::string& rows) { return make_xlsx(kStrings, kHeader + rows); }

Problem only_problem(const std::string& bytes) {
    const dossiers::Reading reading = examine(bytes);
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.totals == dossiers::Totals{});
    return reading.problems[0];
}

const std::vector<tally::DossierTotal> kTwo = {
    total(kToday, "1.001193", "online digitised fee_online e_result", 2)};

}  // namespace

TEST_CASE("a workbook is read: serial dates with a time, numbers, booleans, gaps, titles") {
    const dossiers::Totals totals =
        totals_of(book(dossier(4, "46349") + row(5, "") + dossier(9, "46349.708333333336")));
    CHECK(totals.totals == kTwo);
    CHECK(totals.rows == 2);
    CHECK(totals.digest.size() == 64);
}

TEST_CASE("a bad cell of a workbook is told with the row and column that Excel shows") {
    const Problem word = only_problem(book(dossier(4, "46349") + dossier(17, "46349", "7")));
    CHECK(say(word).starts_with("row 17, column E (KenhThucHien): expected one of: 2"));
    const Problem future = only_problem(book(dossier(4, "46350")));
    CHECK(say(future) == "row 4, column B (NgayTiepNhan): the day is after today, 2026-11-23");
    // A code that Excel took for a number and cut the zero off: 2.000690.
    std::string cut = dossier(4, "46349");
    cut.replace(cut.find(shared("C4", 7)), shared("C4", 7).size(), number("C4", "2.00069"));
    CHECK(only_problem(book(cut)).kind == Kind::procedure);
}

TEST_CASE("a date of a workbook that counts from 1904 is refused, not moved by four years") {
    CHECK(only_problem(book(dossier(4, "44887"))).kind == Kind::day_too_old);
}

TEST_CASE("a cell in error is not an empty one") {
    std::string bytes = dossier(4, "46349");
    const std::string channel = number("E4", "2");
    bytes.replace(bytes.find(channel), channel.size(), "<c r=\"E4\" t=\"e\"><v>#REF!</v></c>");
    CHECK(only_problem(book(bytes)).kind == Kind::word);
    bytes.replace(bytes.find("<c r=\"E4\""),
                  std::string("<c r=\"E4\" t=\"e\"><v>#REF!</v></c>").size(), shared("E4", 999));
    CHECK(only_problem(book(bytes)).kind == Kind::word);
}

TEST_CASE("one sheet of several may hold the table, not two") {
    const auto sheet = [](const std::string& rows) {
        return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
    };
    const std::string strings = "<sst>" + kStrings + "</sst>";
    const std::string table = sheet(kHeader + dossier(4, "46349") + dossier(5, "46349"));
    CHECK(totals_of(make_zip({{"xl/sharedStrings.xml", strings},
                              {"xl/worksheets/sheet1.xml", sheet(row(1, shared("A1", 8)))},
                              {"xl/worksheets/sheet2.xml", table}}))
              .totals == kTwo);
    CHECK(only_problem(make_zip({{"xl/sharedStrings.xml", strings},
                                 {"xl/worksheets/sheet1.xml", table},
                                 {"xl/worksheets/sheet2.xml", table}}))
              .kind == Kind::two_tables);
    const Problem problem =
        only_problem(make_zip({{"xl/sharedStrings.xml", strings},
                               {"xl/worksheets/sheet1.xml", sheet(kHeader + dossier(4, "1"))},
                               {"xl/worksheets/sheet2.xml", sheet("")}}));
    CHECK(say(problem).starts_with("sheet1, row 4, column B (NgayTiepNhan): "));
}

TEST_CASE("workbooks that are none, or broken, or hostile, are refused in words") {
    CHECK(only_problem(make_xlsx(kStrings, row(1, shared("A1", 8)))).kind == Kind::no_header);
    CHECK(only_problem(book("")).kind == Kind::no_rows);
    CHECK(only_problem(make_zip({{"word/document.xml", "<w/>"}})).expected ==
          "a zip without worksheets");
    CHECK(only_problem("PK\x03\x04 and nothing").kind == Kind::unreadable);
    CHECK(only_problem(make_xlsx(kStrings, "<row")).kind == Kind::unreadable);

    const std::string bomb =
        make_zip({{"xl/worksheets/sheet1.xml", std::string(100u << 20, ' ')}}, 2u << 20);
    CHECK(bomb.size() < 1u << 20);
    const Problem problem = only_problem(bomb);
    CHECK(problem.kind == Kind::unreadable);
    CHECK(problem.expected.find("unpacks to more") != std::string::npos);

    std::string wide;
    for (int i = 4; i < 2'400; ++i) wide += row(i, number("GR" + std::to_string(i), "1"));
    CHECK(only_problem(book(wide)).kind == Kind::unreadable);
}

TEST_CASE("a large workbook is read whole, and one row too many is refused") {
    std::string rows;
    for (int i = 4; i < 50'004; ++i)
        rows += row(i, fmt::format("<c><v>46349</v></c>{}<c><v>2</v></c><c><v>1</v></c>"
                                   "<c><v>1</v></c><c><v>8</v></c><c><v>1</v></c>",
                                   "<c t=\"s\"><v>7</v></c>"));
    const std::string header =
        row(3, shared("A3", 0) + shared("B3", 1) + shared("C3", 2) + shared("D3", 3) +
                   shared("E3", 4) + shared("F3", 5) + shared("G3", 6));
    const auto whole = [&](const std::string& more) {
        return make_zip({{"xl/sharedStrings.xml", "<sst>" + kStrings + "</sst>"},
                         {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + header + rows +
                                                          more + "</sheetData></worksheet>"}},
                        8u << 20);
    };
    CHECK(totals_of(whole("")).dossiers() == 50'000);
    CHECK(only_problem(whole(row(50'004, "<c><v>46349</v></c>"))).kind == Kind::too_many_rows);
}

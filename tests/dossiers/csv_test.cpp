#include "dossiers/csv.h"

#include "support/must.h"

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows read(const std::string& bytes, char separator = ',') {
    dossiers::CsvReader reader(bytes, separator);
    importing::SheetRow row;
    Rows rows;
    while (must(reader.next(row))) {
        rows.push_back(row.cells);
        CHECK(row.number == rows.size());
    }
    return rows;
}

std::string fault(const std::string& bytes) {
    dossiers::CsvReader reader(bytes, ',');
    importing::SheetRow row;
    for (int i = 0; i < 10; ++i) {
        const Result<bool> more = reader.next(row);
        if (!more) return std::to_string(row.number) + ": " + more.error().message;
    }
    FAIL("expected a failure");
    return {};
}

}  // namespace

TEST_CASE("cells are between separators, rows between line ends of any kind") {
    CHECK(read("a,b\nc,d\n") == Rows{{"a", "b"}, {"c", "d"}});
    CHECK(read("a,b\r\nc,d") == Rows{{"a", "b"}, {"c", "d"}});
    CHECK(read("a,b\rc,d\r") == Rows{{"a", "b"}, {"c", "d"}});
    CHECK(read("a;b,c\n", ';') == Rows{{"a", "b,c"}});
    CHECK(read("a\tb\n", '\t') == Rows{{"a", "b"}});
    CHECK(read(",\n,,") == Rows{{"", ""}, {"", "", ""}});
    CHECK(read("").empty());
}

TEST_CASE("a blank row is a row: numbers stay those of the spreadsheet program") {
    CHECK(read("a\n\nb\r\n\r\nc") == Rows{{"a"}, {""}, {"b"}, {""}, {"c"}});
}

TEST_CASE("quotes hold separators, line breaks and quotes") {
    CHECK(read("\"a,b\",\"c\nd\r\ne\",\"say \"\"x\"\"\"\nf") ==
          Rows{{"a,b", "c\nd\r\ne", "say \"x\""}, {"f"}});
    CHECK(read("\"\",\"\"\"\"\n") == Rows{{"", "\""}});
    CHECK(read("a \"b\" c,5\" pipe\n") == Rows{{"a \"b\" c", "5\" pipe"}});  // Not at the start.
}

TEST_CASE("a quote that is never closed, or has text behind it, is told with its row") {
    CHECK(fault("a,b\n\"c,d\ne,f\n") == "2: a quote is never closed");
    CHECK(fault("a\nb\n\"c\"d,e\n") == "3: there is text behind a closing quote");
    CHECK(fault("\"") == "1: a quote is never closed");
}

TEST_CASE("more columns than any export are dropped, not kept") {
    const Rows rows = read(std::string(5'000'000, ',') + "x\ny");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].size() == importing::kColumnsMax);
    CHECK(rows[1] == std::vector<std::string>{"y"});
}

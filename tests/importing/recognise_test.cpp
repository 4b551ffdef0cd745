#include "importing/recognise.h"

#include <random>

#include "base/files.h"
#include "importing/json_text.h"
#include "importing/zip.h"
#include "support/must.h"

using namespace importing;
using Outcome = FileContents::Outcome;

namespace {

const std::string kFixtures = std::string(SOURCE_DIR) + "/tests/data/importing/in/";

std::string fixture(const std::string& name) {
    return must(files::read(kFixtures + name, 1 << 20));
}

/// One small file of every kind that is read.
std::vector<std::pair<std::string, std::string>> kinds() {
    std::vector<std::pair<std::string, std::string>> files;
    for (const char* name : {"api-amount.json", "page-glued.json", "document.json", "list.jsonl"})
        files.emplace_back(name, fixture(name));
    files.emplace_back(
        "xlsx",
        make_xlsx("<si><t>Mã số</t></si><si><t>Tên</t></si>",
                  "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"
                  "<row><c t=\"str\"><v>1.900001</v></c><c t=\"str\"><v>Một</v></c></row>"));
    return files;
}

/// What must hold for any bytes: a problem or records, and a reason for every refusal.
void check_sound(const FileContents& contents) {
    if (contents.outcome != Outcome::read) {
        CHECK(!contents.problem.empty());
        CHECK(contents.records.empty());
    }
    for (const FileRecord& record : contents.records) {
        CHECK(!record.place.empty());
        if (record.reading.facts) {
            CHECK(catalogue::is_code(record.reading.facts->code));
            CHECK(!record.reading.facts->name.empty());
        } else {
            CHECK(!record.reading.refusal.reason.empty());
        }
    }
}

}  // namespace

TEST_CASE("a file is what its content says, whatever it is called") {
    const struct {
        const char* name;
        const char* form;
    } forms[] = {{"api-amount.json", "portal API"},
                 {"api-no-data.json", "portal API"},
                 {"page-glued.json", "portal page"},
                 {"document.json", "document"},
                 {"list.jsonl", "list"}};
    for (const auto& one : forms) {
        CAPTURE(one.name);
        const FileContents contents = recognise(fixture(one.name));
        CHECK(contents.outcome == Outcome::read);
        CHECK(contents.form == one.form);
    }
}

TEST_CASE("what is no source of procedures says what it is") {
    const struct {
        std::string bytes;
        const char* problem;
    } others[] = {{"", "empty"},
                  {"\r\n\t ", "empty"},
                  {"%PDF-1.7 …", "a PDF file"},
                  {"\xD0\xCF\x11\xE0\xA1\xB1", "an old Office file; save it as .xlsx"},
                  {"\xFF\xFE{\0", "UTF-16 text; save it as UTF-8"},
                  {"<html>", "XML or HTML"},
                  {"\x80\x81", "binary data, or text that is not UTF-8"},
                  {"1.001193;Khai sinh", "plain text"},
                  {"[]", "JSON, but no record of a known shape"},
                  {"{\"format\":1,\"kind\":\"import\",\"records\":[]}",
                   "JSON, but no record of a known shape"}};
    for (const auto& one : others) {
        CAPTURE(one.problem);
        const FileContents contents = recognise(one.bytes);
        CHECK(contents.outcome == Outcome::not_recognised);
        CHECK(contents.problem == one.problem);
    }
}

TEST_CASE("arrays, wrapped arrays and lines hold many records of mixed kinds") {
    const std::string row = R"({"code":"1.900001","name":"Một","categories":[]})";
    const std::string other = R"({"code":"1.900002","name":"Hai","executionMethods":[]})";
    for (const std::string& bytes :
         {"[" + row + "," + other + "]", "{\"data\":[" + row + "," + other + "]}",
          "{\"data\":{\"content\":[" + row + "," + other + "]}}", row + "\n" + other,
          "\xEF\xBB\xBF" + row + "\r\n\r\n" + other + "\r\n"}) {
        CAPTURE(bytes);
        const FileContents contents = recognise(bytes);
        CHECK(contents.form == "list+portal API");
        REQUIRE(contents.records.size() == 2);
        CHECK(contents.records[1].reading.facts->name == "Hai");
    }
}

TEST_CASE("a damaged line costs that line, wherever it stands") {
    const std::string row = R"({"code":"1.900001","name":"Một","categories":[]})";
    for (const std::string& bytes : {"{broken\n" + row + "\n" + row, row + "\n\xff\xfe\n" + row}) {
        const FileContents contents = recognise(bytes);
        REQUIRE(contents.records.size() == 3);
        CHECK(contents.records[2].reading.facts);
    }
}

TEST_CASE("NULs are read as spaces, escaped backslashes are not taken for them") {
    std::string bytes = R"(["a\u0000b","\\u0000"])";
    bytes += '\0';
    CHECK(blank_nuls(bytes) == 2);
    CHECK(bytes == R"(["a      b","\\u0000"] )");
}

TEST_CASE("depth, doubled keys and latin-1 are refused with the place") {
    const std::string deep = std::string(100'000, '[');
    for (const std::string& bytes :
         {deep, std::string("{\"data\":") + deep, std::string("{\"a\":1,\"a\":2}"),
          std::string("{\"ma_thu_tuc\":\"1.900001\",\"ten_thu_tuc\":\"T\xean\"}")}) {
        const FileContents contents = recognise(bytes);
        CHECK(contents.outcome == Outcome::broken);
        CHECK(contents.problem.starts_with("line"));
    }
}

TEST_CASE("every truncation of every kind is read soundly or refused with a reason") {
    for (const auto& [name, bytes] : kinds()) {
        CAPTURE(name);
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            CAPTURE(size);
            check_sound(recognise(bytes.substr(0, size)));
        }
    }
}

TEST_CASE("flipped bytes never bring an unsound record") {
    constexpr int kRounds = 400;
    for (const auto& [name, bytes] : kinds()) {
        for (unsigned seed = 0; seed < kRounds; ++seed) {
            CAPTURE(name);
            CAPTURE(seed);
            std::mt19937 random(seed);
            std::string damaged = bytes;
            for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
                damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
            check_sound(recognise(damaged));
        }
    }
}

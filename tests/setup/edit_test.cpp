#include "setup/edit.h"

#include "base/files.h"
#include "settings/settings.h"
#include "support/must.h"
#include "tables/tables.h"

using setup::Change;

namespace {

const std::string kSource = "kiosk.toml";

std::string shipped() { return must(files::read(SOURCE_DIR "/config/kiosk.toml", 1 << 20)); }

/// Everything behind a '#' that is not in a text, line by line.
std::vector<std::string> comments_of(const std::string& text) {
    std::vector<std::string> comments;
    char inside = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (inside == '"' && text[i] == '\\')
            ++i;
        else if (inside != 0 && text[i] == inside)
            inside = 0;
        else if (inside == 0 && (text[i] == '"' || text[i] == '\''))
            inside = text[i];
        else if (inside == 0 && text[i] == '#') {
            const std::size_t end = std::min(text.find('\n', i), text.size());
            comments.push_back(text.substr(i, end - i));
            i = end;
        }
    }
    return comments;
}

std::string with(const std::string& text, const std::string& key, const std::string& value) {
    return must(setup::changed(text, {{key, value}}, kSource));
}

}  // namespace

TEST_CASE("one value is another, and every other byte is as it was") {
    CHECK(with("a = 1\n", "a", "22") == "a = 22\n");
    CHECK(with("[t]\nb = 1 # c\n", "t.b", "2") == "[t]\nb = 2 # c\n");
    CHECK(with("[t] # đầu\n  b=\"Điện\"  # phường\n", "t.b", "\"x\"") ==
          "[t] # đầu\n  b=\"x\"     # phường\n");
    CHECK(with("[t]\nb = [\"a\", # một\n \"b\" ]  # hai\nc = 1\n", "t.b", "[]") ==
          "[t]\nb = []  # hai\nc = 1\n");
    CHECK(with("[t]\nn.vi = \"é\" # a\nn.en = 'e'\n", "t.n.vi", "\"ố ồ\"") ==
          "[t]\nn.vi = \"ố ồ\" # a\nn.en = 'e'\n");
    CHECK(with("[t]\r\nb = 1\r\nc = 2\r\n", "t.b", "3") == "[t]\r\nb = 3\r\nc = 2\r\n");
    CHECK(with("[t]\nb = 1", "t.b", "-7") == "[t]\nb = -7");
    CHECK(with("\xEF\xBB\xBF[t]\nb = 1\n", "t.b", "2") == "\xEF\xBB\xBF[t]\nb = 2\n");
}

TEST_CASE("a key or a table that was not there is written where a person would look for it") {
    CHECK(with("# a\n[t]   # đầu\nb = 1\n[u]\n", "t.c", "2") ==
          "# a\n[t]   # đầu\nc = 2\nb = 1\n[u]\n");
    CHECK(with("[t]\nb = 1", "u.c", "\"x\"") == "[t]\nb = 1\n\n[u]\nc = \"x\"\n");
    CHECK(with("", "province.address", "\"x\"") == "\n[province]\naddress = \"x\"\n");
    CHECK(with("[t]\nn.vi = \"a\"\n", "t.n.en", "\"b\"") == "[t]\nn.en = \"b\"\nn.vi = \"a\"\n");
}

TEST_CASE("texts are quoted so that they come back as they were, whatever is in them") {
    for (const std::string& text :
         {std::string("Wi-Fi \"nhà\" \\ #1"), std::string("a'b"), std::string("ố\tb"),
          std::string("]"), std::string(), std::string("\x7f")}) {
        const std::string made = with(shipped(), "wifi.password", setup::in_toml(text));
        CHECK(must(settings::parse(made, kSource)).wifi.password == text);
        CHECK(comments_of(made) == comments_of(shipped()));
    }
}

TEST_CASE("every key of the shipped file can be changed, and no comment is lost") {
    const std::vector<Change> changes{{"unit.province", "\"52\""},
                                      {"unit.ward", "\"21553\""},
                                      {"unit.counter", "\"Quầy 12\""},
                                      {"unit.place.vi", "\"Phường Quy Nhơn Bắc\""},
                                      {"screen.panel_width_mm", "268"},
                                      {"screen.above_floor_mm", "912.5"},
                                      {"screen.rotate", "270"},
                                      {"wifi.name", "\"\""},
                                      {"wifi.password", "\"một hai\""},
                                      {"opening.saturday", "[]"},
                                      {"opening.monday", "[\"07:30-11:30\", \"13:30-17:00\"]"},
                                      {"slip_printer.kind", "\"escpos\""},
                                      {"slip_printer.device", "\"tcp:192.168.1.50:9100\""},
                                      {"slip_printer.width_mm", "58"}};
    const std::string made = must(setup::changed(shipped(), changes, kSource));
    CHECK(comments_of(made) == comments_of(shipped()));
    const settings::Settings read = must(settings::parse(made, kSource));
    CHECK(read.unit.counter == "Quầy 12");
    CHECK(read.screen.panel_width_mm == 268);
    CHECK(read.screen.rotate == 270);
    CHECK(read.opening[6].empty());
    CHECK(read.slip_printer.width_mm == 58);
    // Back again, byte by byte but for blanks before comments.
    CHECK(must(setup::changed(made, changes, kSource)) == made);
}

TEST_CASE("what cannot be put in its place is refused, and says what to write by hand") {
    CHECK(
        must_fail(setup::changed("a = [=]\n", {{"a", "1"}}, kSource)).starts_with("kiosk.toml:1"));
    CHECK(must_fail(setup::changed("a = 1\n", {{"a", "1 2"}}, kSource)).find("kiosk.toml") == 0);
    // A value that would bring a second key with it.
    CHECK(must_fail(setup::changed("a = 1\n", {{"a", "2\nb = 3"}}, kSource))
              .find("write it by hand") != std::string::npos);
    // An inline table is no place for another line.
    CHECK(must_fail(setup::changed("t = {a = 1}\nb = 2\n", {{"t.c", "3"}}, kSource))
              .find("\"t.c\"") != std::string::npos);
}

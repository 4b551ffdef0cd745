#include "settings/settings.h"

#include <algorithm>
#include <fstream>

#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"
#include "tables/tables.h"

using namespace std::chrono_literals;

namespace {

const std::string kShipped = std::string(SOURCE_DIR) + "/config/kiosk.toml";

std::string shipped_text() { return must(files::read(kShipped, 1 << 20)); }

Result<settings::Settings> read(const std::string& bytes) {
    const TempDir dir;
    must(files::write_atomically(dir / "kiosk.toml", bytes));
    return settings::load(dir / "kiosk.toml");
}

/// The line of a text, counted from 1.
std::size_t line_of(const std::string& text, const std::string& part) {
    const std::size_t at = text.find(part);
    REQUIRE(at != std::string::npos);
    return 1 + static_cast<std::size_t>(
                   std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

/// The shipped file with the line that begins so replaced.
std::string with_line(const std::string& begins, const std::string& instead) {
    std::string text = shipped_text();
    const std::size_t at = text.find("\n" + begins);
    REQUIRE(at != std::string::npos);
    const std::size_t end = text.find('\n', at + 1);
    return text.replace(at + 1, end - at - 1, instead);
}

std::size_t lines(const std::string& message) {
    return 1 + static_cast<std::size_t>(std::count(message.begin(), message.end(), '\n'));
}

}  // namespace

TEST_CASE("the shipped configuration loads, and is that of phường Diên Hồng") {
    const settings::Settings settings = must(settings::load(kShipped));
    CHECK(settings.unit.province == "52");
    CHECK(settings.unit.ward == "23563");
    CHECK(settings.unit.name.vi == "Bộ phận Một cửa");
    CHECK(settings.unit.place.en == "Diên Hồng Ward, Gia Lai Province");
    CHECK(settings.screen.panel_width_mm == 476);
    CHECK(settings.screen.painter == "automatic");
    CHECK(settings.screen.rotate == 0);
    CHECK(settings.touch.rotate == 0);
    CHECK_FALSE(settings.touch.mirror_x);
    CHECK(settings.wifi.name == "MotCua-DienHong");
    CHECK(settings.wifi.password.empty());
    CHECK(settings.opening[0].empty());
    CHECK(settings.opening[1] == std::vector<settings::Span>{{7h, 11h + 30min}, {13h, 17h}});
    CHECK(settings.opening[6] == std::vector<settings::Span>{{7h, 11h + 30min}});
    CHECK(settings.visit.idle == 120s);
    CHECK(settings.visit.warning == 30s);
    CHECK(settings.staff.idle == 120s);
    CHECK(settings.slip_printer == settings::Printer{});
    CHECK(settings.sheet_printer == settings::Printer{});
    CHECK(settings.sticks.folders == std::vector<std::string>{"/media", "/run/media", "/mnt/usb"});
    CHECK_FALSE(settings.test_mode);
    CHECK(settings.routes == "/proc/net/route");
}

TEST_CASE("each mistake is told with file, line and what was expected") {
    struct Mistake {
        std::string begins;   ///< The line of the shipped file…
        std::string instead;  ///< …that somebody wrote like this.
        std::string expected;
    };
    const Mistake mistakes[] = {
        {"province", "province = \"5\"", "two digits"},
        {"province", "province = 52", "a text in quotes"},
        {"ward", "ward = \"2356x\"", "five digits"},
        {"ward", "ward = \"\"", "a text in quotes"},
        {"counter", "counter = 1", "a text in quotes"},
        {"counter", "kounter = \"1\"", "\"kounter\" is not known here; expected one of: province"},
        {"name.vi", "name.vi = \"Bo\u0323 phận\"", "composed Vietnamese letters (NFC)"},
        {"name.en", "name.fr = \"Guichet\"", "\"fr\" is not known here; expected one of: vi, en"},
        {"panel_width_mm", "panel_width_mm = 20", "a number, 200 to 2000"},
        {"panel_width_mm", "panel_width_mm = nan", "a number, 200 to 2000"},
        {"panel_width_mm", "panel_width_mm = \"476\"", "a number, 200 to 2000"},
        {"painter", "painter = \"opengl\"", "one of \"automatic\", \"software\", \"gpu\""},
        {"rotate", "rotate = 45", "0, 90, 180 or 270"},
        {"rotate", "rotate = 360", "a whole number, 0 to 270"},
        {"rotate", "rotate = 90.0", "a whole number, 0 to 270"},
        {"mirror_x", "mirror_x = \"no\"", "true or false"},
        {"calibration", "calibration = { left = 201, right = 0, top = 0, bottom = 0 }",
         "a whole number, -200 to 200"},
        {"calibration", "calibration = { left = 0, right = 0, top = 0.5, bottom = 0 }",
         "a whole number, -200 to 200"},
        {"calibration", "calibration = { left = 0, right = 0, top = 0 }", "\"bottom\""},
        {"calibration", "calibration = { left = 0, right = 0, top = 0, bottom = 0, up = 1 }",
         "\"up\" is not known here; expected one of: left"},
        {"mirror_y", "mirror_y = 0", "true or false"},
        {"password", "password = 12345678", "a text in quotes"},
        {"folders", "folders = [1]", "texts in quotes"},
        {"monday", "monday = [\"7:00-11:30\"]", "hours as \"07:30-11:30\""},
        {"monday", "monday = [\" 7:00-11:30\"]", "hours as \"07:30-11:30\""},
        {"monday", "monday = [\"+7:00-11:30\"]", "hours as \"07:30-11:30\""},
        {"monday", "monday = [\"07:00-11:60\"]", "hours as \"07:30-11:30\""},
        {"monday", "monday = [\"07:00-24:01\"]", "hours as \"07:30-11:30\""},
        {"monday", "monday = [\"11:30-07:00\"]", "hours as \"07:30-11:30\""},
        {"monday", "monday = [\"07:00-07:00\"]", "hours as \"07:30-11:30\""},
        {"monday", "monday = [\"07:00–11:30\"]", "hours as \"07:30-11:30\""},
        {"monday", "monday = \"07:00-11:30\"", "a list of texts"},
        {"sunday", "sonntag = []", "\"sonntag\" is not known here"},
        {"dim_after", "dim_after = -1", "a whole number, 0 to 1440"},
        {"off_after", "off_after = 9", "0 (never) or as many minutes as \"dim_after\""},
        {"on_before", "on_before = 121", "a whole number, 0 to 120"},
        {"on_before", "on = 5", "\"on\" is not known here; expected one of: dim_after"},
        {"idle =", "idle = 5", "a whole number, 20 to 600"},
        {"idle_at_qr", "idle_at_qr = \"4 min\"", "a whole number, 60 to 1800"},
        {"warning", "warning = 10", "a whole number, 20 to 120"},
        {"thanks", "thanks = 0", "a whole number, 5 to 120"},
        {"kind", "kind = \"usb\"", "one of \"none\", \"cups\", \"escpos\""},
        {"device", "device = 9100", "a text in quotes"},
        {"width_mm", "width_mm = 57", "58 to 80"},
        {"width_mm", "width_mm = 72", "expected 58 or 80"},
        {"width_mm", "width = 80", "\"width\" is not known here; expected one of: kind"},
        {"[slip_printer]", "[printer]", "\"printer\" is not known here; expected one of: unit"},
        {"folders", "folders = \"/media\"", "a list of texts"},
        {"folders", "folders = [\"media\"]", "\"media\": expected a whole path"},
        {"folders", "folders = [\"/media\", \"/\"]", "\"/\": expected a whole path"},
        {"folders", "folders = [\"/media\", \"\"]", "texts in quotes"},
        {"folders", "folders = [\"/1\",\"/2\",\"/3\",\"/4\",\"/5\",\"/6\",\"/7\",\"/8\",\"/9\"]",
         "at most 8"},
        {"test_mode", "test_mode = 1", "true or false"},
        {"routes", "routes = \"\"", "a text in quotes"},
        {"counter", "counter = một", "texts in quotes, with a blank before them"},
        {"counter", "counter = 0\"một\"", "texts in quotes, with a blank before them"},
        {"counter", "counter = “1”", "texts in quotes, with a blank before them"},
        {"counter", "counter\u00A0= \"1\"", "texts in quotes, with a blank before them"},
        {"[network]", "[netwerk]", "\"netwerk\" is not known here; expected one of: unit"},
        {"routes", "routes", "Error while parsing"},
        {"routes", "routes = \"a", "Error while parsing"},
        {"idle_at_qr", "idle = 30", "Error while parsing"},  // The same key twice.
    };
    for (const Mistake& mistake : mistakes) {
        CAPTURE(mistake.instead);
        const std::string text = with_line(mistake.begins, mistake.instead);
        const auto result = read(text);
        CHECK_FALSE(result.has_value());
        if (result) continue;
        const std::string message = result.error().message;
        CAPTURE(message);
        CHECK(result.error().code == Error::Code::invalid);
        const std::size_t at = line_of(text, mistake.instead);
        const std::string place = "/kiosk.toml:" + std::to_string(at) + ": ";
        const std::size_t found = message.find(place);
        REQUIRE(found != std::string::npos);
        CHECK(message.find(mistake.expected, found) != std::string::npos);
    }
}

TEST_CASE("a missing key names the line of its section, a missing section is one line") {
    const std::string no_ward = with_line("ward", "");
    const std::string message = must_fail(read(no_ward));
    CHECK(lines(message) == 1);
    CHECK(message.find("kiosk.toml:" + std::to_string(line_of(no_ward, "[unit]")) +
                       ": \"ward\": expected") != std::string::npos);

    std::string no_unit = shipped_text();
    const std::size_t from = no_unit.find("[unit]");
    no_unit.erase(from, no_unit.find("[screen]") - from);
    const std::string missing = must_fail(read(no_unit));
    CHECK(lines(missing) == 1);
    CHECK(missing.ends_with("expected a section [unit]"));
}

TEST_CASE("several mistakes come together, in the order of the file's sections") {
    std::string text = with_line("rotate", "rotate = 45");
    text.replace(text.find("\nidle ="), 8, "\nidle = 9");
    text.replace(text.find("monday = [\"07:00"), 16, "monday = [\"7:00");
    const std::string message = must_fail(read(text));
    CAPTURE(message);
    CHECK(lines(message) == 3);
    CHECK(message.find("\"rotate\"") < message.find("7:00-11:30"));
    CHECK(message.find("7:00-11:30") < message.find("\"idle\""));
}

TEST_CASE("the staff's own time is not the citizen's") {
    std::string text = shipped_text();
    const std::size_t section = text.find("\n[staff]");
    const auto with_idle = [&](const std::string& value) {
        std::string changed = text;
        return changed.replace(changed.find("idle = 120", section), 10, "idle = " + value);
    };
    const settings::Settings settings = must(read(with_idle("30")));
    CHECK(settings.staff.idle == 30s);
    CHECK(settings.visit.idle == 120s);
    for (const char* value : {"29", "601", "\"120\"", "2.0"}) {
        const std::string message = must_fail(read(with_idle(value)));
        CHECK(message.find(":" + std::to_string(line_of(text, "[staff]") + 1) +
                           ": \"idle\": expected a whole number, 30 to 600") != message.npos);
    }
}

TEST_CASE("a printer's device is one that its kind can have") {
    struct Device {
        std::string kind, device;
        bool right;
    };
    const Device devices[] = {
        {"none", "", true},
        {"none", "left from last year", true},
        {"cups", "Brother_HL-L2321D", true},
        {"cups", "máy-in", true},
        {"cups", std::string(127, 'q'), true},
        {"cups", std::string(128, 'q'), false},
        {"cups", "", false},
        {"cups", "two words", false},
        {"cups", "ipp://host/queue", false},
        {"cups", "a#b", false},
        {"cups", "a'b", false},
        {"cups", "tab\\t", false},
        {"escpos", "/dev/usb/lp0", true},
        {"escpos", "tcp:192.168.1.50:9100", true},
        {"escpos", "tcp:may-in.dien-hong:1", true},
        {"escpos", "tcp:printer:65535", true},
        {"escpos", "", false},
        {"escpos", "/", false},
        {"escpos", "dev/usb/lp0", false},
        {"escpos", "lp0", false},
        {"escpos", "tcp:", false},
        {"escpos", "tcp::9100", false},
        {"escpos", "tcp:192.168.1.50", false},
        {"escpos", "tcp:192.168.1.50:", false},
        {"escpos", "tcp:192.168.1.50:0", false},
        {"escpos", "tcp:192.168.1.50:65536", false},
        {"escpos", "tcp:192.168.1.50:9100000000000000000000", false},
        {"escpos", "tcp:192.168.1.50:91oo", false},
        {"escpos", "tcp:a b:9100", false},
        {"escpos", "tcp:a:b:9100", false},
        {"escpos", "TCP:printer:9100", false},
    };
    const std::string shipped = shipped_text();
    for (const std::string section : {"[slip_printer]", "[sheet_printer]"}) {
        for (const Device& device : devices) {
            CAPTURE(device.kind);
            CAPTURE(device.device);
            std::string text = shipped;
            const std::size_t at = text.find("\n" + section);
            REQUIRE(at != text.npos);
            const std::size_t kind = text.find("\"none\"", at);
            text.replace(kind, 6, "\"" + device.kind + "\"");
            text.replace(text.find("\"\"", at), 2, "\"" + device.device + "\"");
            const auto result = read(text);
            CHECK(result.has_value() == device.right);
            if (!result) {
                const std::string place = ":" + std::to_string(line_of(text, section) + 2) + ": ";
                CHECK(result.error().message.find(place + "\"device\": expected") != text.npos);
                CHECK(lines(result.error().message) == 1);
            } else if (device.kind != "none") {
                const bool slip = section == "[slip_printer]";
                CHECK((slip ? result->slip_printer : result->sheet_printer) ==
                      settings::Printer{.kind = device.kind, .device = device.device});
                CHECK((slip ? result->sheet_printer : result->slip_printer) == settings::Printer{});
            }
        }
    }
}

TEST_CASE("a device that is no text is one mistake, not two") {
    std::string text = with_line("kind", "kind = \"escpos\"");
    text.replace(text.find("device = \"\""), 11, "device = 9100");
    CHECK(lines(must_fail(read(text))) == 1);
}

TEST_CASE("a roll may be 58 mm wide, and a kiosk may do without sticks") {
    CHECK(must(read(with_line("width_mm", "width_mm = 58"))).slip_printer.width_mm == 58);
    CHECK(must(read(with_line("folders", "folders = []"))).sticks.folders.empty());
}

TEST_CASE("languages are offered in the order of the list, Vietnamese always among them") {
    using text::Language;
    CHECK(must(settings::load(kShipped)).languages == std::vector{Language::vi, Language::en});
    const auto offered = [](const std::string& list) {
        return read(with_line("offered =", "offered = " + list));
    };
    CHECK(must(offered(R"(["jra", "vi", "bdq", "en"])")).languages ==
          std::vector{Language::jra, Language::vi, Language::bdq, Language::en});
    CHECK(must(offered(R"(["vi"])")).languages == std::vector{Language::vi});
    const std::string place = ":" + std::to_string(line_of(shipped_text(), "offered =")) + ": ";
    for (const auto& [list, says] : std::vector<std::pair<std::string, std::string>>{
             {R"(["en"])", "\"offered\": expected \"vi\" among them"},
             {"[]", "\"offered\": expected \"vi\" among them"},
             {R"(["vi", "fr"])", "\"fr\": expected languages of vi, en, jra, bdq"},
             {R"(["vi", "en", "en"])", "\"en\" is offered twice"},
             {R"("vi")", "\"offered\": expected a list of texts"},
             {R"(["vi", 3])", "\"offered\": expected texts in quotes"}}) {
        CAPTURE(list);
        const std::string message = must_fail(offered(list));
        CAPTURE(message);
        CHECK(message.find(place + says) != std::string::npos);
        CHECK(message.find('\n') == std::string::npos);
    }
    // A kiosk.toml of before there were four languages.
    std::string older = with_line("offered =", "");
    older.erase(older.find("[languages]"), std::string("[languages]").size());
    CHECK(must(read(older)).languages == std::vector{Language::vi, Language::en});
}

TEST_CASE("a text may be in Jrai and Bahnar too, in letters of today") {
    const std::string name = "name.en = \"One-Stop Counter\"\n";
    const auto with = [&](const std::string& line) {
        return read(with_line("name.en", name + line));
    };
    CHECK(must(with("name.bdq = \"'meh\"")).unit.name.bdq == "‘meh");
    CHECK(must(with("")).unit.name.jra.empty());
    CHECK(must_fail(with("name.jra = \"[u\"")).find("probably \"ƀu\"") != std::string::npos);
    CHECK(must_fail(with("name.jra = \"\"")).find("\"jra\": expected a text") != std::string::npos);
}

TEST_CASE("a panel may never go dark, or go dark as it dims") {
    CHECK(must(read(with_line("off_after", "off_after = 0"))).night.off_after == 0min);
    CHECK(must(read(with_line("off_after", "off_after = 10"))).night.off_after == 10min);
}

TEST_CASE("a whole day is from midnight to midnight") {
    const settings::Settings settings =
        must(read(with_line("sunday", "sunday = [\"00:00-24:00\"]")));
    CHECK(settings.opening[0] == std::vector<settings::Span>{{0min, 24h}});
}

TEST_CASE("an editor's byte order mark and line ends do no harm") {
    const std::string text = shipped_text();
    CHECK(read("\xEF\xBB\xBF" + text).has_value());
    std::string windows;
    for (const char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const auto settings = read(windows);
    REQUIRE(settings.has_value());
    CHECK(settings->wifi.name == "MotCua-DienHong");
    CHECK(settings->unit.place.vi == "Phường Diên Hồng, tỉnh Gia Lai");
}

TEST_CASE("what is no configuration at all is refused with a reason") {
    const std::string text = shipped_text();
    CHECK(lines(must_fail(read(""))) == 12);  // One for each section.
    for (const std::string& bytes :
         {std::string("\0", 1), text.substr(0, 300) + '\0' + text.substr(300),
          std::string("\xff\xfe\x00[", 4), std::string("name = \"\xc3(\""),
          std::string(tables::kBytesMax + 1, '#'), std::string(10'000, '['),
          std::string("{\"json\": 1}")}) {
        const auto result = read(bytes);
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().message.find("kiosk.toml") != std::string::npos);
        CHECK(result.error().message.size() < 1000);
    }
    const TempDir dir;
    const auto absent = settings::load(dir / "kiosk.toml");
    REQUIRE_FALSE(absent.has_value());
    CHECK(absent.error().code == Error::Code::not_found);
    CHECK(absent.error().message.find("kiosk.toml") != std::string::npos);
}

TEST_CASE("a section without a name is refused, not fatal") {
    for (const char* header : {"[=]", "[.unit]", "[ =]", "[[=]]", "[[[unit]]]", "[", "[[", "[#",
                               "  [\t.a]", "[]", "[[]]", "[ [unit]]", "[unit", "[\xC4\x91]"}) {
        CAPTURE(header);
        const std::string text = with_line("[network]", header);
        const std::string message = must_fail(read(text));
        CAPTURE(message);
        const std::size_t at = line_of(text, "\n" + std::string(header) + "\n") + 1;
        CHECK(message.find("kiosk.toml:" + std::to_string(at) + ":") != std::string::npos);
    }
}

TEST_CASE("a byte gone wrong anywhere never crashes the reader") {
    const TempDir dir;
    const std::string good = shipped_text();
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bytes = good;
        for (const char wrong : {'\0', '"', '[', '=', '.', '\n', '\xff'}) {
            bytes[at] = wrong;
            std::ofstream(dir / "kiosk.toml", std::ios::binary) << bytes;
            const auto result = settings::load(dir / "kiosk.toml");
            if (!result && result.error().message.find(":0:") != std::string::npos)
                FAIL("byte " << at << ": " << result.error().message);
        }
    }
}

TEST_CASE("every truncation of the configuration is refused, until its last key") {
    const std::string text = shipped_text();
    const std::size_t whole = text.rfind("route\"") + 6;
    for (std::size_t size = 0; size < whole; size += 7)
        if (read(text.substr(0, size))) FAIL("accepted " << size << " bytes");
    CHECK(read(text.substr(0, whole)).has_value());
}

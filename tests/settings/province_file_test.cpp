#include "settings/province_file.h"

#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"

using settings::Address;
using settings::ProvinceSettings;

namespace {

const std::string kShipped = std::string(SOURCE_DIR) + "/config/province.toml";

/// The shipped file with one piece of text in place of another.
Result<ProvinceSettings> with(const std::string& from, const std::string& to) {
    std::string text = must(files::read(kShipped, 1 << 20));
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    const TempDir dir;
    must(files::write_atomically(dir / "province.toml", text));
    return settings::load_province(dir / "province.toml");
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the shipped configuration is that of Gia Lai, over TLS and SQLite") {
    const ProvinceSettings settings = must(settings::load_province(kShipped));
    CHECK(settings.code == "52");
    CHECK(settings.name == "Gia Lai");
    CHECK(settings.listen.https == "*:8443");
    CHECK(settings.listen.http.empty());
    CHECK(settings.database == "sqlite:");
    CHECK(settings.evidence == std::chrono::days(400));
    CHECK(settings.next == std::chrono::seconds(300));
    CHECK(settings.code_life == std::chrono::hours(72));
    CHECK(settings.sign_on_secret_file.empty());
}

TEST_CASE("sign-on by a proxy is off unless a file is named") {
    const std::string off = "secret_file = \"\"";
    CHECK(must(with(off, "secret_file = \"/etc/motcua/proxy\"")).sign_on_secret_file ==
          "/etc/motcua/proxy");
    CHECK(must(with("[sign_on]\n" + off, "")).sign_on_secret_file.empty());
    CHECK(has(must_fail(with(off, "secret_file = \"proxy\"")), "expected a whole path"));
    CHECK(has(must_fail(with(off, "secret = \"abc\"")), "\"secret\" is not known here"));
    CHECK(has(must_fail(with("[sign_on]", "sign_on = 1\n[sign]")), "\"sign_on\""));
}

TEST_CASE("every mistake in province.toml is told with its line") {
    CHECK(has(must_fail(with("\"52\"", "\"5x\"")), "province.toml:6: \"code\": expected two"));
    CHECK(has(must_fail(with("name = \"Gia Lai\"", "")), "\"name\": expected a text"));
    CHECK(has(must_fail(with("\"*:8443\"", "\"8443\"")), ":10: \"https\": expected an address"));
    CHECK(has(must_fail(with("key = \"\"", "key = \"tls.key\"")), "expected both, or neither"));
    CHECK(has(must_fail(with("pins = []", "pins = [\"sha1\"]")), "expected \"sha256//…\""));
    CHECK(has(must_fail(with("days = 400", "days = 3")), "\"days\": expected a whole number"));
    CHECK(has(must_fail(with("next_s = 300", "next_s = 1")), "\"next_s\""));
    CHECK(has(must_fail(with("code_life_h = 72", "code_life_h = 0")), "\"code_life_h\""));
    CHECK(has(must_fail(with("[evidence]", "[proof]")), "\"proof\" is not known here"));
}

TEST_CASE("several mistakes in province.toml come together") {
    const std::string message = must_fail(with("https = \"*:8443\"", "https = 1\nport = 2"));
    CHECK(has(message, ":10: \"https\""));
    CHECK(has(message, ":11: \"port\" is not known here"));
}

TEST_CASE("a mistake in the database's address does not repeat its password") {
    const std::string message = must_fail(with("\"sqlite:\"", "\"mysql://u:geheim@host/x\""));
    CHECK(has(message, "\"db\": expected \"sqlite:\""));
    CHECK_FALSE(has(message, "geheim"));
}

TEST_CASE("addresses are numbers, a star or in brackets, with a port") {
    CHECK(must(settings::parse_address("*:8443")) == Address{.host = "*", .port = 8443});
    CHECK(must(settings::parse_address("0.0.0.0:0")) == Address{.host = "0.0.0.0", .port = 0});
    CHECK(must(settings::parse_address("[::1]:65535")) == Address{.host = "::1", .port = 65535});
    for (const char* wrong :
         {"", ":", ":1", "*", "*:", "*:65536", "*:-1", "*:8443 ", "a.b:80", "1.2.3:80",
          "1.2.3.256:80", "[::1:80", "[1.2.3.4]:80", "::1:80", "[]:80", "*:1234567"})
        CHECK_MESSAGE(!settings::parse_address(wrong).has_value(), wrong);
}

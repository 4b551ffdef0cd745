#include "settings/agent_file.h"

#include <fstream>

#include "support/must.h"
#include "support/temp_dir.h"

using settings::AgentFile;
using settings::load_agent;

namespace {

const std::string kPin = "sha256//" + std::string(43, 'A') + "=";

Result<AgentFile> read(const std::string& text) {
    TempDir dir;
    std::ofstream(dir / "agent.toml") << text;
    return load_agent(dir / "agent.toml");
}

}  // namespace

TEST_CASE("the shipped file says what no file says") {
    TempDir dir;
    CHECK(must(load_agent(dir / "agent.toml")) == AgentFile{});
    CHECK(must(load_agent(std::string(SOURCE_DIR) + "/config/agent.toml")) == AgentFile{});
    CHECK(must(read("")) == AgentFile{});
}

TEST_CASE("what an operator writes is what is meant") {
    const AgentFile file =
        must(read("[province]\naddress = \"https://motcua.gialai.gov.vn/kiosk\"\n"
                  "pins = [\"" +
                  kPin +
                  "\"]\nproxy = \"http://10.0.0.1:3128\"\n"
                  "[agent]\nchecker = \"/usr/bin/motcua-kiosk\"\n"));
    CHECK(file == AgentFile{.address = "https://motcua.gialai.gov.vn/kiosk",
                            .pins = {kPin},
                            .proxy = "http://10.0.0.1:3128",
                            .checker = "/usr/bin/motcua-kiosk"});
}

TEST_CASE("a mistake is told with its line") {
    CHECK(must_fail(read("[province]\naddress = \"motcua.gialai.gov.vn\"\n")).find(":2:") !=
          std::string::npos);
    CHECK(must_fail(read("[province]\npins = [\"sha256/AAAA\"]\n")).find("sha256//") !=
          std::string::npos);
    CHECK(must_fail(read("[province]\nproxy = \"a b\"\n")).find("proxy") != std::string::npos);
    CHECK(must_fail(read("[agent]\nchecker = \"motcua-kiosk\"\n")).find("whole path") !=
          std::string::npos);
    CHECK(must_fail(read("[provinz]\n")).find("provinz") != std::string::npos);
    CHECK(must_fail(read("province = 1\n")).find("[province]") != std::string::npos);
    CHECK_FALSE(read("[province\n"));
}

TEST_CASE("an address is https, or this machine itself") {
    using settings::is_province_address;
    for (const char* good :
         {"https://p.example", "https://p.example:8443/kiosk", "https://[2001:db8::1]:8443",
          "http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080"})
        CHECK_MESSAGE(is_province_address(good), good);
    for (const char* bad :
         {"", "p.example", "http://p.example", "http://127.0.0.1.evil.example", "https://",
          "https:///x", "https://user:secret@p.example", "https://p.example?x",
          "https://p .example", "ftp://p.example", "http://localhost.evil.example"})
        CHECK_FALSE_MESSAGE(is_province_address(bad), bad);
}

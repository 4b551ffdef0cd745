#include "province/sign_on.h"

#include <sys/stat.h>

#include <filesystem>

#include "base/files.h"
#include "province/browser.h"

// The province's own proxy says who somebody is (config/README.md).

namespace {

const std::string kSecret = "0123456789abcdef0123456789abcdef";

/// What is said of a file with such a secret.
Result<web::SignOn> loaded(const std::string& text, mode_t mode = 0640) {
    const TempDir dir;
    const std::string path = dir / "secret";
    must(files::write_atomically(path, text));
    REQUIRE(::chmod(path.c_str(), mode) == 0);
    settings::ProvinceSettings settings;
    settings.sign_on_secret_file = path;
    return province::load_sign_on(settings);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("the secret is long, on one line, and not everybody's") {
    CHECK(must(province::load_sign_on({})).secret.empty());
    CHECK(must(loaded(kSecret + "\n")).secret == kSecret);
    CHECK(must(loaded(kSecret)).secret == kSecret);
    CHECK(must(loaded(std::string(256, 'x') + "\n")).secret.size() == 256);
    for (const std::string& wrong :
         {std::string(), std::string("\n"), std::string("short\n"), kSecret.substr(1),
          kSecret + " " + kSecret, kSecret + "\n" + kSecret, kSecret + ", x", std::string(257, 'x'),
          std::string(5000, 'x'), kSecret + "\x01", kSecret + "ữ"}) {
        const std::string fault = must_fail(loaded(wrong));
        CHECK_FALSE((wrong.size() > 4 && has(fault, wrong)));
    }
    CHECK(has(must_fail(loaded(kSecret, 0644)), "everybody on this machine may read the secret"));
    settings::ProvinceSettings settings;
    settings.sign_on_secret_file = "/nowhere/secret";
    CHECK(has(must_fail(province::load_sign_on(settings)), "/nowhere/secret"));
}

TEST_CASE("by the plain door and with the secret a name signs on; else it is nobody's word") {
    const Folder folder;
    const std::string config = folder / "config", secret = folder / "secret";
    std::filesystem::copy(std::string(SOURCE_DIR) + "/config", config,
                          std::filesystem::copy_options::recursive);
    must(files::write_atomically(secret, kSecret + "\n"));
    REQUIRE(::chmod(secret.c_str(), 0600) == 0);
    std::string settings = must(files::read(config + "/province.toml", 1 << 16));
    const std::string off = "secret_file = \"\"";
    settings.replace(settings.find(off), off.size(), "secret_file = \"" + secret + "\"");
    must(files::write_atomically(config + "/province.toml", settings));
    REQUIRE(command(folder, {"officer", "add", "chi", "--by-proxy"}).status == 0);
    Running server(folder, {.database = {}, .https = "127.0.0.1:0", .state = {}, .config = config});

    const std::string name = "X-Motcua-Officer: Chi\r\n",
                      proof = "X-Motcua-Proxy: " + kSecret + "\r\n";
    const auto ask = [&](const std::string& more, const std::string& target = "/api/session") {
        const auto answer = Peer(server.http()).ask(get(target, more));
        REQUIRE(answer);
        return *answer;
    };
    CHECK(ask(name).status == 401);
    CHECK(ask(proof).status == 401);
    CHECK(ask(name + "X-Motcua-Proxy: " + std::string(32, '0') + "\r\n").status == 401);
    CHECK(ask(name + "X-Motcua-Officer: admin\r\n" + proof).status == 400);
    CHECK(ask(name + proof, "/api/overview").status == 401);
    Browser outside(server.https());
    CHECK(outside.get("/api/session", {{"X-Motcua-Officer", "chi"}, {"X-Motcua-Proxy", kSecret}})
              .status == 401);

    const Peer::Answer on = ask(name + proof);
    REQUIRE(on.status == 200);
    CHECK(has(on.body, "\"name\":\"chi\""));
    const std::string given = on.fields.at("set-cookie");
    const std::string cookie = "Cookie: " + given.substr(0, given.find(';')) + "\r\n";
    CHECK(ask(name + proof + cookie, "/api/overview").status == 200);
    CHECK(ask(cookie, "/api/overview").status == 401);
    outside.cookie = given.substr(0, given.find(';'));
    CHECK(outside.get("/api/overview").status == 401);
    CHECK(server.end() == 0);
    CHECK_FALSE(has(server.said(), kSecret));
}

#include <curl/curl.h>
#include <sys/stat.h>

#include <memory>

#include "base/files.h"
#include "province/certificate.h"
#include "province/running.h"

// TLS as the kiosks' agent meets it: libcurl, which knows the province by its pin.

namespace {

struct Close {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

std::size_t keep(char* bytes, std::size_t, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(bytes, count);
    return count;
}

struct Got {
    CURLcode code;
    long status = 0;
    std::string body;
};

/// Asks over TLS; the certificate counts by its pin alone, or by itself as the one authority.
Got ask(const std::string& address, const std::string& pin, const std::string& authority = {},
        long version = CURL_SSLVERSION_DEFAULT) {
    const std::unique_ptr<CURL, Close> curl(curl_easy_init());
    Got got{};
    curl_easy_setopt(curl.get(), CURLOPT_URL, address.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &got.body);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 20L);
    curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(curl.get(), CURLOPT_SSLVERSION, version);
    if (!pin.empty()) curl_easy_setopt(curl.get(), CURLOPT_PINNEDPUBLICKEY, pin.c_str());
    if (authority.empty()) {
        curl_easy_setopt(curl.get(), CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(curl.get(), CURLOPT_SSL_VERIFYHOST, 0L);
    } else {
        curl_easy_setopt(curl.get(), CURLOPT_CAINFO, authority.c_str());
    }
    got.code = curl_easy_perform(curl.get());
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &got.status);
    return got;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TEST_CASE("the pin that init prints is the one the server has, and no other will do") {
    const Folder folder;
    const Printed init = command(folder, {"init", "--host", "province.gialai.test"});
    REQUIRE(init.status == 0);
    const std::string pin = init.text.substr(init.text.find("sha256//"), 52);
    const std::string certificate = folder.state() + "/tls.crt";
    CHECK(must(province::pin_of(must(files::read(certificate, 1 << 16)), certificate)) == pin);

    Running server(folder, {.database = {}, .https = "127.0.0.1:0", .http = {}, .state = {}});
    const std::string port = std::to_string(server.https());
    const std::string page = "https://127.0.0.1:" + port + "/healthz";
    const Got good = ask(page, pin);
    CHECK(good.code == CURLE_OK);
    CHECK(good.body == "ok\n");
    std::string other = pin;
    other[10] = other[10] == 'A' ? 'B' : 'A';
    CHECK(ask(page, other).code == CURLE_SSL_PINNEDPUBKEYNOTMATCH);

    // Its names hold, for who would rather check the certificate.
    CHECK(ask(page, pin, certificate).code == CURLE_OK);
    CHECK(ask("https://localhost:" + port + "/healthz", {}, certificate).code == CURLE_OK);

    CHECK(ask("https://127.0.0.1:" + port + "/metrics", pin).status == 404);
    CHECK(ask(page, pin, {}, CURL_SSLVERSION_MAX_TLSv1_1).code == CURLE_SSL_CONNECT_ERROR);
}

TEST_CASE("init makes what is missing, once, and keys are the owner's alone") {
    const Folder folder;
    const Printed first = command(folder, {"init"});
    const Printed again = command(folder, {"init"});
    CHECK(first.status == 0);
    CHECK(again.status == 0);
    CHECK(again.text.find("everything was there") != std::string::npos);
    CHECK(first.text.find(first_line(again.text.substr(again.text.find("sha256//")))) !=
          std::string::npos);
    for (const char* name : {"/province.key", "/tls.key"}) {
        struct stat facts {};
        REQUIRE(stat((folder.state() + name).c_str(), &facts) == 0);
        CHECK((facts.st_mode & 0777) == 0600);
    }
}

TEST_CASE("every certificate has a key of its own; what is no certificate is refused") {
    const auto one = must(province::make_tls_pair({"localhost", "::1"}, hand::kMorning));
    const auto two = must(province::make_tls_pair({"localhost"}, hand::kMorning));
    CHECK(must(province::pin_of(one.certificate, "one")) !=
          must(province::pin_of(two.certificate, "two")));
    CHECK(
        must_fail(province::pin_of("no certificate", "tls.crt")).starts_with("tls.crt: expected"));
    CHECK_FALSE(province::make_tls_pair({"a b,IP:zz"}, hand::kMorning).has_value());
}

TEST_CASE("a client that says nothing after its handshake, or nothing of TLS, holds up nobody") {
    const Folder folder;
    Running server(folder, {.database = {}, .https = "127.0.0.1:0", .http = {}, .state = {}});
    Peer silent(server.https()), plain(server.https());
    plain.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string page = "https://127.0.0.1:" + std::to_string(server.https()) + "/healthz";
    CHECK(ask(page, {}).body == "ok\n");
    CHECK(plain.closes(std::chrono::seconds(5)));
    CHECK(silent.closes(std::chrono::seconds(15)));
}

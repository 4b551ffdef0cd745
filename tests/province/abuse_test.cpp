#include "base/files.h"
#include "province/running.h"
#include "support/postgres.h"

// What strangers may send: tests/province/abuse.py does, and judges.

namespace {

void abuse(const Folder& folder, Running& server, int port, std::vector<std::string> more) {
    const std::string output = folder / "abuse";
    std::vector<std::string> words{"/usr/bin/python3",
                                   std::string(SOURCE_DIR) + "/tests/province/abuse.py",
                                   std::to_string(server.process().id()), std::to_string(port)};
    words.insert(words.end(), more.begin(), more.end());
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    words.push_back("--any-memory");
#endif
    Process probe = must(Process::start({.words = words, .output = output}));
    const int status = must(probe.wait(std::chrono::minutes(3)));
    const std::string said = must(files::read(output, 1 << 20));
    MESSAGE(said);
    CHECK(status == 0);
    CHECK(server.end() == 0);
}

}  // namespace

TEST_CASE("abuse costs neither memory nor honest clients their second") {
    const Folder folder;
    Running server(folder);
    abuse(folder, server, server.http(), {});
}

TEST_CASE("nor does abuse over TLS, with a PostgreSQL behind it") {
    PostgresDatabase database;
    const Folder folder;
    Running server(
        folder, {.database = database.address(), .https = "127.0.0.1:0", .http = {}, .state = {}});
    abuse(folder, server, server.https(), {"--tls"});
}

TEST_CASE("a client in another language, of the description alone, is served") {
    const Folder folder;
    Running server(folder, {.database = {}, .https = "127.0.0.1:0", .http = {}, .state = {}});
    const Printed code = command(folder, {"enrol", "--ward", hand::kWard});
    const std::string output = folder / "client";
    Process client = must(Process::start(
        {.words = {"/usr/bin/python3", std::string(SOURCE_DIR) + "/tests/wire/client.py",
                   "--insecure", "https://127.0.0.1:" + std::to_string(server.https()),
                   code.text.substr(0, 17), hand::kWard},
         .output = output}));
    const int status = must(client.wait(std::chrono::minutes(1)));
    CHECK_MESSAGE(status == 0, must(files::read(output, 1 << 20)));
    CHECK(command(folder, {"verify"}).status == 0);
}

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <set>

#include "json/json.h"
#include "province/running.h"
#include "support/must.h"
#include "web/context.h"

namespace {

constexpr const char* kDocument = SOURCE_DIR "/assets/web/openapi.json";

/// "/api/wards/{code}" as the table of routes writes it, as far as they can be compared.
std::string begin_of(std::string path) {
    const std::size_t varies = path.find_first_of("{*");
    return varies == path.npos ? path : path.substr(0, varies) + "*";
}

std::string lower(std::string_view method) {
    std::string text;
    for (const char c : method) text += static_cast<char>(c - 'A' + 'a');
    return text;
}

}  // namespace

TEST_CASE("the document knows every address and its least role, and no other") {
    const json::Value document = must(json::parse_file(kDocument));
    std::set<std::string> known, served;
    for (const auto& [path, methods] : document["paths"].items())
        for (const auto& [method, operation] : methods.items())
            known.insert(method + " " + begin_of(path) + " " +
                         operation["x-role"].get<std::string>());
    constexpr std::array kRoles{"anybody", "signed_in", "viewer", "editor", "admin"};
    for (const auto table : {web::session_routes(), web::figure_routes(), web::file_routes(),
                             web::publishing_routes(), web::officer_routes()})
        for (const web::Route& route : table)
            served.insert(lower(route.method) + " " + begin_of(std::string(route.path)) + " " +
                          kRoles[static_cast<std::size_t>(route.least)]);
    CHECK(known == served);
}

TEST_CASE("the real answers are of the form that the document describes") {
    const Folder folder;
    const Printed filled = command(folder, {"demo", "--wards", "5", "--days", "10", "--day", "8"});
    REQUIRE_MESSAGE(filled.status == 0, filled.text);
    const std::string password = "a long enough password";
    const std::string add = std::string("printf '%s\\n' '") + password +
                            "' | " BINARY_DIR
                            "/motcua-province officer add tester --role admin --full-name Tester "
                            "--state " +
                            folder.state() + " --config " SOURCE_DIR "/config";
    const Running server(folder, {.database = {}, .https = "127.0.0.1:0", .http = "", .state = {}});
    REQUIRE(std::system(add.c_str()) == 0);
    const std::string check =
        "/usr/bin/python3 " SOURCE_DIR "/tests/province/openapi.py " + std::string(kDocument) +
        " https://127.0.0.1:" + std::to_string(server.https()) + " tester '" + password + "'";
    CHECK_MESSAGE(std::system(check.c_str()) == 0, server.said());
}

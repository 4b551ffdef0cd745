#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/json.h"

/// A request and an answer as the page's code sees them: values. Sockets and limits are the
/// province's server.
namespace web {

/// What came, taken apart. Header names are lower case; only those in kHeaders are passed on.
struct Request {
    std::string method, path;                  ///< "GET", "/api/overview".
    std::map<std::string, std::string> query;  ///< Decoded; a name given twice is refused before.
    std::map<std::string, std::string> headers;
    std::string body;
    bool secure = false;  ///< Came over TLS, ours or a proxy's.
    bool proxy = false;   ///< Came in by the plain door, where the province's proxy may stand.
};
/// What the province's proxy says, where sign-on by it is allowed: who it is, and its secret.
inline constexpr std::string_view kOfficerHeader = "x-motcua-officer";
inline constexpr std::string_view kProxyHeader = "x-motcua-proxy";

/// The only ones that are passed on. Given twice, the request is refused: nobody hides one behind
/// another.
inline constexpr std::string_view kHeaders[] = {
    "cookie",        "origin",        "host",         "sec-fetch-site",
    "x-motcua-csrf", "if-none-match", "content-type", "x-forwarded-proto",
    kOfficerHeader,  kProxyHeader};

struct Answer {
    int status = 200;
    std::string media{}, body{};
    std::vector<std::pair<std::string, std::string>> headers{};  ///< Beside length and media.
    std::string said{};     ///< For the log: the code of a problem, what was done.
    std::string trouble{};  ///< For the log: what failed on our side.
};

/// {"error": code, "message": …}.
Answer problem(int status, std::string_view code, std::string_view message);
Answer json_answer(const json::Value& value, int status = 200);

/// Adds what every answer of the page carries (README.md, "Addresses"); over TLS also that
/// browsers shall never come without it.
void harden(Answer& answer, bool secure);

/// The query's names and values, decoded: "a=1&b=x%20y". Nothing for broken escapes, control
/// characters, broken UTF-8, or a name that stands twice.
std::optional<std::map<std::string, std::string>> query_of(std::string_view text);

}  // namespace web

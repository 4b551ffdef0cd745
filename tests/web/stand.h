#pragma once

#include <doctest/doctest.h>

#include <string>

#include "support/must.h"
#include "support/postgres.h"
#include "web/site.h"

/// The page's code as a browser meets it, without sockets: what a browser would send by itself is
/// sent (cookie, Host, Origin, Sec-Fetch-Site), and the page's own code adds its header.
namespace stand {

inline constexpr WallTime kMorning =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(2);
inline const std::string kPassword = "mưa rơi trên mái tôn";
inline const std::string kHost = "motcua.gialai.gov.vn";
inline const std::string kSecret = "0123456789abcdef0123456789abcdef";
inline const std::string kWard = "23563", kOtherWard = "21553";

/// A store with an officer of each kind ("admin", "editor", "viewer", "ward" of kWard, "proxy"
/// without a password), and the site over it.
template <class Store>
class Stand {
public:
    Stand() : ledger(must(ledger::Ledger::open(store_.address(), identity()))) {
        using officers::Role;
        add({.name = "admin", .role = Role::admin});
        add({.name = "editor", .role = Role::editor});
        add({.name = "viewer", .role = Role::viewer});
        add({.name = "ward", .role = Role::viewer, .ward = kWard});
        add({.name = "proxy", .role = Role::viewer, .by_proxy = true});
    }

    web::Answer answer(const web::Request& request) { return site_.answer(request, now); }
    std::string address() const { return store_.address(); }

    static ledger::Identity identity() {
        return {.code = "52",
                .name = "Gia Lai",
                .key = must(wire::SecretKey::parse(std::string(64, '7'))),
                .next = std::nullopt,
                .pins = {}};
    }

    void add(const officers::Officer& officer) {
        REQUIRE(must(officers::add(ledger, officer, officer.by_proxy ? "" : kPassword, "", now)) ==
                officers::Kept::done);
    }

private:
    Store store_;

public:
    WallTime now = kMorning;
    ledger::Ledger ledger;

private:
    web::Site site_{must(ledger::Ledger::open_beside(store_.address(), identity())),
                    {.config = std::string(SOURCE_DIR) + "/config",
                     .assets = std::string(SOURCE_DIR) + "/assets"},
                    "0.1.0",
                    {.secret = kSecret}};
};

/// What an answer sets the cookie to; nothing if it sets none.
inline std::optional<std::string> cookie_of(const web::Answer& answer) {
    std::optional<std::string> found;
    for (const auto& [name, value] : answer.headers)
        if (name == "Set-Cookie") {
            CHECK_FALSE(found.has_value());
            found = value;
        }
    return found;
}

inline json::Value body_of(const web::Answer& answer) {
    return must(json::parse(answer.body, "the answer"));
}

/// The code of a problem.
inline std::string error_of(const web::Answer& answer) {
    if (answer.status < 400) return {};
    return body_of(answer)["error"].template get<std::string>();
}

template <class Store>
class Browser {
public:
    explicit Browser(Stand<Store>& stand) : stand_(&stand) {}

    web::Request request(const std::string& method, const std::string& target,
                         const std::string& body = {}) const {
        web::Request made;
        made.method = method;
        made.path = target.substr(0, target.find('?'));
        if (const std::size_t mark = target.find('?'); mark != target.npos)
            made.query = *web::query_of(std::string_view(target).substr(mark + 1));
        made.secure = true;
        made.body = body;
        made.headers["host"] = kHost;
        made.headers["sec-fetch-site"] = "same-origin";
        if (!token.empty()) made.headers["cookie"] = "__Host-motcua=" + token;
        if (method == "GET") return made;
        made.headers["origin"] = "https://" + kHost;
        made.headers["content-type"] = "application/json";
        if (!csrf.empty()) made.headers["x-motcua-csrf"] = csrf;
        return made;
    }

    web::Answer send(const web::Request& request) {
        web::Answer answer = stand_->answer(request);
        if (const auto cookie = cookie_of(answer))
            token = cookie->substr(14, cookie->find(';') - 14);
        return answer;
    }
    web::Answer get(const std::string& target) { return send(request("GET", target)); }
    web::Answer post(const std::string& target, const json::Value& body = json::Value::object(),
                     const std::string& method = "POST") {
        return send(request(method, target, body.dump()));
    }
    web::Answer sign_in(const std::string& name, const std::string& password = kPassword) {
        web::Answer answer = post("/api/session", {{"name", name}, {"password", password}});
        if (answer.status == 200) csrf = body_of(answer)["csrf"].template get<std::string>();
        return answer;
    }

    std::string token, csrf;

private:
    Stand<Store>* stand_;
};

}  // namespace stand

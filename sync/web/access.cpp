#include "web/access.h"

#include <algorithm>
#include <array>

#include "web/cookie.h"
#include "wire/keys.h"

namespace web {

namespace {

constexpr std::string_view kSession = "/api/session", kPassword = "/api/password",
                           kWards = "/api/wards/";
constexpr std::string_view kCsrfHeader = "x-motcua-csrf";

std::string_view header(const Request& request, std::string_view name) {
    const auto found = request.headers.find(std::string(name));
    return found == request.headers.end() ? std::string_view() : found->second;
}

bool changes_something(const Request& request) {
    return request.method != "GET" && request.method != "HEAD";
}

/// What stands behind the scheme of an origin; "null" and others have none.
std::string_view host_of(std::string_view origin, bool secure) {
    constexpr std::string_view kTls = "https://", kPlain = "http://";
    if (origin.starts_with(kTls)) return origin.substr(kTls.size());
    // A page without TLS is ours only where we speak without TLS: nginx, or this machine.
    if (!secure && origin.starts_with(kPlain)) return origin.substr(kPlain.size());
    return {};
}

/// Every browser of today says where a request comes from that changes something; what is no
/// browser cannot be made to send a cookie by another's page.
bool from_our_page(const Request& request) {
    const std::string_view site = header(request, "sec-fetch-site");
    if (!site.empty() && site != "same-origin") return false;
    if (!request.headers.contains("origin")) return true;
    const std::string_view host = host_of(header(request, "origin"), request.secure);
    return !host.empty() && officers::folded(host) == officers::folded(header(request, "host"));
}

/// Whom the proxy vouches for. It proves itself by its secret wherever it stands: other programs
/// of its machine reach the same door.
std::optional<std::string> vouched(const Request& request, const SignOn& sign_on) {
    if (!request.proxy || sign_on.secret.empty()) return std::nullopt;
    if (!wire::equal_in_constant_time(header(request, kProxyHeader), sign_on.secret))
        return std::nullopt;
    const std::string name = officers::folded(header(request, kOfficerHeader));
    if (!officers::is_name(name)) return std::nullopt;
    return name;
}

Result<std::optional<officers::Session>> who_asks(ledger::Ledger& ledger, const Request& request,
                                                  const SignOn& sign_on, WallTime now) {
    const std::string token = token_of(request);
    std::optional<officers::Session> session = TRY(officers::recall(ledger, token, now));
    const std::optional<std::string> name = vouched(request, sign_on);
    if (!name) {
        if (session && session->officer.by_proxy) session.reset();
        return session;
    }
    if (session && session->officer.name == *name) return session;
    if (request.method != "GET" || request.path != kSession || !from_our_page(request))
        return std::optional<officers::Session>();
    if (session) TRY(officers::sign_out(ledger, token, now));
    return officers::sign_on(ledger, *name, now);
}

bool may(officers::Role role, Route::Who least) {
    switch (least) {
        case Route::Who::anybody:
        case Route::Who::signed_in:
        case Route::Who::viewer: return true;
        case Route::Who::editor: return role != officers::Role::viewer;
        case Route::Who::admin: return role == officers::Role::admin;
    }
    return false;
}

/// Whether a ward's officer keeps to the ward; then all that follows is of that ward.
bool keep_to_ward(const std::string& ward, Request& request) {
    const auto asked = request.query.find("ward");
    if (asked != request.query.end() && asked->second != ward) return false;
    const std::string_view path = request.path;
    if (path.starts_with(kWards) && path.substr(kWards.size()) != ward) return false;
    request.query["ward"] = ward;
    return true;
}

Answer forged() {
    return problem(403, "csrf", "this must come from the page itself, with the session's value");
}

}  // namespace

std::variant<officers::Session, Answer> admit(ledger::Ledger& ledger, const Route& route,
                                              Request& request, WallTime now,
                                              const SignOn& sign_on) {
    const bool changes = changes_something(request);
    if (changes && !from_our_page(request)) return forged();
    if (route.least == Route::Who::anybody) return officers::Session{};
    Result<std::optional<officers::Session>> found = who_asks(ledger, request, sign_on, now);
    if (!found) return failed(found.error());
    if (!*found) return problem(401, "signed_out", "sign in first");
    officers::Session& session = **found;
    if (changes && !wire::equal_in_constant_time(header(request, kCsrfHeader), session.csrf))
        return forged();
    if (session.officer.must_change && request.path != kSession && request.path != kPassword)
        return problem(403, "must_change", "change the password first: POST /api/password");
    if (!may(session.officer.role, route.least))
        return problem(403, "role", "your role may not do this");
    if (!session.officer.ward.empty() && !keep_to_ward(session.officer.ward, request))
        return problem(404, "not_found", "there is no such ward");
    return std::move(session);
}

}  // namespace web

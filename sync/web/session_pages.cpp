// Signing in and out, and one's own password.

#include <array>

#include "web/context.h"
#include "web/cookie.h"

namespace web {

namespace {

using json::Value;

Answer session_answer(const Context& context, const officers::Session& session) {
    const officers::Officer& officer = session.officer;
    return json_answer(
        {{"officer",
          {{"name", officer.name},
           {"full_name", officer.full_name},
           {"role", officers::name_of(officer.role)},
           {"ward", officer.ward.empty() ? Value() : Value(officer.ward)},
           {"must_change", officer.must_change}}},
         {"csrf", session.csrf},
         {"demo", context.world.figures.demo},
         {"version", context.world.program_version},
         {"province",
          {{"code", context.world.province_code}, {"name", context.world.province_name}}}});
}

Answer refused(const officers::SignedIn& signed_in, int wrong_status) {
    switch (signed_in.refusal) {
        case officers::Refusal::wrong: break;
        case officers::Refusal::disabled:
            return problem(403, "disabled", "this account is disabled: ask an admin");
        case officers::Refusal::locked: {
            Answer answer = problem(429, "locked", "too many wrong passwords: wait");
            answer.headers.emplace_back("Retry-After", std::to_string(signed_in.wait.count()));
            return answer;
        }
    }
    return problem(wrong_status, "wrong", "the name or the password is wrong");
}

Answer malformed(const std::string& message) { return problem(400, "query", message); }

Answer sign_in(Context& context, const Request& request, const std::string&) {
    const Result<Value> body = object_of(request);
    if (!body) return malformed(body.error().message);
    const std::string* name = json::text(*body, "name");
    const std::string* password = json::text(*body, "password");
    if (!name || !password) return malformed("expected \"name\" and \"password\"");
    const Result<officers::SignedIn> signed_in =
        officers::sign_in(context.ledger, *name, *password, context.now);
    if (!signed_in) return failed(signed_in.error());
    if (!signed_in->session) return refused(*signed_in, 401);
    // Whoever planted a token in this browser would share the session: it is another, always, and
    // the one that came is over.
    const Result<> ended = officers::sign_out(context.ledger, token_of(request), context.now);
    if (!ended) return failed(ended.error());
    Answer answer = session_answer(context, *signed_in->session);
    give_cookie(answer, signed_in->session->token);
    return answer;
}

Answer session(Context& context, const Request& request, const std::string&) {
    Answer answer = session_answer(context, context.session);
    // The proxy vouched just now.
    if (context.session.token != token_of(request)) give_cookie(answer, context.session.token);
    return answer;
}

Answer sign_out(Context& context, const Request&, const std::string&) {
    const Result<> ended = officers::sign_out(context.ledger, context.session.token, context.now);
    if (!ended) return failed(ended.error());
    Answer answer{.status = 204};
    take_cookie(answer);
    return answer;
}

Answer password(Context& context, const Request& request, const std::string&) {
    const Result<Value> body = object_of(request);
    if (!body) return malformed(body.error().message);
    const std::string* old = json::text(*body, "old");
    const std::string* fresh = json::text(*body, "new");
    if (!old || !fresh) return malformed("expected \"old\" and \"new\"");
    const Result<officers::SignedIn> changed =
        officers::change_password(context.ledger, context.session, *old, *fresh, context.now);
    if (!changed && changed.error().code == Error::Code::invalid)
        return problem(400, "password", changed.error().message);
    if (!changed) return failed(changed.error());
    if (!changed->session) return refused(*changed, 403);
    Answer answer{.status = 204};
    give_cookie(answer, changed->session->token);
    return answer;
}

constexpr std::array kRoutes{
    Route{"POST", "/api/session", Route::Who::anybody, sign_in},
    Route{"GET", "/api/session", Route::Who::signed_in, session},
    Route{"DELETE", "/api/session", Route::Who::signed_in, sign_out},
    Route{"POST", "/api/password", Route::Who::signed_in, password},
};

}  // namespace

std::span<const Route> session_routes() { return kRoutes; }

}  // namespace web

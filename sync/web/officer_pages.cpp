// Accounts and the trail, for admins.

#include <array>
#include <charconv>
#include <limits>

#include "web/context.h"
#include "web/officer_shape.h"
#include "web/shapes.h"

namespace web {

namespace {

using json::Value;
using officers::Kept;
using officers::Officer;

constexpr std::size_t kDeedsMost = 100;
constexpr std::string_view kPasswordEnds = "/password";

Answer list(Context& context, const Request&, const std::string&) {
    const Result<std::vector<Officer>> all = officers::list(context.ledger);
    if (!all) return failed(all.error());
    Value shapes = Value::array();
    for (const Officer& officer : *all) shapes.push_back(shape(officer, context.now));
    return json_answer({{"officers", std::move(shapes)}});
}

Answer wrong(std::string_view message) { return problem(400, "officer", message); }

/// A text of the body; `target` stays as it is where there is none. False: it is no text.
bool take(const Value& body, std::string_view key, std::string& target) {
    if (!body.contains(key)) return true;
    const Value& value = body[std::string(key)];
    if (!value.is_string()) return false;
    target = value.get_ref<const std::string&>();
    return true;
}

bool take(const Value& body, std::string_view key, bool& target) {
    if (!body.contains(key)) return true;
    const Value& value = body[std::string(key)];
    if (!value.is_boolean()) return false;
    target = value.get_ref<const bool&>();
    return true;
}

/// What the body says of an officer, beside the name; or what is wrong with it.
std::optional<Answer> read(const Context& context, const Value& body, Officer& officer) {
    if (!take(body, "full_name", officer.full_name)) return wrong("\"full_name\": expected a text");
    std::string role(officers::name_of(officer.role));
    const bool told = take(body, "role", role);
    const std::optional<officers::Role> parsed = officers::parse_role(role);
    if (!told || !parsed) return wrong("\"role\": expected viewer, editor or admin");
    officer.role = *parsed;
    if (body.contains("ward") && body["ward"].is_null())
        officer.ward.clear();
    else if (!take(body, "ward", officer.ward))
        return wrong("\"ward\": expected a text or null");
    if (!officer.ward.empty() && !context.world.figures.wards.find(officer.ward))
        return problem(400, "ward", "there is no such ward");
    if (!officer.ward.empty() && officer.role != officers::Role::viewer)
        return problem(400, "ward", "what editors and admins do is for the whole province");
    return std::nullopt;
}

/// What officers said to a change: nothing where it is done.
std::optional<Answer> not_kept(const Result<Kept>& kept) {
    if (!kept && kept.error().code == Error::Code::invalid) return wrong(kept.error().message);
    if (!kept) return failed(kept.error());
    switch (*kept) {
        case Kept::done: break;
        case Kept::taken: return problem(409, "taken", "there is an officer of this name already");
        case Kept::last_admin:
            return problem(409, "last_admin", "the last admin who can sign in must stay one");
    }
    return std::nullopt;
}

Answer add(Context& context, const Request& request, const std::string&) {
    const Result<Value> body = object_of(request);
    if (!body) return wrong(body.error().message);
    Officer officer{.must_change = true, .made = context.now};
    if (!take(*body, "name", officer.name)) return wrong("\"name\": expected a text");
    if (!take(*body, "by_proxy", officer.by_proxy)) return wrong("\"by_proxy\": true or false");
    if (std::optional<Answer> fault = read(context, *body, officer)) return std::move(*fault);
    const std::string password = officer.by_proxy ? std::string() : officers::make_password();
    const Result<Kept> kept =
        officers::add(context.ledger, officer, password, context.officer().name, context.now);
    if (std::optional<Answer> fault = not_kept(kept)) return std::move(*fault);
    return json_answer({{"password", officer.by_proxy ? Value() : Value(password)}});
}

Answer change(Context& context, const Request& request, const std::string& name) {
    const Result<Value> body = object_of(request);
    if (!body) return wrong(body.error().message);
    Result<Officer> officer = officers::find(context.ledger, name);
    if (!officer) return failed(officer.error());
    if (std::optional<Answer> fault = read(context, *body, *officer)) return std::move(*fault);
    bool disabled = officer->disabled.has_value();
    if (!take(*body, "disabled", disabled)) return wrong("\"disabled\": expected true or false");
    if (!disabled) officer->disabled.reset();
    if (disabled && !officer->disabled) officer->disabled = context.now;
    const Result<Kept> kept =
        officers::change(context.ledger, *officer, context.officer().name, context.now);
    if (std::optional<Answer> fault = not_kept(kept)) return std::move(*fault);
    return {.status = 204};
}

Answer renew_password(Context& context, const Request&, const std::string& part) {
    if (!part.ends_with(kPasswordEnds)) return problem(404, "not_found", "there is no such page");
    const std::string name = officers::folded(part.substr(0, part.size() - kPasswordEnds.size()));
    // Who found an open page must not be able to keep it.
    if (name == context.officer().name)
        return problem(400, "yourself", "change your own password with the old one");
    const std::string password = officers::make_password();
    const Result<> set = officers::set_password(context.ledger, name, password, true,
                                                context.officer().name, context.now);
    if (!set) return failed(set.error());
    return json_answer({{"password", password}});
}

Answer trail(Context& context, const Request& request, const std::string&) {
    std::int64_t before = 0;
    if (const auto at = request.query.find("before"); at != request.query.end()) {
        const std::string& text = at->second;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), before);
        if (fault != std::errc() || end != text.data() + text.size() || before < 1)
            return problem(400, "query", "\"before\": expected the number of a deed");
    }
    const Result<std::vector<officers::Deed>> deeds =
        officers::trail(context.ledger, before, kDeedsMost);
    if (!deeds) return failed(deeds.error());
    Value shapes = Value::array();
    for (const officers::Deed& deed : *deeds)
        shapes.push_back({{"number", deed.number},
                          {"at", time_text(deed.at)},
                          {"officer", deed.officer},
                          {"what", deed.what},
                          {"subject", deed.subject},
                          {"detail", deed.detail}});
    return json_answer({{"deeds", std::move(shapes)}});
}

constexpr std::array kRoutes{
    Route{"GET", "/api/officers", Route::Who::admin, list},
    Route{"POST", "/api/officers", Route::Who::admin, add},
    Route{"PATCH", "/api/officers/*", Route::Who::admin, change},
    Route{"POST", "/api/officers/**", Route::Who::admin, renew_password},
    Route{"GET", "/api/trail", Route::Who::admin, trail},
};

}  // namespace

std::span<const Route> officer_routes() { return kRoutes; }

}  // namespace web

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
using officers::Patch;

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
template <class Text>
bool take_text(const Value& body, std::string_view key, Text& target) {
    if (!body.contains(key)) return true;
    const Value& value = body[std::string(key)];
    if (!value.is_string()) return false;
    target = value.get_ref<const std::string&>();
    return true;
}

template <class Flag>
bool take_flag(const Value& body, std::string_view key, Flag& target) {
    if (!body.contains(key)) return true;
    const Value& value = body[std::string(key)];
    if (!value.is_boolean()) return false;
    target = value.get_ref<const bool&>();
    return true;
}

/// What the body says of an officer, beside the name; or what is wrong with it.
std::optional<Answer> read(const Context& context, const Value& body, Patch& patch) {
    if (!take_text(body, "full_name", patch.full_name))
        return wrong("\"full_name\": expected a text");
    std::optional<std::string> role;
    const bool told = take_text(body, "role", role);
    if (role) patch.role = officers::parse_role(*role);
    if (!told || (role && !patch.role)) return wrong("\"role\": expected viewer, editor or admin");
    if (body.contains("ward") && body["ward"].is_null())
        patch.ward.emplace();
    else if (!take_text(body, "ward", patch.ward))
        return wrong("\"ward\": expected a text or null");
    const bool is_scope = patch.ward && !patch.ward->empty();
    if (is_scope && !context.world.figures.wards.find(*patch.ward))
        return problem(400, "ward", "there is no such ward");
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
        case Kept::scope:
            return problem(400, "ward", "what editors and admins do is for the whole province");
    }
    return std::nullopt;
}

Answer add(Context& context, const Request& request, const std::string&) {
    const Result<Value> body = object_of(request);
    if (!body) return wrong(body.error().message);
    Officer officer{.must_change = true, .made = context.now};
    if (!take_text(*body, "name", officer.name)) return wrong("\"name\": expected a text");
    if (!take_flag(*body, "by_proxy", officer.by_proxy))
        return wrong("\"by_proxy\": true or false");
    Patch told;
    if (std::optional<Answer> fault = read(context, *body, told)) return std::move(*fault);
    officer.full_name = told.full_name.value_or("");
    officer.role = told.role.value_or(officers::Role::viewer);
    officer.ward = told.ward.value_or("");
    const std::string password = officer.by_proxy ? std::string() : officers::make_password();
    const Result<Kept> kept =
        officers::add(context.ledger, officer, password, context.officer().name, context.now);
    if (std::optional<Answer> fault = not_kept(kept)) return std::move(*fault);
    return json_answer({{"password", officer.by_proxy ? Value() : Value(password)}});
}

Answer change(Context& context, const Request& request, const std::string& name) {
    const Result<Value> body = object_of(request);
    if (!body) return wrong(body.error().message);
    Patch patch{.name = name};
    if (std::optional<Answer> fault = read(context, *body, patch)) return std::move(*fault);
    if (!take_flag(*body, "disabled", patch.disabled))
        return wrong("\"disabled\": expected true or false");
    const Result<Kept> kept =
        officers::change(context.ledger, patch, context.officer().name, context.now);
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

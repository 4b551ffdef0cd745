#include "province/officer_verbs.h"

#include <fmt/format.h>

#include "officers/officers.h"
#include "web/officer_shape.h"

namespace province {

namespace {

using json::Value;
using officers::Kept;
using officers::Officer;

// Who did it, for the trail: the command line.
const std::string kCommandLine;

Result<std::string> text(const Value& request, std::string_view key) {
    const std::string* found = json::text(request, key);
    if (!found) return Error{Error::Code::invalid, fmt::format("\"{}\": expected a text", key)};
    return *found;
}

/// What is absent is false.
bool is_true(const Value& request, std::string_view key) {
    const Value* value = json::find(request, key);
    return value && *value == Value(true);
}

Result<> done(Kept kept, const std::string& name) {
    switch (kept) {
        case Kept::done: break;
        case Kept::taken:
            return Error{Error::Code::invalid,
                         fmt::format("there is an officer \"{}\" already: officer password or "
                                     "officer enable changes them",
                                     name)};
        case Kept::last_admin:
            return Error{Error::Code::invalid,
                         fmt::format("\"{}\" is the last admin who can sign in: add another one "
                                     "first",
                                     name)};
        case Kept::scope:
            return Error{Error::Code::invalid,
                         "what editors and admins do is for the whole province: they have no ward"};
    }
    return {};
}

}  // namespace

Result<Value> list_officers(ledger::Ledger& ledger, const Value&, WallTime now) {
    const std::vector<Officer> all = TRY(officers::list(ledger));
    Value list = Value::array();
    for (const Officer& officer : all) list.push_back(web::shape(officer, now));
    return Value{{"officers", std::move(list)}};
}

Result<Value> add_officer(ledger::Ledger& ledger, const Value& request, WallTime now) {
    Officer officer;
    officer.name = TRY(text(request, "name"));
    officer.full_name = TRY(text(request, "full_name"));
    const std::string role = TRY(text(request, "role"));
    const std::optional<officers::Role> parsed = officers::parse_role(role);
    if (!parsed) return Error{Error::Code::invalid, "\"role\": expected viewer, editor or admin"};
    officer.role = *parsed;
    officer.ward = TRY(text(request, "ward"));
    officer.by_proxy = is_true(request, "by_proxy");
    officer.must_change = is_true(request, "must_change");
    const std::string password = TRY(text(request, "password"));
    const Kept kept = TRY(officers::add(ledger, officer, password, kCommandLine, now));
    TRY(done(kept, officer.name));
    return Value{{"name", officers::folded(officer.name)}};
}

Result<Value> change_officer(ledger::Ledger& ledger, const Value& request, WallTime now) {
    const std::string name = TRY(text(request, "name"));
    const bool disabled = is_true(request, "disabled");
    const officers::Patch patch{.name = officers::folded(name), .disabled = disabled};
    const Kept kept = TRY(officers::change(ledger, patch, kCommandLine, now));
    TRY(done(kept, patch.name));
    return Value{{"name", patch.name}, {"disabled", disabled}};
}

Result<Value> set_password(ledger::Ledger& ledger, const Value& request, WallTime now) {
    const std::string name = TRY(text(request, "name"));
    const std::string password = TRY(text(request, "password"));
    TRY(officers::set_password(ledger, name, password, is_true(request, "must_change"),
                               kCommandLine, now));
    return Value{{"name", officers::folded(name)}};
}

}  // namespace province

#include "web/link_pages.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>

#include "publishing/link_checks.h"
#include "text/unicode.h"
#include "web/shapes.h"

namespace web {

namespace {

using json::Value;

constexpr std::size_t kNoteMax = 500;
constexpr int kQuiet = 4;  // Modules of white around a code (ISO/IEC 18004).

publishing::Folders folders_of(const Context& context) {
    return {.config = context.world.places.config, .assets = context.world.places.assets};
}

Value shape(const publishing::LinkCheck& check) {
    Value last;
    if (check.last)
        last = {{"good", check.last->good},
                {"at", time_text(check.last->at)},
                {"officer", check.last->officer},
                {"note", check.last->note},
                {"address", check.last->address}};
    return {{"procedure", check.procedure},
            {"name", check.name},
            {"kind", catalogue::name_of(check.kind)},
            {"address", check.address},
            {"last", std::move(last)},
            {"last_good_at", check.last_good ? Value(time_text(*check.last_good)) : Value()},
            {"current", check.current()}};
}

/// The code of an address, modules of 1 × 1, as on the kiosk's glass: level M.
std::string svg_of(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
    if (!code) return {};
    std::string dark;
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x)
            if (code->data[y * code->width + x] & 1)
                dark += fmt::format("M{} {}h1v1h-1z", x + kQuiet, y + kQuiet);
    const int side = code->width + 2 * kQuiet;
    return fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}")"
                       R"( shape-rendering="crispEdges">)"
                       R"(<path fill="#fff" d="M0 0h{0}v{0}h-{0}z"/><path d="{1}"/></svg>)",
                       side, dark);
}

/// A place in the list, as a query or a body names it.
struct Place {
    std::string procedure;
    catalogue::LinkKind kind = catalogue::LinkKind::procedure;
};

Result<std::string> address_of(Context& context, const Place& place) {
    std::optional<std::string> address = TRY(
        publishing::address_of(context.ledger, folders_of(context), place.procedure, place.kind));
    if (!address) return Error{Error::Code::not_found, "there is no such code"};
    return std::move(*address);
}

}  // namespace

Answer link_list(Context& context, const Request&, const std::string&) {
    const auto checks = publishing::link_checks(context.ledger, folders_of(context));
    if (!checks) return failed(checks.error());
    Value list = Value::array();
    for (const publishing::LinkCheck& check : *checks) list.push_back(shape(check));
    return json_answer({{"links", std::move(list)}});
}

Answer mark_link(Context& context, const Request& request, const std::string&) {
    const Result<Value> asked = object_of(request);
    if (!asked) return problem(400, "body", asked.error().message);
    const std::string* procedure = json::text(*asked, "procedure");
    const std::string* kind = json::text(*asked, "kind");
    const std::string* address = json::text(*asked, "address");
    const std::string* note = json::text(*asked, "note");
    const Value* good = json::find(*asked, "good");
    const auto known = kind ? catalogue::link_kind(*kind) : std::nullopt;
    if (!procedure || !known || !address || !good || !good->is_boolean())
        return problem(400, "body", "expected procedure, kind, address, good and note");
    if (note && (note->size() > kNoteMax || !text::problem_of(*note).empty()))
        return problem(400, "note", fmt::format("expected text of at most {} bytes", kNoteMax));
    const Place place{.procedure = *procedure, .kind = *known};
    const Result<std::string> today = address_of(context, place);
    if (!today) return failed(today.error());
    if (*today != *address)
        return problem(409, "moved", "the code leads elsewhere now; try the new one");
    const publishing::Mark mark{.good = *good == true,
                                .at = context.now,
                                .officer = context.officer().name,
                                .note = note ? *note : std::string(),
                                .address = *address};
    Result<> done = publishing::mark_link(context.ledger, place.procedure, place.kind, mark);
    if (done)
        done = officers::note(context.ledger,
                              {.at = context.now,
                               .officer = mark.officer,
                               .what = "link_checked",
                               .subject = place.procedure + "/" + *kind,
                               .detail = (mark.good ? "good: " : "bad: ") + mark.note});
    if (!done) return failed(done.error());
    return {.status = 204};
}

Answer link_code(Context& context, const Request& request, const std::string&) {
    const auto kind = request.query.find("kind");
    const auto procedure = request.query.find("procedure");
    const auto known =
        kind == request.query.end() ? std::nullopt : catalogue::link_kind(kind->second);
    if (!known) return problem(400, "query", "\"kind\": procedure, submit, track or account");
    const Result<std::string> address = address_of(
        context,
        {.procedure = procedure == request.query.end() ? "" : procedure->second, .kind = *known});
    if (!address) return failed(address.error());
    return {.media = "image/svg+xml", .body = svg_of(*address)};
}

}  // namespace web

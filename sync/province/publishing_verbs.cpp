#include "province/publishing_verbs.h"

#include <fmt/format.h>

#include "officers/officers.h"
#include "publishing/publish.h"
#include "web/publication_shapes.h"

namespace province {

namespace {

using json::Value;
using ledger::Ledger;

constexpr std::size_t kFolderMax = 4096;

Result<publishing::Files> files_of(const Value& request) {
    const Value* files = json::find(request, "files");
    if (!files || !files->is_object() || files->empty())
        return Error{Error::Code::invalid, "\"files\": expected paths and their texts"};
    publishing::Files list;
    for (const auto& [path, bytes] : files->items()) {
        const auto* text = bytes.get_ptr<const std::string*>();
        if (!text) return Error{Error::Code::invalid, fmt::format("\"{}\": expected a text", path)};
        list[path] = *text;
    }
    return list;
}

Result<std::int64_t> version_of(const Value& request) {
    std::int64_t version = 0;
    if (json::integer(request, "version", version) && version > 0) return version;
    return Error{Error::Code::invalid, "\"version\": expected a number from 1"};
}

ledger::Publisher command_line(const Value& request) {
    const std::string* note = json::text(request, "note");
    return {.officer = {}, .note = note ? *note : std::string(), .base = {}};
}

Result<Value> done(Ledger& ledger, const publishing::Outcome& outcome, const char* what,
                   const std::string& detail, WallTime now) {
    if (outcome.same) return Error{Error::Code::invalid, "publish: all of it is published already"};
    std::string faults;
    for (const publishing::Fault& fault : outcome.faults)
        faults += (faults.empty() ? "" : "\n") + publishing::in_words(fault);
    if (!outcome.version) return Error{Error::Code::invalid, faults};
    TRY(officers::note(ledger, {.at = now,
                                .officer = {},
                                .what = what,
                                .subject = std::to_string(*outcome.version),
                                .detail = detail}));
    return Value{{"version", *outcome.version}};
}

}  // namespace

Result<Value> publish(Ledger& ledger, const Value& request, WallTime now) {
    const publishing::Files files = TRY(files_of(request));
    const ledger::Publisher by = command_line(request);
    const publishing::Outcome outcome = TRY(publishing::publish(ledger, files, by, now));
    return done(ledger, outcome, "publish", web::detail_of(files, by), now);
}

Result<Value> roll_back(Ledger& ledger, const Value& request, WallTime now) {
    const std::int64_t version = TRY(version_of(request));
    const ledger::Publisher by = command_line(request);
    const publishing::Outcome outcome = TRY(publishing::roll_back(ledger, version, by, now));
    return done(ledger, outcome, "rollback", web::detail_of(version, by), now);
}

Result<Value> preview(Ledger& ledger, const Value& request, WallTime) {
    const std::string* config = json::text(request, "config");
    const std::string* assets = json::text(request, "assets");
    if (!config || !assets || config->size() > kFolderMax || assets->size() > kFolderMax)
        return Error{Error::Code::invalid, "\"config\", \"assets\": expected folders"};
    const publishing::Folders folders{.config = *config, .assets = *assets};
    if (json::find(request, "version")) {
        const std::int64_t version = TRY(version_of(request));
        const auto found = TRY(publishing::preview_roll_back(ledger, folders, version));
        return web::shape(found);
    }
    const publishing::Files files = TRY(files_of(request));
    const auto found = TRY(publishing::preview(ledger, folders, files));
    return web::shape(found);
}

}  // namespace province

// Publishing: what was, what is in force, what would change, and going on or back. Every deed
// stands in the trail.

#include <array>
#include <charconv>
#include <map>

#include "publishing/publish.h"
#include "web/context.h"
#include "web/link_pages.h"
#include "web/publication_shapes.h"
#include "web/shapes.h"
#include "wire/publication.h"

namespace web {

namespace {

using json::Value;

publishing::Folders folders_of(const Context& context) {
    return {.config = context.world.places.config, .assets = context.world.places.assets};
}

/// A version's files, each beside what the version before it had.
Value files_shape(const ledger::Published& one, const ledger::Published* before) {
    std::map<std::string, std::string> old;
    if (before)
        for (const wire::Publication::File& file : before->files) old[file.path] = file.digest;
    Value list = Value::array();
    for (const wire::Publication::File& file : one.files)
        list.push_back({{"path", file.path},
                        {"bytes", file.bytes},
                        {"sha256", file.digest},
                        {"changed", old[file.path] != file.digest}});
    return list;
}

Answer publications(Context& context, const Request&, const std::string&) {
    const Result<std::vector<ledger::Published>> found = ledger::published(context.ledger);
    if (!found) return failed(found.error());
    const Result<std::vector<publishing::InUse>> in_use = publishing::in_use(context.ledger);
    if (!in_use) return failed(in_use.error());
    Value versions = Value::array();
    for (std::size_t at = 0; at < found->size(); ++at) {
        const ledger::Published& one = (*found)[at];
        const ledger::Published* before = at + 1 < found->size() ? &(*found)[at + 1] : nullptr;
        versions.push_back(
            {{"version", one.version},
             {"at", time_text(one.at)},
             {"officer", one.officer},
             {"note", one.note},
             {"rolled_back_to", one.rolled_back_to ? Value(*one.rolled_back_to) : Value()},
             {"files", files_shape(one, before)}});
    }
    Value kiosks = Value::array();
    for (const publishing::InUse& one : *in_use)
        kiosks.push_back({{"published", one.version}, {"kiosks", one.kiosks}});
    Value paths = Value::array();
    for (const std::string_view path : wire::kPublishedPaths) paths.push_back(path);
    return json_answer({{"newest", found->empty() ? 0 : found->front().version},
                        {"versions", std::move(versions)},
                        {"kiosks", std::move(kiosks)},
                        {"paths", std::move(paths)}});
}

/// "3"; nothing for anything else.
std::optional<std::int64_t> version_of(const std::string& text) {
    std::int64_t version = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && version > 0 ? std::optional(version) : std::nullopt;
}

Result<std::optional<std::string>> file_of_version(Context& context, const std::string& path,
                                                   std::int64_t version) {
    publishing::Files files = TRY(publishing::published_files(context.ledger, version));
    const auto at = files.find(path);
    if (at == files.end()) return std::optional<std::string>();
    return std::optional(std::move(at->second));
}

Answer published_file(Context& context, const Request& request, const std::string& path) {
    if (!wire::is_published_path(path) && !wire::is_former_path(path))
        return problem(404, "not_found", "no file of this name can be published");
    Result<std::optional<std::string>> bytes = std::optional<std::string>();
    if (const auto asked = request.query.find("version"); asked != request.query.end()) {
        const std::optional<std::int64_t> version = version_of(asked->second);
        if (!version) return problem(400, "query", "\"version\": expected a number from 1");
        bytes = file_of_version(context, path, *version);
    } else {
        bytes = publishing::file_in_force(context.ledger, folders_of(context), path);
    }
    if (!bytes) return failed(bytes.error());
    if (!*bytes) return problem(404, "not_found", "it was neither published nor shipped");
    Answer answer{.media = "text/plain; charset=utf-8", .body = std::move(**bytes)};
    // One of the few known paths: nothing of the request comes into the header.
    answer.headers.emplace_back(
        "Content-Disposition", "attachment; filename=\"" + path.substr(path.rfind('/') + 1) + "\"");
    return answer;
}

Result<publishing::Files> files_of(const Value& asked) {
    const Value* files = json::find(asked, "files");
    if (!files || !files->is_object() || files->empty() ||
        files->size() > std::size(wire::kPublishedPaths))
        return Error{Error::Code::invalid, "\"files\": expected paths and their texts"};
    publishing::Files list;
    for (const auto& [path, bytes] : files->items()) {
        const auto* text = bytes.get_ptr<const std::string*>();
        if (!text) return Error{Error::Code::invalid, "\"" + path + "\": expected a text"};
        list[path] = *text;
    }
    return list;
}

Answer preview(Context& context, const Request& request, const std::string&) {
    const Result<Value> asked = object_of(request, kUploadBytesMax);
    if (!asked) return problem(400, "body", asked.error().message);
    std::int64_t version = 0;
    if (json::integer(*asked, "version", version)) {
        const auto found =
            publishing::preview_roll_back(context.ledger, folders_of(context), version);
        return found ? json_answer(shape(*found)) : failed(found.error());
    }
    const Result<publishing::Files> files = files_of(*asked);
    if (!files) return problem(400, "body", files.error().message);
    const auto found = publishing::preview(context.ledger, folders_of(context), *files);
    return found ? json_answer(shape(*found)) : failed(found.error());
}

/// Who publishes, why, upon what: the last is a must, so that nobody undoes another's work unseen.
Result<ledger::Publisher> publisher_of(const Context& context, const Value& asked) {
    ledger::Publisher by{.officer = context.officer().name};
    std::int64_t base = 0;
    if (!json::integer(asked, "base", base) || base < 0)
        return Error{Error::Code::invalid, "\"base\": expected the newest version you saw"};
    by.base = base;
    if (const std::string* note = json::text(asked, "note")) by.note = *note;
    return by;
}

/// What became of it, and the trail's word for it.
Answer done(Context& context, const Result<publishing::Outcome>& outcome, const char* what,
            const std::string& detail) {
    if (!outcome && outcome.error().code == Error::Code::invalid)
        return problem(400, "note", outcome.error().message);
    if (!outcome) return failed(outcome.error());
    if (outcome->moved)
        return problem(409, "moved", "another version was published meanwhile; look at it first");
    if (outcome->same) return problem(400, "same", "all of it is published already");
    if (!outcome->version)
        return json_answer({{"error", "faults"},
                            {"message", "the files do not hold"},
                            {"faults", shape(outcome->faults)}},
                           400);
    const Result<> noted =
        officers::note(context.ledger, {.at = context.now,
                                        .officer = context.officer().name,
                                        .what = what,
                                        .subject = std::to_string(*outcome->version),
                                        .detail = detail});
    Answer answer = json_answer({{"version", *outcome->version}});
    // It is published, and the publication itself says by whom.
    if (!noted) answer.trouble = noted.error().message;
    answer.said = std::string(what) + " version=" + std::to_string(*outcome->version);
    return answer;
}

Answer publish(Context& context, const Request& request, const std::string&) {
    const Result<Value> asked = object_of(request, kUploadBytesMax);
    if (!asked) return problem(400, "body", asked.error().message);
    const Result<publishing::Files> files = files_of(*asked);
    if (!files) return problem(400, "body", files.error().message);
    const Result<ledger::Publisher> by = publisher_of(context, *asked);
    if (!by) return problem(400, "body", by.error().message);
    return done(context, publishing::publish(context.ledger, *files, *by, context.now), "publish",
                detail_of(*files, *by));
}

Answer roll_back(Context& context, const Request& request, const std::string&) {
    const Result<Value> asked = object_of(request);
    if (!asked) return problem(400, "body", asked.error().message);
    std::int64_t version = 0;
    if (!json::integer(*asked, "version", version) || version < 1)
        return problem(400, "body", "\"version\": expected the version to go back to");
    const Result<ledger::Publisher> by = publisher_of(context, *asked);
    if (!by) return problem(400, "body", by.error().message);
    return done(context, publishing::roll_back(context.ledger, version, *by, context.now),
                "rollback", detail_of(version, *by));
}

constexpr std::array kRoutes = {
    Route{"GET", "/api/publications", Route::Who::editor, publications},
    Route{"GET", "/api/published/**", Route::Who::editor, published_file},
    Route{"POST", "/api/preview", Route::Who::editor, preview, kUploadBytesMax},
    Route{"POST", "/api/publish", Route::Who::editor, publish, kUploadBytesMax},
    Route{"POST", "/api/rollback", Route::Who::editor, roll_back},
    Route{"GET", "/api/links", Route::Who::editor, link_list},
    Route{"POST", "/api/links", Route::Who::editor, mark_link},
    Route{"GET", "/api/qr.svg", Route::Who::editor, link_code},
};

}  // namespace

std::span<const Route> publishing_routes() { return kRoutes; }

}  // namespace web

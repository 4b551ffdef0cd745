// motcua-province preview, publish, rollback: files for every kiosk.

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "province/admin.h"
#include "province/commands.h"
#include "province/print.h"
#include "wire/publication.h"

namespace province {

namespace {

namespace fs = std::filesystem;
using json::Value;

WallTime now() { return SystemClock().wall(); }

Result<Value> ask(const Wishes& wishes, Store::Wish wish, const std::string& verb,
                  const Value& request) {
    Office office = TRY(open_office(wishes, wish));
    return office.store.perform(verb, request, now());
}

void show(const Wishes& wishes, const Value& answer, std::string (*words)(const Value&)) {
    const std::string text = wishes.json ? text_of(answer) + "\n" : words(answer);
    std::fputs(text.c_str(), stdout);
}

/// The path under which a file is published: its name, with "lang/" before it if it lies so.
std::string published_path(const fs::path& file) {
    const std::string name = file.filename();
    return file.parent_path().filename() == "lang" ? "lang/" + name : name;
}

Result<> collect(const std::string& path, Value& files) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
        std::size_t found = 0;
        std::vector<std::string_view> names(std::begin(wire::kPublishedPaths),
                                            std::end(wire::kPublishedPaths));
        // What nobody may publish any more is not left out silently: it is refused with advice.
        names.insert(names.end(), std::begin(wire::kFormerPaths), std::end(wire::kFormerPaths));
        for (const std::string_view name : names) {
            const std::string file = path + "/" + std::string(name);
            if (!fs::exists(file, ignored)) continue;
            files[std::string(name)] = TRY(files::read(file, wire::kPublishedBytesMax));
            ++found;
        }
        if (found > 0) return {};
        return Error{Error::Code::not_found, path + ": nothing that can be published lies there"};
    }
    const std::string name = published_path(fs::absolute(path, ignored));
    if (files.contains(name))
        return Error{Error::Code::invalid, path + ": " + name + " is named twice"};
    files[name] = TRY(files::read(path, wire::kPublishedBytesMax));
    return {};
}

Result<Value> collected(const Wishes& wishes) {
    Value files = Value::object();
    for (const std::string& path : wishes.paths) TRY(collect(path, files));
    return files;
}

}  // namespace

Result<int> run_publish(const Wishes& wishes) {
    const Value files = TRY(collected(wishes));
    const Value answer =
        TRY(ask(wishes, Store::Wish::write, "publish", {{"files", files}, {"note", wishes.note}}));
    show(wishes, answer, version_words);
    return kDone;
}

Result<int> run_rollback(const Wishes& wishes) {
    const Value answer = TRY(ask(wishes, Store::Wish::write, "rollback",
                                 {{"version", wishes.version_back}, {"note", wishes.note}}));
    show(wishes, answer, version_words);
    return kDone;
}

Result<int> run_preview(const Wishes& wishes) {
    Value request{{"config", wishes.config}, {"assets", wishes.assets}};
    if (wishes.version_back > 0)
        request["version"] = wishes.version_back;
    else
        request["files"] = TRY(collected(wishes));
    const Value answer = TRY(ask(wishes, Store::Wish::look, "preview", request));
    show(wishes, answer, preview_words);
    const Value* faults = json::array(answer, "faults");
    return faults && faults->empty() ? kDone : kFailed;
}

}  // namespace province

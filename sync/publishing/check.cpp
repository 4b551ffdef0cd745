#include "publishing/check.h"

#include <fmt/format.h>

#include <charconv>
#include <set>
#include <string_view>

#include "catalogue/load.h"
#include "catalogue/messages.h"
#include "catalogue/wards.h"
#include "settings/holidays_file.h"
#include "settings/portal_file.h"
#include "settings/settings.h"
#include "text/language.h"
#include "wire/publication.h"

namespace publishing {

namespace {

template <class T>
std::string said_of(const Result<T>& result) {
    return result ? std::string() : result.error().message;
}

/// Of "lang/<code>.…".
text::Language language_of(std::string_view path) {
    const std::string_view code = path.substr(path.find('/') + 1);
    return text::language_named(code.substr(0, code.find('.'))).value_or(text::Language::vi);
}

/// What its loader says of a file.
std::string said_of(const std::string& path, std::string_view bytes) {
    if (path == "catalogue.json") return said_of(catalogue::parse(bytes, path));
    if (path == "campaign.toml") return said_of(settings::parse_campaign(bytes, path));
    if (path == "wards.json") return said_of(catalogue::parse_wards(bytes, path));
    if (path == "messages.json") return said_of(catalogue::parse_messages(bytes, path));
    if (path == "portal.toml") return said_of(settings::parse_portal(bytes, path));
    if (path == "holidays.toml") return said_of(settings::parse_holidays(bytes, path));
    if (wire::is_former_path(path))
        return said_of(text::Words::parse_json(bytes, path, language_of(path)));
    return said_of(text::Words::parse(bytes, path, language_of(path)));
}

/// "portal.toml:12: what" taken apart; what does not name the path goes on from the line before.
Fault fault_of(const std::string& path, std::string_view line) {
    Fault fault{.path = path, .message = std::string(line)};
    if (!line.starts_with(path + ":")) return fault;
    std::string_view rest = line.substr(path.size() + 1);
    int number = 0;
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (read.ec == std::errc() && read.ptr < rest.data() + rest.size() && *read.ptr == ':') {
        fault.line = number;
        rest.remove_prefix(static_cast<std::size_t>(read.ptr - rest.data()) + 1);
    }
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    fault.message = rest;
    return fault;
}

}  // namespace

std::string in_words(const Fault& fault) {
    const std::string place = fault.line ? fmt::format(":{}", *fault.line) : std::string();
    return fmt::format("{}{}: {}", fault.path, place, fault.message);
}

std::vector<Fault> faults_of(const std::string& path, std::string_view bytes) {
    if (wire::is_former_path(path))
        return {
            {.path = path,
             .message = fmt::format("words are published as {} now, a line \"key\" = \"text\" for "
                                    "each (assets/lang/README.md)",
                                    wire::counterpart(path))}};
    return faults_of_former(path, bytes);
}

std::vector<Fault> faults_of_former(const std::string& path, std::string_view bytes) {
    if (!wire::is_published_path(path) && !wire::is_former_path(path))
        return {{.path = path,
                 .message = "no file of this name can be published (sync/wire/README.md, §7)"}};
    if (bytes.size() > wire::kPublishedBytesMax)
        return {{.path = path,
                 .message = fmt::format("larger than {} bytes", wire::kPublishedBytesMax)}};
    std::vector<Fault> faults;
    const std::string said = said_of(path, bytes);
    for (std::string_view rest = said; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        if (end != 0) faults.push_back(fault_of(path, rest.substr(0, end)));
        rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    }
    return faults;
}

Result<> check_publication(const std::vector<std::pair<std::string, std::string>>& path_and_bytes) {
    std::string said;
    std::set<std::string> paths;
    for (const auto& [path, bytes] : path_and_bytes) {
        std::vector<Fault> faults = faults_of(path, bytes);
        if (!paths.insert(path).second) faults = {{.path = path, .message = "named twice"}};
        for (const Fault& fault : faults) said += (said.empty() ? "" : "\n") + in_words(fault);
    }
    if (said.empty()) return {};
    return Error{Error::Code::invalid, said};
}

}  // namespace publishing

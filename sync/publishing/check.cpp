#include "publishing/check.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include "base/files.h"
#include "catalogue/load.h"
#include "catalogue/messages.h"
#include "catalogue/wards.h"
#include "settings/settings.h"
#include "text/language.h"
#include "wire/publication.h"

namespace publishing {

namespace {

namespace fs = std::filesystem;

/// A folder of our own for the loaders, which read files; gone on scope exit.
class Bench {
public:
    static Result<Bench> make() {
        std::error_code failure;
        std::string path = (fs::temp_directory_path(failure) / "motcua-publish-XXXXXX").string();
        if (failure || !mkdtemp(path.data()))
            return Error{Error::Code::io, fmt::format("make {}: {}", path, std::strerror(errno))};
        return Bench(std::move(path));
    }
    ~Bench() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    Bench(Bench&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    Bench& operator=(Bench&&) = delete;
    std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

private:
    explicit Bench(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

template <class T>
std::string fault_of(const Result<T>& result) {
    return result ? std::string() : result.error().message;
}

/// What its loader says of a file; `name` is how it lies on the bench.
std::string fault_of(const Bench& bench, const std::string& path, const std::string& name) {
    if (path == "catalogue.json") return fault_of(catalogue::load(bench / name));
    if (path == "campaign.toml") return fault_of(settings::load_campaign(bench / name));
    if (path == "wards.json") return fault_of(catalogue::load_wards(bench / name));
    if (path == "messages.json") return fault_of(catalogue::load_messages(bench / name));
    // Languages all have one form; Words knows those that the kiosk can show.
    return fault_of(text::Words::load(bench / "", text::Language::vi));
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += by.size())
        text.replace(at, what.size(), by);
    return text;
}

Result<std::string> check(const std::string& path, const std::string& bytes) {
    if (!wire::is_published_path(path))
        return path + ": no file of this name can be published (sync/wire/README.md, §7)";
    if (bytes.size() > wire::kPublishedBytesMax)
        return fmt::format("{}: larger than {} bytes", path, wire::kPublishedBytesMax);
    const Bench bench = TRY(Bench::make());
    const bool language = path.starts_with("lang/");
    const std::string name =
        language ? std::string(text::code_of(text::Language::vi)) + ".json" : path;
    TRY(files::write_atomically(bench / name, bytes));
    // Loaders join folder and name with a slash of their own.
    const std::string fault = replaced(fault_of(bench, path, name), bench / ("/" + name), path);
    return replaced(fault, bench / name, path);
}

}  // namespace

Result<> check_publication(const std::vector<std::pair<std::string, std::string>>& path_and_bytes) {
    std::string faults;
    std::set<std::string> paths;
    for (const auto& [path, bytes] : path_and_bytes) {
        std::string fault = TRY(check(path, bytes));
        if (!paths.insert(path).second) fault = path + ": named twice";
        if (!fault.empty()) faults += (faults.empty() ? "" : "\n") + fault;
    }
    if (faults.empty()) return {};
    return Error{Error::Code::invalid, faults};
}

}  // namespace publishing

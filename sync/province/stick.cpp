// motcua-province stick: batches that came on a USB stick, and the receipts and publication that go
// back on it (sync/wire/README.md, §8).

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>

#include "base/files.h"
#include "province/commands.h"
#include "wire/envelope.h"
#include "wire/publication.h"
#include "wire/receipt.h"

namespace province {

namespace {

namespace fs = std::filesystem;
using json::Value;

constexpr std::size_t kBatchesMax = 10'000;  // Years of a ward.
constexpr std::string_view kBatchEnds = ".batch";

/// The batches of a folder by name; other files are not ours.
Result<std::vector<std::string>> batches_in(const std::string& folder) {
    std::vector<std::string> paths;
    std::error_code failure;
    fs::directory_iterator at(folder, failure), end;
    for (; !failure && at != end; at.increment(failure)) {
        const std::string name = at->path().filename();
        if (!name.ends_with(kBatchEnds) || name.starts_with('.')) continue;
        paths.push_back(at->path());
        if (paths.size() == kBatchesMax) break;
    }
    if (failure) return Error{Error::Code::io, folder + ": " + failure.message()};
    std::sort(paths.begin(), paths.end());
    return paths;
}

Result<std::string> bytes_of(const Value& answer, std::string_view key) {
    const std::string* text = json::text(answer, key);
    auto bytes = text ? wire::parse_base64(*text) : std::nullopt;
    if (!bytes) return Error{Error::Code::corrupt, fmt::format("\"{}\": expected base64", key)};
    return std::move(*bytes);
}

/// What became of the stick's batches.
struct Sums {
    std::size_t batches = 0, refused = 0, unreadable = 0;
    std::map<std::string, std::int64_t> verdicts;
};

Result<> take(Store& store, const std::string& path, const std::string& folder, Sums& sums) {
    const Result<std::string> batch = files::read(path, wire::kEnvelopeBytesMax);
    if (!batch) {
        std::fprintf(stderr, "left alone: %s\n", batch.error().message.c_str());
        ++sums.unreadable;
        return {};
    }
    const Value request{{"envelope", wire::base64(*batch)}};
    const Value answer = TRY(store.perform("ingest", request, SystemClock().wall()));
    const std::string receipt = TRY(bytes_of(answer, "envelope"));
    TRY(files::write_atomically(folder + "/" + wire::digest(*batch) + ".receipt", receipt));
    ++sums.batches;
    const wire::Envelope envelope = TRY(wire::parse_envelope(receipt));
    const wire::Receipt said = TRY(wire::decode_receipt(envelope.payload));
    if (!said.refused.empty()) {
        ++sums.refused;
        std::fprintf(stderr, "refused: %s: %s\n", path.c_str(), said.refused.c_str());
    }
    for (const auto& run : said.verdicts) sums.verdicts[run.verdict] += run.lines;
    return {};
}

/// Puts the newest publication there; nothing before the first.
Result<std::int64_t> give(Store& store, const std::string& folder) {
    const WallTime now = SystemClock().wall();
    const Result<Value> answer = store.perform("publication", Value::object(), now);
    if (!answer && answer.error().code == Error::Code::not_found) return 0;
    if (!answer) return answer.error();
    const std::string bytes = TRY(bytes_of(*answer, "envelope"));
    const wire::Envelope envelope = TRY(wire::parse_envelope(bytes));
    const wire::Publication publication = TRY(wire::decode_publication(envelope.payload));
    for (const wire::Publication::File& file : publication.files) {
        const std::string path = folder + "/" + file.digest + ".file";
        const auto there = files::read(path, wire::kPublishedBytesMax);
        if (there && wire::digest(*there) == file.digest) continue;
        const Value got = TRY(store.perform("file", {{"digest", file.digest}}, now));
        const std::string content = TRY(bytes_of(got, "bytes"));
        TRY(files::write_atomically(path, content));
    }
    // Last: whoever finds the envelope finds its files too.
    TRY(files::write_atomically(folder + "/publication.envelope", bytes));
    return publication.version;
}

}  // namespace

Result<int> run_stick(const Wishes& wishes) {
    const std::string folder = wishes.path + "/motcua";
    const std::vector<std::string> paths = TRY(batches_in(folder));
    Office office = TRY(open_office(wishes, Store::Wish::write));
    Sums sums;
    for (const std::string& path : paths) TRY(take(office.store, path, folder, sums));
    const std::int64_t version = TRY(give(office.store, folder));
    std::string lines;
    for (const auto& [verdict, count] : sums.verdicts)
        lines += fmt::format("{}{} {}", lines.empty() ? "" : ", ", count, verdict);
    fmt::print("{} batches: {}; their receipts lie beside them\n", sums.batches,
               lines.empty() ? "no lines" : lines);
    if (version > 0) fmt::print("publication {} lies there too\n", version);
    return sums.refused + sums.unreadable == 0 ? kDone : kFailed;
}

}  // namespace province

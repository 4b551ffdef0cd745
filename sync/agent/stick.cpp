#include "agent/stick.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "agent/receipts.h"
#include "base/files.h"
#include "wire/envelope.h"

namespace agent {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kReceipt = ".receipt";
constexpr std::size_t kFilesMax = 10'000;  // A stick may carry a whole province's; ours are few.
constexpr std::size_t kDigestDigits = 64;

std::string place_on(const std::string& folder) { return folder + "/motcua"; }

/// Digests of the batches that have a receipt there.
std::vector<std::string> answered_in(const std::string& place) {
    std::vector<std::string> digests;
    std::error_code failure;
    std::size_t seen = 0;
    for (fs::directory_iterator at(place, failure), end; !failure && at != end && seen < kFilesMax;
         at.increment(failure), ++seen) {
        const std::string name = at->path().filename();
        if (!name.ends_with(kReceipt)) continue;
        const std::string digest = name.substr(0, name.size() - kReceipt.size());
        if (wire::is_hex(digest, kDigestDigits)) digests.push_back(digest);
    }
    std::sort(digests.begin(), digests.end());
    return digests;
}

/// Whether it was one of ours, and applied.
Result<bool> import_receipt(Outbox& outbox, const Identity& identity, const std::string& place,
                            const std::string& digest) {
    const std::optional<Letter> letter = TRY(outbox.letters().find(digest));
    if (!letter) return false;
    const Result<std::string> bytes =
        files::read(place + "/" + digest + std::string(kReceipt), wire::kEnvelopeBytesMax);
    if (!bytes) return false;
    const Result<wire::Receipt> receipt = open_receipt(*bytes, identity, digest);
    if (!receipt || !receipt->refused.empty()) return false;
    const Result<> applied = apply_receipt(outbox, *letter, *receipt, *bytes);
    if (!applied && applied.error().code == Error::Code::invalid) return false;
    TRY(applied);
    return true;
}

Result<> copy(const std::string& from, const std::string& to) {
    const std::string bytes = TRY(files::read(from, wire::kPublishedBytesMax));
    return files::write_atomically(to, bytes);
}

void import_publication(const Identity& identity, const Publications& publications,
                        const std::string& place, Imported& imported) {
    const std::string path = place + "/publication.envelope";
    const Result<std::string> envelope = files::read(path, wire::kEnvelopeBytesMax);
    if (!envelope && envelope.error().code == Error::Code::not_found) return;
    const auto in_use =
        files::read(publications.current() + "/publication.envelope", wire::kEnvelopeBytesMax);
    if (envelope && in_use && *envelope == *in_use) return;  // No news.
    const Source source{.envelope = [&] { return files::read(path, wire::kEnvelopeBytesMax); },
                        .file =
                            [&](const wire::Publication::File& file, const std::string& to) {
                                return copy(place + "/" + file.digest + ".file", to);
                            }};
    const wire::Certificate& certificate = identity.certificate;
    const Result<std::int64_t> taken =
        publications.take(source, certificate.province_keys, certificate.province_code);
    if (taken)
        imported.published = *taken;
    else
        imported.why_not = taken.error().message;
}

}  // namespace

Result<std::size_t> export_batches(Outbox& outbox, Composer& composer, const std::string& folder) {
    const std::string place = place_on(folder);
    TRY(files::make_folder(place));
    Portion portion{.after = {}, .lines_max = wire::kLinesMax, .elsewhere = 0, .by_stick = true};
    std::size_t count = 0;
    while (true) {
        const Composed composed = TRY(composer.compose(portion));
        const std::string path = place + "/" + composed.letter.digest + ".batch";
        const Result<> written = files::write_atomically(path, composed.letter.envelope);
        if (!written) {
            TRY(outbox.letters().settle(composed.letter.digest));
            return Error(written.error()).during("export");
        }
        ++count;
        portion.after = composed.end;
        portion.elsewhere += std::ssize(composed.letter.lines);
        const std::vector<Waiting> rest = TRY(outbox.counts().waiting(portion.after, 1));
        if (rest.empty()) return count;
    }
}

Result<Imported> import_answers(Outbox& outbox, const Identity& identity,
                                const Publications& publications, const std::string& folder) {
    const std::string place = place_on(folder);
    std::error_code failure;
    if (!fs::is_directory(place, failure))
        return Error{Error::Code::not_found, "import: there is no folder " + place};
    Imported imported;
    for (const std::string& digest : answered_in(place)) {
        const bool ours = TRY(import_receipt(outbox, identity, place, digest));
        ++(ours ? imported.receipts : imported.others);
    }
    import_publication(identity, publications, place, imported);
    return imported;
}

}  // namespace agent

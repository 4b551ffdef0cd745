#include "province/desk.h"

#include <fmt/format.h>

#include <filesystem>
#include <mutex>

#include "base/files.h"
#include "base/log.h"
#include "json/json.h"
#include "ledger/audit.h"
#include "ledger/devices.h"
#include "ledger/ingest.h"
#include "ledger/publishing.h"
#include "province/admin.h"
#include "wire/certificate.h"
#include "wire/envelope.h"
#include "wire/receipt.h"

namespace province {

namespace {

constexpr std::size_t kDeviceShown = 8;  // Digits that people compare.

/// The store failed: nothing was taken.
Response failed(const Error& error) {
    Response response = later("the store cannot be reached; nothing was taken, come again");
    response.trouble = error.message;
    return response;
}

/// "bad:day" is a bad one, "parked:ward" a parked one.
std::string kind_of(const std::string& verdict) { return verdict.substr(0, verdict.find(':')); }

/// What our own receipt says, for the log.
std::optional<Taken> taken_of(const std::string& envelope) {
    const auto parsed = wire::parse_envelope(envelope);
    if (!parsed) return std::nullopt;
    const auto receipt = wire::decode_receipt(parsed->payload);
    if (!receipt) return std::nullopt;
    Taken taken;
    taken.device = receipt->device.substr(0, kDeviceShown);
    taken.refused = receipt->refused;
    for (const auto& run : receipt->verdicts) taken.verdicts[kind_of(run.verdict)] += run.lines;
    for (const auto& head : receipt->heads) ++taken.heads[head.status];
    return taken;
}

Response of(ledger::Answer answer) {
    Response response{.status = answer.status,
                      .media = std::string(wire::kEnvelopeMedia),
                      .body = std::move(answer.envelope)};
    response.taken = taken_of(response.body);
    return response;
}

Response of(Result<ledger::Reply> reply) {
    if (!reply) return failed(reply.error());
    Response response{
        .status = reply->status, .media = std::move(reply->media), .body = std::move(reply->body)};
    if (const auto problem = wire::decode_problem(response.body); reply->status >= 400 && problem)
        response.said = problem->code;
    if (reply->status == 429 || reply->status == 503) response.retry_after_s = kRetryAfter;
    return response;
}

/// Several workers may put the same file into the spool at once.
std::mutex& spool_mutex() {
    static std::mutex mutex;
    return mutex;
}

}  // namespace

Response Desk::answer(const Request& request, WallTime now) {
    switch (request.route.page) {
        case Page::ingest: return ingest(request.body, now);
        case Page::too_large: return too_large(now);
        case Page::enrol: return of(ledger::enrol(ledger_, request.body, now));
        case Page::rotate: return of(ledger::rotate(ledger_, request.body, now));
        case Page::publication: return publication();
        case Page::file: return file(request.route.rest);
        case Page::health: return health();
        case Page::admin: return admin(request.route.rest, request.body, now);
        case Page::tidy_up: tidy_up(now); return {};
        case Page::metrics:
        case Page::page_file:
        case Page::redirect:
        case Page::api:
        case Page::tend: break;  // Need no desk, or one of the page's.
    }
    return problem(404, "not_found", "there is no such page");
}

Response Desk::ingest(const std::string& body, WallTime now) {
    Result<ledger::Answer> answer = ledger::ingest(ledger_, body, now);
    if (!answer) return failed(answer.error());
    return of(std::move(answer).value());
}

Response Desk::too_large(WallTime now) {
    // Its bytes were not read, so its digest is not known.
    const std::string no_digest(64, '0');
    return of(ledger::refuse(ledger_, 413, "too_large", no_digest, now));
}

Response Desk::publication() {
    Result<std::optional<std::string>> envelope = ledger::publication(ledger_);
    if (!envelope) return failed(envelope.error());
    if (!envelope->has_value()) return problem(404, "not_found", "nothing was published yet");
    return {.media = std::string(wire::kEnvelopeMedia), .body = std::move(**envelope)};
}

Response Desk::file(const std::string& digest) {
    Response response{.media = "application/octet-stream", .file = spool_ + "/" + digest};
    const std::lock_guard lock(spool_mutex());
    std::error_code ignored;
    if (std::filesystem::exists(response.file, ignored)) return response;
    const Result<std::string> bytes = ledger::published_file(ledger_, digest);
    if (!bytes && bytes.error().code == Error::Code::not_found)
        return problem(404, "not_found", "no such file was published");
    if (!bytes) return failed(bytes.error());
    Result<> written = files::make_folder(spool_);
    if (written) written = files::write_atomically(response.file, *bytes);
    if (!written) return failed(written.error());
    return response;
}

Response Desk::health() {
    // A transaction: that is what a batch needs, and it opens a connection again that broke.
    Result<sql::Transaction> transaction = sql::Transaction::begin(ledger_.connection());
    if (!transaction) return failed(transaction.error());
    const Result<sql::Rows> rows = ledger_.connection().query("SELECT 1", {});
    if (!rows) return failed(rows.error());
    return {.media = std::string(kTextMedia), .body = "ok\n"};
}

Response Desk::admin(const std::string& verb, const std::string& body, WallTime now) {
    const Result<json::Value> asked = json::parse(body, "the request", kAdminLimits);
    if (!asked) return problem(400, "invalid", asked.error().message);
    const Result<json::Value> answer = perform(ledger_, verb, *asked, now);
    if (answer) return {.media = std::string(kJsonMedia), .body = text_of(*answer)};
    Response response = problem(status_of(answer.error().code), name_of(answer.error().code),
                                answer.error().message);
    if (response.status >= 500) response.trouble = answer.error().message;
    return response;
}

void Desk::tidy_up(WallTime now) {
    const Result<std::int64_t> gone = ledger::purge_evidence(ledger_, now);
    if (!gone)
        logging::error("let old evidence go: {}", gone.error().message);
    else if (*gone > 0)
        logging::info("{} envelopes were older than the rules allow and are gone", *gone);
    const std::lock_guard lock(spool_mutex());
    std::error_code ignored;
    std::filesystem::remove_all(spool_, ignored);
}

}  // namespace province

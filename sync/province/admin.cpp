#include "province/admin.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "ledger/audit.h"
#include "ledger/counts.h"
#include "ledger/devices.h"
#include "ledger/facts.h"
#include "ledger/ingest.h"
#include "ledger/publishing.h"
#include "ledger/sums.h"
#include "province/officer_verbs.h"
#include "province/publishing_verbs.h"
#include "province/shapes.h"

namespace province {

namespace {

using json::Value;
using ledger::Ledger;

constexpr std::size_t kReasonMax = 200, kNameMax = 80;  // kNameMax: wire::Certificate::name.
constexpr int kDaysMax = 1000;  // As long as a campaign can be (settings::load_campaign).

Result<std::string> text(const Value& request, std::string_view key, std::size_t bytes_max) {
    const std::string* found = json::text(request, key);
    if (!found) return Error{Error::Code::invalid, fmt::format("\"{}\": expected a text", key)};
    if (found->size() > bytes_max)
        return Error{Error::Code::invalid,
                     fmt::format("\"{}\": expected at most {} bytes", key, bytes_max)};
    return *found;
}

Result<tally::Period> period(const Value& request) {
    const std::string from = TRY(text(request, "from", 10));
    const std::string to = TRY(text(request, "to", 10));
    const auto first = parse_iso_date(from), last = parse_iso_date(to);
    if (!first.ok() || !last.ok())
        return Error{Error::Code::invalid, "expected days as 2026-11-23"};
    const tally::Period period{.first = first, .last = last};
    if (period.days() < 1 || period.days() > kDaysMax)
        return Error{Error::Code::invalid,
                     fmt::format("expected 1 to {} days, the first one first", kDaysMax)};
    return period;
}

Result<std::string> ward(const Value& request) {
    if (!json::find(request, "ward")) return std::string();
    return text(request, "ward", 5);
}

Result<Value> enrol(Ledger& ledger, const Value& request, WallTime now) {
    const std::string ward = TRY(text(request, "ward", 5));
    const std::string name = TRY(text(request, "name", kNameMax));
    if (TRY(ledger::is_demonstration(ledger)))
        return Error{Error::Code::invalid,
                     "this store is a demonstration's: a real kiosk must not stand among invented "
                     "ones. Start the province afresh with another --state or --db"};
    const wire::Code code = TRY(ledger::make_code(ledger, ward, name, now));
    const ledger::Identity& us = ledger.identity();
    return Value{{"code", code.shown()},
                 {"ward", ward},
                 {"name", name},
                 {"until", time_text(now + ledger.rules().code_life)},
                 {"tries", ledger.rules().code_tries},
                 {"province_key", wire::hex(us.key.public_key())},
                 {"pins", us.pins}};
}

Result<Value> revoke(Ledger& ledger, const Value& request, WallTime now) {
    const std::string device = TRY(text(request, "device", 32));
    const std::string reason = TRY(text(request, "reason", kReasonMax));
    if (reason.empty()) return Error{Error::Code::invalid, "\"reason\": expected some words"};
    TRY(ledger::revoke(ledger, device, reason, now));
    return Value{{"revoked", device}};
}

Result<Value> kiosks(Ledger& ledger, const Value&, WallTime) {
    Value list = Value::array();
    const std::vector<ledger::Kiosk> known = TRY(ledger::kiosks(ledger));
    for (const ledger::Kiosk& kiosk : known) list.push_back(shape(kiosk));
    return Value{{"kiosks", std::move(list)}};
}

Result<Value> published(Ledger& ledger, const Value&, WallTime) {
    Value list = Value::array();
    const std::vector<ledger::Published> versions = TRY(ledger::published(ledger));
    for (const ledger::Published& one : versions) list.push_back(shape(one));
    return Value{{"published", std::move(list)}};
}

Result<Value> publication(Ledger& ledger, const Value&, WallTime) {
    const std::optional<std::string> envelope = TRY(ledger::publication(ledger));
    if (!envelope) return Error{Error::Code::not_found, "nothing was published yet"};
    return Value{{"envelope", wire::base64(*envelope)}};
}

Result<Value> file(Ledger& ledger, const Value& request, WallTime) {
    const std::string digest = TRY(text(request, "digest", 64));
    const std::string bytes = TRY(ledger::published_file(ledger, digest));
    return Value{{"bytes", wire::base64(bytes)}};
}

Result<Value> mend(Ledger& ledger, const Value&, WallTime) {
    TRY(ledger::mend_sums(ledger));
    return Value{{"mended", true}};
}

Result<Value> verify(Ledger& ledger, const Value&, WallTime) {
    const ledger::Audit audit = TRY(ledger::verify(ledger));
    return shape(audit);
}

Result<Value> counts(Ledger& ledger, const Value& request, WallTime) {
    const tally::Period days = TRY(period(request));
    const std::string of = TRY(ward(request));
    Value list = Value::array();
    const std::vector<ledger::Count> counts = TRY(ledger::counts(ledger, days, of));
    for (const ledger::Count& count : counts) list.push_back(shape(count));
    return Value{{"counts", std::move(list)}};
}

/// Day by day: a year of every ward's cells would not fit into memory.
Result<Value> measures(Ledger& ledger, const Value& request, WallTime) {
    const tally::Period days = TRY(period(request));
    const std::string of = TRY(ward(request));
    std::map<std::string, tally::Measures> wards;
    for (tally::Day day = days.first; day <= days.last; day += std::chrono::days(1)) {
        std::map<std::string, std::vector<ledger::Count>> by_ward;
        const tally::Period one{.first = day, .last = day};
        const std::vector<ledger::Count> counts = TRY(ledger::counts(ledger, one, of));
        for (const ledger::Count& count : counts) by_ward[count.ward].push_back(count);
        for (const auto& [code, list] : by_ward) wards[code] += ledger::measures_of(list);
    }
    Value list = Value::array();
    for (const auto& [code, sums] : wards) list.push_back(shape(code, sums));
    return Value{{"measures", std::move(list)}};
}

Result<Value> backup(Ledger& ledger, const Value& request, WallTime) {
    const std::string path = TRY(text(request, "file", 4096));
    if (!path.starts_with('/'))
        return Error{Error::Code::invalid, "\"file\": expected a whole path"};
    TRY(ledger.connection().copy_to(path));
    return Value{{"file", path}};
}

Result<Value> ingest(Ledger& ledger, const Value& request, WallTime now) {
    const std::string encoded = TRY(text(request, "envelope", kAdminLimits.bytes));
    const auto envelope = wire::parse_base64(encoded);
    if (!envelope) return Error{Error::Code::invalid, "\"envelope\": expected base64"};
    const ledger::Answer answer = TRY(ledger::ingest(ledger, *envelope, now));
    return Value{{"status", answer.status}, {"envelope", wire::base64(answer.envelope)}};
}

using Verb = Result<Value> (*)(Ledger&, const Value&, WallTime);
const std::map<std::string, Verb, std::less<>> kVerbs{
    {"backup", backup},
    {"counts", counts},
    {"enrol", enrol},
    {"file", file},
    {"ingest", ingest},
    {"kiosks", kiosks},
    {"measures", measures},
    {"preview", preview},
    {"publish", publish},
    {"rollback", roll_back},
    {"revoke", revoke},
    {"published", published},
    {"publication", publication},
    {"verify", verify},
    {"mend", mend},
    {"officers", list_officers},
    {"addofficer", add_officer},
    {"changeofficer", change_officer},
    {"setpassword", set_password},
};

struct Name {
    Error::Code code;
    int status;
    std::string_view name;
};
constexpr Name kNames[] = {{Error::Code::io, 500, "io"},
                           {Error::Code::not_found, 404, "not_found"},
                           {Error::Code::corrupt, 500, "corrupt"},
                           {Error::Code::invalid, 400, "invalid"},
                           {Error::Code::unavailable, 503, "unavailable"}};

const Name& name(Error::Code code) {
    const auto* found = std::find_if(std::begin(kNames), std::end(kNames),
                                     [&](const Name& one) { return one.code == code; });
    ASSERT(found != std::end(kNames));
    return *found;
}

}  // namespace

Result<Value> perform(Ledger& ledger, const std::string& verb, const Value& request, WallTime now) {
    const auto at = kVerbs.find(verb);
    if (at == kVerbs.end())
        return Error{Error::Code::not_found, "there is no command \"" + verb + "\" here"};
    return at->second(ledger, request, now);
}

std::string text_of(const Value& value) {
    return value.dump(-1, ' ', false, Value::error_handler_t::replace);
}

int status_of(Error::Code code) { return name(code).status; }

std::string_view name_of(Error::Code code) { return name(code).name; }

Error::Code code_of(std::string_view word) {
    const auto* found = std::find_if(std::begin(kNames), std::end(kNames),
                                     [&](const Name& one) { return one.name == word; });
    return found == std::end(kNames) ? Error::Code::io : found->code;
}

}  // namespace province

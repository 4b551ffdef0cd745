#include <algorithm>
#include <thread>

#include "ledger/hand.h"
#include "wire/words.h"

// Enrolment, rotation, revocation: sync/wire/README.md §6.

using namespace hand;
using Kinds = std::vector<std::string>;

namespace {

struct Asked {
    int status = 0;
    std::string error, body;
};

Asked asked(const ledger::Reply& reply) {
    Asked asked{.status = reply.status, .error = {}, .body = reply.body};
    if (reply.status != 200) {
        CHECK(reply.media == "application/json");
        asked.error = must(wire::decode_problem(reply.body)).code;
    }
    return asked;
}

Asked enrol(ledger::Ledger& ledger, const wire::EnrolRequest& request, WallTime now = kMorning) {
    return asked(must(ledger::enrol(ledger, wire::encode(request), now)));
}

wire::Code code_for(ledger::Ledger& ledger, const std::string& ward = kWard) {
    return must(ledger::make_code(ledger, ward, "Quầy 2", kMorning));
}

wire::EnrolRequest mistyped(wire::EnrolRequest request) {
    request.mac[0] = request.mac[0] == '0' ? '1' : '0';
    return request;
}

std::string rotation_of(const Kiosk& kiosk, const wire::SecretKey& next) {
    return wire::seal(wire::kRotationType,
                      wire::encode(wire::rotation(kiosk.device, kiosk.key.public_key(), next)),
                      kiosk.key);
}

}  // namespace

TEST_CASE_TEMPLATE("a code enrols one key, with the same answer as often as asked", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const wire::Code code = code_for(ledger);
    const wire::SecretKey key = wire::SecretKey::generate();
    const wire::EnrolRequest request = wire::enrol_request(code, key.public_key(), kWard);
    const Asked first = enrol(ledger, request);
    CHECK(first.status == 200);
    const wire::Certificate certificate = must(wire::open_enrol_answer(first.body, code, request));
    CHECK(certificate.serial == 1);
    CHECK(certificate.device == wire::key_id(key.public_key()));
    CHECK(certificate.ward == kWard);
    CHECK(certificate.name == "Quầy 2");
    CHECK(certificate.province_name == "Gia Lai");
    CHECK(certificate.province_keys == std::vector{identity().key.public_key()});
    for (int days : {0, 1, 400})
        CHECK(enrol(ledger, request, kMorning + std::chrono::days(days)).body == first.body);
    const ledger::Kiosk seen = must(ledger::kiosks(ledger)).at(0);
    CHECK(seen.device == certificate.device);
    CHECK(seen.words == wire::four_words(key.public_key(), identity().key.public_key()));
    CHECK(seen.enrolled == kMorning);
    CHECK(must(ledger.connection().query("SELECT key FROM code", {}))
              .at(0)
              .text(0)
              .find(code.symbols) == std::string::npos);
}

TEST_CASE_TEMPLATE("a code used again by another key is refused and alarmed", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const wire::Code code = code_for(ledger);
    const auto request = [&] {
        return wire::enrol_request(code, wire::SecretKey::generate().public_key(), kWard);
    };
    CHECK(enrol(ledger, request()).status == 200);
    const Asked again = enrol(ledger, request());
    CHECK(again.status == 403);
    CHECK(again.error == "code_used");
    CHECK(alarm_kinds(ledger) == Kinds{"code_reuse"});
    CHECK(must(ledger::kiosks(ledger)).size() == 1);
    CHECK(must(ledger::kiosks(ledger)).at(0).alarms == Kinds{"code_reuse"});
}

TEST_CASE_TEMPLATE("a code bears five wrong tries", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const wire::Code code = code_for(ledger), other = code_for(ledger);
    const wire::SecretKey key = wire::SecretKey::generate();
    const wire::EnrolRequest right = wire::enrol_request(code, key.public_key(), kWard);
    for (int i = 0; i < 5; ++i) CHECK(enrol(ledger, mistyped(right)).error == "code_wrong");
    CHECK(enrol(ledger, mistyped(right)).error == "code_spent");
    CHECK(enrol(ledger, right).error == "code_spent");
    // Wrong tries after it was used spend nothing: the kiosk still gets its answer.
    const wire::EnrolRequest used = wire::enrol_request(other, key.public_key(), kWard);
    CHECK(enrol(ledger, used).status == 200);
    for (int i = 0; i < 9; ++i) CHECK(enrol(ledger, mistyped(used)).error == "code_wrong");
    CHECK(enrol(ledger, used).status == 200);
}

TEST_CASE_TEMPLATE("codes that are unknown, too old or of another ward are told apart", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const wire::Code code = code_for(ledger);
    const wire::PublicKey key = wire::SecretKey::generate().public_key();
    const wire::EnrolRequest request = wire::enrol_request(code, key, kWard);
    wire::EnrolRequest unknown = request;
    unknown.number = code.number() == "0000" ? "0001" : "0000";
    CHECK(enrol(ledger, unknown).error == "code_unknown");
    CHECK(enrol(ledger, wire::enrol_request(code, key, "23564")).error == "code_ward");
    CHECK(asked(must(ledger::enrol(ledger, "{}", kMorning))).error == "malformed");
    CHECK(asked(must(ledger::enrol(ledger, "{}", kMorning))).status == 400);
    const WallTime end = kMorning + std::chrono::hours(72);
    CHECK(enrol(ledger, request, end + std::chrono::milliseconds(1)).error == "code_expired");
    CHECK(enrol(ledger, request, end).status == 200);
    CHECK_FALSE(ledger::make_code(ledger, "2356", "Quầy 1", kMorning));
    CHECK_FALSE(ledger::make_code(ledger, kWard, "", kMorning));
    CHECK_FALSE(ledger::make_code(ledger, kWard, "a\nb", kMorning));
}

TEST_CASE_TEMPLATE("a key is enrolled once: another code stays as it was", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const wire::SecretKey key = wire::SecretKey::generate();
    const wire::Code first = code_for(ledger), second = code_for(ledger);
    CHECK(enrol(ledger, wire::enrol_request(first, key.public_key(), kWard)).status == 200);
    CHECK(enrol(ledger, wire::enrol_request(second, key.public_key(), kWard)).error == "code_used");
    const wire::PublicKey fresh = wire::SecretKey::generate().public_key();
    CHECK(enrol(ledger, wire::enrol_request(second, fresh, kWard)).status == 200);
    CHECK(alarm_kinds(ledger).empty());
}

TEST_CASE_TEMPLATE("codes that ran out unused are forgotten later", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const wire::Code code = code_for(ledger);
    const wire::EnrolRequest request =
        wire::enrol_request(code, wire::SecretKey::generate().public_key(), kWard);
    const WallTime later = kMorning + std::chrono::days(20);
    must(ledger::make_code(ledger, kWard, "Quầy 3", later));
    CHECK(enrol(ledger, request, later).error == "code_expired");
    must(ledger::make_code(ledger, kWard, "Quầy 3", later + std::chrono::days(20)));
    CHECK(enrol(ledger, request, later).error == "code_unknown");
}

TEST_CASE_TEMPLATE("a key is replaced by one that the old one signs, with the same answer again",
                   Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    const Told before = kiosk.tell(ledger, run(1), {cell(3, 5)});
    const wire::SecretKey next = wire::SecretKey::generate(), third = wire::SecretKey::generate();
    const std::string request = rotation_of(kiosk, next);
    const ledger::Reply reply = must(ledger::rotate(ledger, request, kMorning));
    REQUIRE(reply.status == 200);
    CHECK(reply.media == wire::kEnvelopeMedia);
    const wire::Certificate certificate =
        must(wire::open_certificate(reply.body, {identity().key.public_key()}));
    CHECK(certificate.serial == 2);
    CHECK(certificate.device == kiosk.device);
    CHECK(certificate.key == next.public_key());
    CHECK(must(ledger::rotate(ledger, request, kMorning)).body == reply.body);
    CHECK(asked(must(ledger::rotate(ledger, rotation_of(kiosk, third), kMorning))).error ==
          "rotated");

    const Told old = kiosk.tell(ledger, run(1), {cell(9, 9)});
    CHECK(old.status == 403);
    CHECK(old.receipt.refused == "rotated");
    // What was taken before keeps its answer: the receipt may have been lost on the way.
    CHECK(must(ledger::ingest(ledger, before.batch, kMorning)).envelope == before.answer);
    Kiosk rotated = kiosk;
    rotated.key = next;
    CHECK(rotated.tell(ledger, run(1), {cell(4, 6)}).status == 200);
    CHECK(total(ledger) == 4);
    CHECK(must(ledger::rotate(ledger, rotation_of(rotated, third), kMorning)).status == 200);
    const auto seen = must(ledger::kiosks(ledger));
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].words == wire::four_words(third.public_key(), identity().key.public_key()));
    CHECK(must(ledger::verify(ledger)).ok());
}

TEST_CASE_TEMPLATE("a rotation that is not of this device, not proven or revoked is refused", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger), other = enrolled(ledger);
    const wire::SecretKey next = wire::SecretKey::generate();
    const auto rotate = [&](const std::string& envelope) {
        return asked(must(ledger::rotate(ledger, envelope, kMorning)));
    };
    CHECK(rotate("nothing").status == 400);
    Kiosk unknown = kiosk;
    unknown.key = wire::SecretKey::generate();
    CHECK(rotate(rotation_of(unknown, next)).status == 401);
    Kiosk posing = kiosk;
    posing.device = other.device;
    CHECK(rotate(rotation_of(posing, next)).error == "not_yours");
    CHECK(rotate(rotation_of(kiosk, other.key)).error == "not_yours");
    CHECK(rotate(rotation_of(kiosk, kiosk.key)).error == "not_yours");
    wire::Rotation unproven = wire::rotation(kiosk.device, kiosk.key.public_key(), other.key);
    unproven.key = next.public_key();
    CHECK(rotate(wire::seal(wire::kRotationType, wire::encode(unproven), kiosk.key)).error ==
          "malformed");
    must(ledger::revoke(ledger, kiosk.device, "stolen", kMorning));
    CHECK(rotate(rotation_of(kiosk, next)).error == "revoked");
}

TEST_CASE_TEMPLATE("a kiosk is revoked by the first digits of its id, if they are its alone", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const Kiosk kiosk = enrolled(ledger);
    enrolled(ledger);
    const auto code = [&](const std::string& device) {
        return ledger::revoke(ledger, device, "lost", kMorning).error().code;
    };
    CHECK(code(kiosk.device.substr(0, 7)) == Error::Code::not_found);
    CHECK(code("nonsense") == Error::Code::not_found);
    CHECK(code(id(0)) == Error::Code::not_found);
    must(ledger::revoke(ledger, kiosk.device.substr(0, 8), "lost", kMorning));
    must(ledger::revoke(ledger, kiosk.device, "again", kMorning));
    int revoked = 0;
    for (const ledger::Kiosk& one : must(ledger::kiosks(ledger))) revoked += one.revoked;
    CHECK(revoked == 1);
    CHECK(must(ledger.connection().query("SELECT reason FROM device WHERE revoked_at > 0", {}))
              .at(0)
              .text(0) == "lost");
}

TEST_CASE("of many kiosks that use one code at once, exactly one is enrolled") {
    PostgresDatabase database;
    ledger::Ledger ledger = opened(database.address());
    for (int round = 0; round < 5; ++round) {
        const wire::Code code = code_for(ledger);
        std::vector<Asked> answers(4);
        std::vector<std::thread> threads;
        for (Asked& answer : answers)
            threads.emplace_back([&] {
                ledger::Ledger own = opened(database.address());
                answer = enrol(own, wire::enrol_request(
                                        code, wire::SecretKey::generate().public_key(), kWard));
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(std::ranges::count(answers, 200, &Asked::status) == 1);
        CHECK(std::ranges::count(answers, "code_used", &Asked::error) == 3);
    }
    CHECK(must(ledger::kiosks(ledger)).size() == 5);
}

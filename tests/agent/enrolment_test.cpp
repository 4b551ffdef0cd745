#include "agent/enrolment.h"

#include <sys/stat.h>

#include <filesystem>

#include "agent/stand.h"
#include "base/files.h"
#include "wire/envelope.h"
#include "wire/words.h"

using agent::Answer;
using agent::IdentityFiles;
using agent::Request;
using agent::Trust;

namespace {

agent::Meeting meeting() {
    return {.address = TestRoad::kAddress, .pins = {}, .clock_trusted = true};
}

struct Kiosk {
    Kiosk() { std::filesystem::create_directories(folder()); }
    std::string folder() const { return dir / "agent"; }
    Result<agent::Enrolled> enrol(const std::string& code, const agent::Meeting& how = meeting()) {
        return agent::enrol(files, road, code, "23563", how);
    }
    agent::Identity identity() { return must(files.load()).value(); }

    TempDir dir;
    IdentityFiles files{folder()};
    SmallProvince province;
    TestRoad road{province};
};

}  // namespace

TEST_CASE("a kiosk that never met the province has no identity") {
    Kiosk kiosk;
    CHECK_FALSE(must(kiosk.files.load()).has_value());
}

TEST_CASE("a code makes an identity, and both ends show the same four words") {
    Kiosk kiosk;
    const wire::Code code = kiosk.province.make_code();
    const agent::Enrolled enrolled = must(kiosk.enrol(" " + code.shown() + " "));
    CHECK_FALSE(enrolled.by_code_alone);
    const agent::Identity identity = kiosk.identity();
    CHECK(identity.certificate == enrolled.identity->certificate);
    CHECK(identity.address == TestRoad::kAddress);
    CHECK(identity.certificate.device == wire::key_id(identity.key.public_key()));
    CHECK(identity.words() == wire::four_words(identity.key.public_key(), kiosk.province.key()));
    // The secret is in one file, which nobody else may read.
    struct stat facts {};
    REQUIRE(::stat((kiosk.folder() + "/device.key").c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    std::size_t files = 0;
    for (const auto& file : std::filesystem::directory_iterator(kiosk.folder())) {
        (void)file;
        ++files;
    }
    CHECK(files == 3);
}

TEST_CASE("an answer that was lost is asked for again, with the same key") {
    Kiosk kiosk;
    const wire::Code code = kiosk.province.make_code();
    int lost = 0;
    kiosk.road.after = [&](const Request&, Answer answer) -> Result<Answer> {
        if (++lost <= 3) return no_network();
        return answer;
    };
    for (int i = 0; i < 3; ++i) CHECK_FALSE(kiosk.enrol(code.shown()));
    CHECK_FALSE(must(kiosk.files.load()).has_value());
    must(kiosk.enrol(code.shown()));
    std::set<std::string> bodies;
    for (const Request& request : kiosk.road.asked) bodies.insert(request.body);
    CHECK(bodies.size() == 1);
}

TEST_CASE("who does not know the code is not believed") {
    Kiosk kiosk;
    const wire::Code code = kiosk.province.make_code();
    SmallProvince impostor;
    kiosk.road.before = [&](const Request& request) {
        // It knows all that went over the wire, but not the code.
        const auto asked = must(wire::decode_enrol_request(request.body));
        wire::Certificate certificate;
        certificate.device = wire::key_id(asked.key);
        certificate.key = asked.key;
        certificate.ward = asked.ward;
        certificate.name = "Quầy 1";
        certificate.province_code = "52";
        certificate.province_name = "Gia Lai";
        const wire::SecretKey key = wire::SecretKey::generate();
        certificate.province_keys = {key.public_key()};
        const std::string envelope =
            wire::seal(wire::kCertificateType, wire::encode(certificate), key);
        return Result<Answer>(
            Answer{200, wire::encode(wire::enrol_answer(envelope, wire::random_code().key())), 0});
    };
    CHECK_FALSE(kiosk.enrol(code.shown()));
    kiosk.road.before = [](const Request&) {
        return Result<Answer>(Answer{200, "<html>Please log in</html>", 0});
    };
    CHECK_FALSE(kiosk.enrol(code.shown()));
    CHECK_FALSE(must(kiosk.files.load()).has_value());
    kiosk.road.before = {};
    must(kiosk.enrol(code.shown()));
}

TEST_CASE("the province's refusals come in its own words") {
    Kiosk kiosk;
    const agent::Enrolled unknown = must(kiosk.enrol(wire::random_code().shown()));
    CHECK_FALSE(unknown.identity);
    CHECK(unknown.refused == "code_unknown");
    CHECK(unknown.why == "no such code");
    const wire::Code code = kiosk.province.make_code();
    must(kiosk.enrol(code.shown()));
    TempDir dir;
    const auto used =
        agent::enrol(IdentityFiles(dir.path()), kiosk.road, code.shown(), "23563", meeting());
    CHECK(must(used).refused == "code_used");
    CHECK(must(kiosk.enrol("7QF2")).refused == "mistyped");
    kiosk.road.before = [](const Request&) { return Result<Answer>(Answer{503, "", 9}); };
    const auto busy = kiosk.enrol(kiosk.province.make_code().shown());
    REQUIRE_FALSE(busy);
    CHECK(busy.error().code == Error::Code::unavailable);
}

TEST_CASE("the first meeting is by pins if there are some, and without any only as a last way") {
    Kiosk kiosk;
    agent::Meeting pinned = meeting();
    pinned.pins = {"sha256//AAAA"};
    kiosk.road.before = [](const Request&) {
        return Result<Answer>(Error{Error::Code::invalid, "another key"});
    };
    CHECK_FALSE(kiosk.enrol(kiosk.province.make_code().shown(), pinned));
    REQUIRE(kiosk.road.asked.size() == 1);
    CHECK(kiosk.road.asked[0].trust == Trust::pins);
    CHECK(kiosk.road.asked[0].pins == pinned.pins);

    kiosk.road.asked.clear();
    kiosk.road.before = [](const Request& request) -> std::optional<Result<Answer>> {
        if (request.trust == Trust::nobody) return {};
        return Result<Answer>(Error{Error::Code::invalid, "no authority knows it"});
    };
    CHECK(must(kiosk.enrol(kiosk.province.make_code().shown())).by_code_alone);
    REQUIRE(kiosk.road.asked.size() == 2);
    CHECK(kiosk.road.asked[0].trust == Trust::authorities);

    // No network is no reason to believe anybody.
    kiosk.road.asked.clear();
    kiosk.road.before = [](const Request&) { return Result<Answer>(no_network()); };
    CHECK_FALSE(kiosk.enrol(kiosk.province.make_code().shown()));
    CHECK(kiosk.road.asked.size() == 1);
}

TEST_CASE("later the province is known by its certificate's pins and the configured ones") {
    agent::Identity identity{wire::SecretKey::generate(), {}, {}};
    agent::Meeting how = meeting();
    Request request;
    agent::know_province(request, identity, how);
    CHECK(request.trust == Trust::authorities);
    how.pins = {"sha256//configured"};
    agent::know_province(request, identity, how);
    CHECK(request.trust == Trust::pins);
    CHECK(request.pins == how.pins);
    identity.certificate.pins = {"sha256//signed"};
    agent::know_province(request, identity, how);
    CHECK(request.pins == std::vector<std::string>{"sha256//signed", "sha256//configured"});
}

TEST_CASE("a new key takes over once it is certified, however often the answer is lost") {
    Kiosk kiosk;
    must(kiosk.enrol(kiosk.province.make_code().shown()));
    const agent::Identity before = kiosk.identity();
    kiosk.road.after = [](const Request&, Answer) -> Result<Answer> { return no_network(); };
    for (int i = 0; i < 3; ++i) {
        CHECK_FALSE(agent::rotate(kiosk.files, kiosk.road, before, meeting()));
        CHECK(kiosk.files.has_next_key());
        CHECK(kiosk.identity().key.text() == before.key.text());
    }
    kiosk.road.after = {};
    const agent::Identity after =
        must(agent::rotate(kiosk.files, kiosk.road, kiosk.identity(), meeting()));
    CHECK(after.key.text() != before.key.text());
    CHECK(after.certificate.device == before.certificate.device);
    CHECK(kiosk.identity().key.text() == after.key.text());
    CHECK_FALSE(kiosk.files.has_next_key());
}

TEST_CASE("a power cut between any two steps leaves the old key or the new one") {
    Kiosk kiosk;
    must(kiosk.enrol(kiosk.province.make_code().shown()));
    const agent::Identity before = kiosk.identity();
    std::string certificate;
    kiosk.road.after = [&](const Request&, Answer answer) -> Result<Answer> {
        certificate = answer.body;
        return no_network();
    };
    CHECK_FALSE(agent::rotate(kiosk.files, kiosk.road, before, meeting()));
    CHECK(kiosk.identity().key.text() == before.key.text());
    // The certificate is written, the key not yet in its place.
    must(files::write_atomically(kiosk.folder() + "/certificate.envelope", certificate));
    const agent::Identity after = kiosk.identity();
    CHECK(after.key.text() != before.key.text());
    CHECK(after.certificate.serial == 2);
    CHECK(wire::SecretKey::parse(must(files::read(kiosk.folder() + "/device.key", 200)))->text() ==
          after.key.text());
}

TEST_CASE("a batch that the old key signed is composed anew after the rotation") {
    Stand stand;
    stand.grow(1, 50);
    stand.enrol();
    stand.road.before = [](const Request&) { return Result<Answer>(no_network()); };
    stand.courier().work();
    stand.road.before = {};
    must(stand.courier().rotate());
    const std::string device = stand.courier().status().device;
    CHECK(stand.send_all(1).state == "ok");  // Not one try with the old key.
    CHECK(stand.send_all().unsent == 0);
    CHECK(stand.courier().status().device == device);
}

TEST_CASE("a rotation whose answer was lost is ended by the next sending") {
    Stand stand;
    stand.grow(1, 50);
    stand.enrol();
    stand.send_all();
    stand.road.after = [](const Request&, Answer) -> Result<Answer> { return no_network(); };
    CHECK_FALSE(stand.courier().rotate());
    stand.road.after = {};
    stand.stop();
    stand.grow(2, 10);
    CHECK(stand.send_all().unsent == 0);
    CHECK_FALSE(IdentityFiles(stand.state() + "/agent").has_next_key());
}

TEST_CASE("a kiosk that is enrolled anew gets another device, and tells everything again") {
    Stand stand;
    stand.grow(1, 100);
    stand.enrol();
    stand.send_all();
    const std::string before = stand.courier().status().device;
    const std::size_t sent = stand.province.batches().size();
    stand.enrol();
    CHECK(stand.courier().status().device != before);
    CHECK(stand.courier().status().unsent > 0);
    CHECK(stand.send_all().unsent == 0);
    // First it asks what is held of its journal, without a count.
    CHECK(stand.province.batches().at(sent).header.after.serial == 0);
    CHECK(stand.province.batches().at(sent).lines.empty());
}

TEST_CASE("a kiosk whose key is gone says so, and can be enrolled anew") {
    Stand stand;
    stand.grow(1, 50);
    stand.enrol();
    stand.send_all();
    stand.stop();
    std::filesystem::remove(stand.state() + "/agent/device.key");
    stand.courier().work();
    CHECK(stand.courier().status().state == "not_enrolled");
    CHECK(stand.courier().status().message.find("enrol this kiosk again") != std::string::npos);
    stand.enrol();
    CHECK(stand.send_all().unsent == 0);
}

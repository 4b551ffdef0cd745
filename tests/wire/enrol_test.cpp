#include <doctest/doctest.h>

#include "wire/certificate.h"
#include "wire/code.h"
#include "wire/envelope.h"
#include "wire/made.h"

using namespace wire;

namespace {

const Code kCode = must(parse_code("7QF2K-9M4XA-B1C28"));

EnrolRequest request() { return enrol_request(kCode, made::device().public_key(), "23563"); }

Certificate sample() {
    return {.serial = 1,
            .device = made::device_id(),
            .key = made::device().public_key(),
            .ward = "23563",
            .name = "Quầy 1",
            .province_code = "52",
            .province_name = "Gia Lai",
            .province_keys = {made::province().public_key(), made::key(0x53).public_key()},
            .pins = {}};
}

std::string answer(const Certificate& certificate, const SecretKey& by, const Code& code = kCode) {
    return encode(enrol_answer(seal(kCertificateType, encode(certificate), by), code.key()));
}

}  // namespace

TEST_CASE("a request to enrol comes back, and its MAC binds number, key and ward") {
    const EnrolRequest sent = request();
    CHECK(must(decode_enrol_request(encode(sent))) == sent);
    CHECK(enrol_mac(sent, kCode.key()) == sent.mac);
    EnrolRequest other = sent;
    other.ward = "23564";
    CHECK(enrol_mac(other, kCode.key()) != sent.mac);
    other = sent;
    other.key = made::stranger().public_key();
    CHECK(enrol_mac(other, kCode.key()) != sent.mac);
    other = sent;
    other.number = "7QF3";
    CHECK(enrol_mac(other, kCode.key()) != sent.mac);
    CHECK(enrol_mac(sent, random_code().key()) != sent.mac);
}

TEST_CASE("each field of a request to enrol is checked") {
    const std::string text = encode(request());
    const std::pair<const char*, const char*> wrong[] = {
        {R"("v":1)", R"("v":2)"},
        {R"("number":"7QF2")", R"("number":"7QF")"},
        {R"("7QF2")", R"("7qf2")"},
        {R"("7QF2")", R"("7QFU")"},
        {R"("key":")", R"("key":"0)"},
        {R"("23563")", R"("2356")"},
        {R"("mac":")", R"("mac":"0)"},
        {R"("mac":")", R"("x":1,"mac":")"},
        {R"("23563",)", R"("23563","ward":"23563",)"},
    };
    for (const auto& [from, to] : wrong) {
        std::string other = text;
        other.replace(other.find(from), std::string_view(from).size(), to);
        CAPTURE(other);
        CHECK_FALSE(decode_enrol_request(other).has_value());
    }
    for (std::size_t size = 0; size < text.size(); ++size)
        REQUIRE_FALSE(decode_enrol_request(text.substr(0, size)).has_value());
    CHECK_FALSE(decode_enrol_request(text + std::string(2000, ' ')).has_value());
}

TEST_CASE("an answer is believed by the code alone") {
    const std::string body = answer(sample(), made::province());
    CHECK(must(open_enrol_answer(body, kCode, request())) == sample());
    // The next key of the province may sign too: it is named.
    CHECK(open_enrol_answer(answer(sample(), made::key(0x53)), kCode, request()).has_value());
    const EnrolAnswer kept = must(decode_enrol_answer(body));
    CHECK(kept.certificate == seal(kCertificateType, encode(sample()), made::province()));
    CHECK(enrol_answer(kept.certificate, kCode.key()) == kept);
}

TEST_CASE("an answer by somebody else than our province is refused, and why is said") {
    const auto why = [](const std::string& body) {
        return must_fail(open_enrol_answer(body, kCode, request()));
    };
    const auto says = [](const std::string& message, const char* part) {
        CAPTURE(message);
        return message.find(part) != std::string::npos;
    };
    CHECK(says(why(answer(sample(), made::province(), random_code())), "does not know the code"));
    CHECK(says(why(answer(sample(), made::stranger())), "not signed by a key that it names"));
    Certificate other = sample();
    other.key = made::stranger().public_key();
    CHECK(says(why(answer(other, made::province())), "another key"));
    other = sample();
    other.ward = "23564";
    CHECK(says(why(answer(other, made::province())), "another ward"));
    CHECK(says(why("<html>log in</html>"), "JSON"));
    CHECK(says(why("{}"), "certificate"));
    CHECK(says(why(encode(enrol_answer("nonsense", kCode.key()))), "envelope"));
    CHECK(says(why(encode(enrol_answer(seal(kReceiptType, encode(sample()), made::province()),
                                       kCode.key()))),
               "not signed"));
    const std::string body = answer(sample(), made::province());
    for (std::size_t size = 0; size < body.size(); size += 3)
        REQUIRE_FALSE(open_enrol_answer(body.substr(0, size), kCode, request()).has_value());
}

TEST_CASE("problems travel as words and as a sentence") {
    const Problem problem = must(decode_problem(encode_problem("code_used", "Mã \"đã\" dùng")));
    CHECK(problem.code == "code_used");
    CHECK(problem.message == "Mã \"đã\" dùng");
    for (const char* wrong :
         {"", "{}", R"({"error":"x"})", R"({"error":"","message":""})",
          R"({"error":"x","message":"y","more":1})", R"({"error":1,"message":"y"})"})
        CHECK_FALSE(decode_problem(wrong).has_value());
}

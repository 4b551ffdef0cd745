#include "wire/certificate.h"

#include "wire/envelope.h"
#include "wire/made.h"

using namespace wire;

namespace {

Certificate sample() {
    return {.serial = 1,
            .device = made::device_id(),
            .key = made::device().public_key(),
            .ward = "23563",
            .name = "Quầy \"1\"",
            .province_code = "52",
            .province_name = "Gia Lai",
            .province_keys = {made::province().public_key(), made::key(0x53).public_key()},
            .pins = {"sha256//" + base64(std::string(32, 'p'))}};
}

std::string with(const std::string& from, const std::string& to) {
    std::string text = encode(sample());
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string certified(const Certificate& certificate, const SecretKey& by) {
    return seal(kCertificateType, encode(certificate), by);
}

}  // namespace

TEST_CASE("a certificate comes back as it was given") {
    CHECK(must(decode_certificate(encode(sample()))) == sample());
    Certificate plain = sample();
    plain.pins.clear();
    plain.name.clear();
    plain.province_keys.resize(1);
    CHECK(must(decode_certificate(encode(plain))) == plain);
    Certificate most = sample();
    most.name = std::string(80, '"');
    most.province_name = std::string(80, '\\');
    most.province_keys.assign(4, PublicKey{});
    most.pins.assign(8, most.pins[0]);
    CHECK(must(decode_certificate(encode(most))) == most);
}

TEST_CASE("each field of a certificate is checked") {
    const std::string pin = sample().pins[0];
    const std::string key = hex(made::key(0x53).public_key());
    const std::pair<std::string, std::string> wrong[] = {
        {R"("v":1)", R"("v":2)"},
        {R"("serial":1)", R"("serial":0)"},
        {R"("serial":1)", R"("serial":1,"more":1)"},
        {R"("device":")", R"("device":"0)"},
        {R"("key":")", R"("key":"0)"},
        {R"("ward":"23563")", R"("ward":"235630")"},
        {R"("ward":"23563")", R"("ward":"2356a")"},
        {R"("name":"Qu)", R"("name":"\nQu)"},
        {R"("name":"Qu)", R"("name":")" + std::string(80, 'x')},
        {R"("name":"Gia Lai",)", ""},
        {R"("province":{)", R"("province":[],"x":{)"},
        {R"("code":"52")", R"("code":"5")"},
        {R"("code":"52")", R"("code":52)"},
        {R"("keys":[)", R"("keys":["",)"},
        {R"("keys":[)", R"("keys":[1,)"},
        {"\"" + key + "\"", "\"" + key + "\",\"" + key + "\",\"" + key + "\",\"" + key + "\""},
        {pin, pin.substr(8)},
        {pin, "sha256//" + base64(std::string(31, 'p'))},
        {pin, "sha1//" + base64(std::string(32, 'p'))},
    };
    for (const auto& [from, to] : wrong) {
        CAPTURE(to);
        CHECK_FALSE(decode_certificate(with(from, to)).has_value());
    }
    Certificate none = sample();
    none.province_keys.clear();
    CHECK_FALSE(decode_certificate(encode(none)));
    none = sample();
    none.pins.assign(9, none.pins[0]);
    CHECK_FALSE(decode_certificate(encode(none)));
    const std::string text = encode(sample());
    for (std::size_t size = 0; size < text.size(); ++size)
        REQUIRE_FALSE(decode_certificate(text.substr(0, size)).has_value());
}

TEST_CASE("a certificate is opened with a key that is believed already") {
    const PublicKey known = made::province().public_key();
    const PublicKey other = made::stranger().public_key();
    const std::string envelope = certified(sample(), made::province());
    CHECK(must(open_certificate(envelope, {known})) == sample());
    CHECK(must(open_certificate(envelope, {other, known})) == sample());
    CHECK_FALSE(open_certificate(envelope, {other}));
    CHECK_FALSE(open_certificate(envelope, {}));
    CHECK_FALSE(open_certificate(seal(kReceiptType, encode(sample()), made::province()), {known}));
    CHECK_FALSE(open_certificate(encode(sample()), {known}));
}

TEST_CASE("a rotation is proved by the new key, for one old key and one device") {
    const SecretKey next = made::key(0x12);
    const PublicKey old_key = made::device().public_key();
    const Rotation made_now = rotation(made::device_id(), old_key, next);
    CHECK(must(decode_rotation(encode(made_now))) == made_now);
    CHECK(proves(made_now, key_id(old_key)));
    CHECK_FALSE(proves(made_now, key_id(made::stranger().public_key())));
    Rotation other = made_now;
    other.device[0] = other.device[0] == '0' ? '1' : '0';
    CHECK_FALSE(proves(other, key_id(old_key)));
    other = made_now;
    other.key = made::stranger().public_key();
    CHECK_FALSE(proves(other, key_id(old_key)));
    other = made_now;
    other.proof[5] = static_cast<unsigned char>(other.proof[5] ^ 1);
    CHECK_FALSE(proves(other, key_id(old_key)));
    const std::string text = encode(made_now);
    for (std::size_t size = 0; size < text.size(); ++size)
        REQUIRE_FALSE(decode_rotation(text.substr(0, size)).has_value());
}

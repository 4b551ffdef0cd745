#include "wire/keys.h"

#include "support/must.h"
#include "wire/made.h"

using namespace wire;

namespace {

// RFC 8032, 7.1, test 2.
constexpr auto kSeed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
constexpr auto kOpen = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
constexpr auto kSigned =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

}  // namespace

TEST_CASE("a key signs as RFC 8032 says") {
    const SecretKey key = must(SecretKey::parse(kSeed));
    CHECK(hex(key.public_key()) == kOpen);
    CHECK(hex(key.sign("\x72")) == kSigned);
    CHECK(verifies(key.public_key(), "\x72", key.sign("\x72")));
    CHECK_FALSE(verifies(key.public_key(), "\x73", key.sign("\x72")));
    CHECK_FALSE(verifies(made::stranger().public_key(), "\x72", key.sign("\x72")));
    CHECK(key.text() == kSeed);
}

TEST_CASE("every bit of a signature and of a key matters") {
    const SecretKey key = made::device();
    const PublicKey open = key.public_key();
    const Signature signature = key.sign("counts");
    for (std::size_t bit = 0; bit < 8 * signature.size(); ++bit) {
        Signature other = signature;
        other[bit / 8] = static_cast<unsigned char>(other[bit / 8] ^ (1u << bit % 8));
        REQUIRE_FALSE(verifies(open, "counts", other));
    }
    for (std::size_t bit = 0; bit < 8 * open.size(); ++bit) {
        PublicKey other = open;
        other[bit / 8] = static_cast<unsigned char>(other[bit / 8] ^ (1u << bit % 8));
        REQUIRE_FALSE(verifies(other, "counts", signature));
    }
}

TEST_CASE("a key of small order has signed nothing") {
    // With these anybody could make signatures that hold for every text.
    for (const char first : {'\0', '\1'}) {
        PublicKey weak{};
        weak[0] = static_cast<unsigned char>(first);
        Signature signature{};
        signature[0] = 1;
        CHECK_FALSE(verifies(weak, "anything", signature));
        CHECK_FALSE(verifies(weak, "anything", Signature{}));
    }
}

TEST_CASE("generated keys differ, and come back from their text") {
    const SecretKey one = SecretKey::generate(), other = SecretKey::generate();
    CHECK(one.text() != other.text());
    const SecretKey again = must(SecretKey::parse("\n " + one.text() + " \r\n"));
    CHECK(again.public_key() == one.public_key());
}

TEST_CASE("a key file of another form is refused, and its content not told") {
    const std::string text = made::device().text();
    std::string capital = made::key(0xab).text();
    capital[0] = 'A';
    for (const std::string& wrong :
         {std::string(), std::string("  "), text.substr(1), text + "0", capital,
          text.substr(0, 63) + "g", text.substr(0, 32) + " " + text.substr(32),
          text.substr(0, 32) + std::string(1, '\0') + text.substr(33)}) {
        const std::string message = must_fail(SecretKey::parse(wrong));
        CHECK(message.find(text.substr(0, 16)) == std::string::npos);
    }
}

TEST_CASE("hexadecimal is lower case and of its length") {
    CHECK(parse_key(kOpen).has_value());
    CHECK(parse_signature(kSigned).has_value());
    CHECK(hex(*parse_signature(kSigned)) == kSigned);
    std::string capital = kOpen;
    capital[1] = 'D';
    CHECK_FALSE(parse_key(capital));
    CHECK_FALSE(parse_key(kSigned));
    CHECK_FALSE(parse_signature(kOpen));
    CHECK_FALSE(parse_key(""));
    CHECK(is_hex("00ff", 4));
    CHECK(is_hex("", 0));
    for (const char* wrong : {"00f", "00fff", "00fF", "00fg", "00 f", "0x0f"})
        CHECK_FALSE(is_hex(wrong, 4));
}

TEST_CASE("digests and codes of authenticity are those of the standards") {
    CHECK(digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    // RFC 4231, test case 2.
    CHECK(mac("Jefe", "what do ya want for nothing?") ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(key_id(*parse_key(kOpen)) == digest(journal::bytes_of(*parse_key(kOpen))).substr(0, 32));
}

TEST_CASE("texts are compared whole") {
    CHECK(equal_in_constant_time("", ""));
    CHECK(equal_in_constant_time("abc", "abc"));
    CHECK_FALSE(equal_in_constant_time("abc", "abd"));
    CHECK_FALSE(equal_in_constant_time("abc", "abcd"));
    CHECK_FALSE(equal_in_constant_time("abc", ""));
}

TEST_CASE("base64 comes back, and has one form") {
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        CHECK(parse_base64(base64(bytes)) == bytes);
        bytes += static_cast<char>(i * 7);
    }
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foo") == "Zm9v");
    for (const char* wrong : {"Zm8", "Zm9=", "Zm8==", "Zm8=\n", " Zm8=", "Zm8=Zm8=", "Zm9v=", "Z",
                              "=", "====", "Zm-_", "Zm8=====", "Zg=A", "Zm9v "})
        CHECK_FALSE(parse_base64(wrong));
}

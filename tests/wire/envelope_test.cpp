#include "wire/envelope.h"

#include "wire/made.h"

using namespace wire;

namespace {

bool is_ours(std::string_view bytes) {
    const Result<Envelope> envelope = parse_envelope(bytes);
    return envelope && holds(*envelope, kReceiptType, made::province().public_key());
}

std::string small() { return seal(kReceiptType, "{}", made::province()); }

/// With another line, counted from 0.
std::string with_line(std::size_t number, const std::string& text) {
    std::string bytes = small();
    std::size_t at = 0;
    for (std::size_t i = 0; i < number; ++i) at = bytes.find('\n', at) + 1;
    return bytes.replace(at, bytes.find('\n', at) - at, text);
}

}  // namespace

TEST_CASE("what is signed is DSSE's") {
    CHECK(signed_bytes("http://example.com/HelloWorld", "hello world") ==
          "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    CHECK(signed_bytes("t", "") == "DSSEv1 1 t 0 ");
}

TEST_CASE("an envelope comes back as it was sealed, whatever its bytes") {
    for (const std::string& payload :
         {std::string(), std::string("{}"), std::string("\n\n\0\xFF", 4),
          std::string(kPayloadBytesMax, 'x')}) {
        const Envelope envelope = must(parse_envelope(seal(kBatchType, payload, made::device())));
        CHECK(envelope.payload == payload);
        CHECK(envelope.type == kBatchType);
        CHECK(envelope.key_id == made::device_id());
        CHECK(holds(envelope, kBatchType, made::device().public_key()));
        CHECK_FALSE(holds(envelope, kReceiptType, made::device().public_key()));
        CHECK_FALSE(holds(envelope, kBatchType, made::province().public_key()));
    }
}

TEST_CASE("every truncation of an envelope is refused, and every byte too many") {
    const std::string bytes = small();
    REQUIRE(is_ours(bytes));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        REQUIRE_FALSE(parse_envelope(bytes.substr(0, size)).has_value());
    for (const char* more : {"\n", " ", "}", "x"})
        CHECK_FALSE(parse_envelope(bytes + more).has_value());
    CHECK_FALSE(parse_envelope("\n" + bytes).has_value());
    CHECK_FALSE(parse_envelope(bytes + bytes).has_value());
}

TEST_CASE("every change of a byte of an envelope is refused by its form or its signature") {
    const std::string bytes = small();
    for (std::size_t at = 0; at < bytes.size(); ++at)
        for (int change = 1; change < 256; ++change) {
            std::string other = bytes;
            other[at] = static_cast<char>(static_cast<unsigned char>(other[at]) ^ change);
            if (is_ours(other)) FAIL("byte " << at << " changed by " << change);
        }
}

TEST_CASE("an envelope of another form is refused") {
    CHECK(is_ours(with_line(4, "2")));
    for (const char* length : {"", "02", "+2", "-2", " 2", "2 ", "0x2", "3", "1", "2.0",
                               "99999999999999999999999", "262145"})
        CHECK_FALSE(parse_envelope(with_line(4, length)).has_value());
    for (const char* format :
         {"", "motcua-envelope-2", "motcua-envelope-1 ", "motcua-envelope-1\r"})
        CHECK_FALSE(parse_envelope(with_line(0, format)).has_value());
    for (const std::string& type :
         {std::string(), std::string("a b"), std::string("a\tb"), std::string("é"),
          std::string(129, 'a'), std::string("a\0b", 3)})
        CHECK_FALSE(parse_envelope(with_line(1, type)).has_value());
    CHECK(parse_envelope(with_line(1, std::string(128, 'a'))).has_value());
    for (const std::string& id :
         {std::string(), std::string(31, 'a'), std::string(33, 'a'), std::string(32, 'A')})
        CHECK_FALSE(parse_envelope(with_line(2, id)).has_value());
    for (const std::string& signature :
         {std::string(), std::string(127, 'a'), std::string(129, 'a'), std::string(128, 'A')})
        CHECK_FALSE(parse_envelope(with_line(3, signature)).has_value());
}

TEST_CASE("an envelope that names another key's id is not of the key that signed it") {
    CHECK_FALSE(is_ours(with_line(2, made::device_id())));
}

TEST_CASE("an envelope larger than the limit is refused before it is read") {
    const std::string most = seal(kBatchType, std::string(kPayloadBytesMax, 'x'), made::device());
    CHECK(most.size() <= kEnvelopeBytesMax);
    CHECK(must_fail(parse_envelope(std::string(kEnvelopeBytesMax + 1, 'x'))).find("larger") !=
          std::string::npos);
    std::string more = most + "x";
    more.replace(more.find("\n262144\n"), 8, "\n262145\n");
    CHECK_FALSE(parse_envelope(more).has_value());
}

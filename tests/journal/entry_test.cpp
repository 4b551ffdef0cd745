#include "journal/entry.h"

#include <doctest/doctest.h>

using namespace journal;
using namespace std::chrono;

namespace {

constexpr auto kEpoch = "00112233445566778899aabbccddeeff";

Entry sample() {
    return make_entry(
        {
            .event = qr_shown(Qr::submit, "1.001193"),
            // 23:30 in London is the next morning in Viet Nam.
            .minute = minute_of(sys_days(year(2026) / 12 / 31) + 23h + 30min + 59s),
            .trusted = false,
            .verdict = Verdict::repeat,
        },
        42, "0123456789abcdef0123456789abcdef");
}

}  // namespace

// The format is a promise to other programs (README.md): a failure here means a new version.
TEST_CASE("frozen bytes are as the README describes them") {
    CHECK(encode(sample(), kEpoch) ==
          "motcua-row-1\t00112233445566778899aabbccddeeff\t42\t2026-12-31T23:30Z\t"
          "0123456789abcdef0123456789abcdef\tuntrusted\t2027-01-01\tqr_shown\t1.001193\tsubmit\t"
          "repeat\t3");
}

TEST_CASE("a row's business day is the day in Viet Nam") {
    CHECK(sample().day == sys_days(year(2027) / 1 / 1));
}

TEST_CASE("a row whose bytes, columns and leaf agree has no fault") {
    Sealed sealed{
        .entry = sample(), .bytes = encode(sample(), kEpoch), .salt = random_salt(), .leaf = {}};
    sealed.leaf = leaf_hash(sealed.salt, sealed.bytes);
    CHECK(fault_of(sealed, kEpoch).empty());

    Sealed other = sealed;
    other.entry.detail = "track";
    CHECK(fault_of(other, kEpoch) == "its detail is \"track\", frozen was \"submit\"");
    CHECK(fault_of(sealed, "ff112233445566778899aabbccddeeff").starts_with("its epoch is"));

    other = sealed;
    other.salt[3] ^= 1;
    CHECK(fault_of(other, kEpoch) == "its leaf hash does not match its bytes and salt");
    other = sealed;
    other.bytes += "\tmore";
    CHECK(fault_of(other, kEpoch) == "its frozen bytes are not of this format");
}

TEST_CASE("what a damaged row holds does not reach the terminal raw") {
    Sealed sealed{.entry = sample(), .bytes = encode(sample(), kEpoch), .salt = {}, .leaf = {}};
    sealed.entry.detail = "\x1b[2J\xff";
    CHECK(fault_of(sealed, kEpoch).find("\"?[2J?\"") != std::string::npos);
}

TEST_CASE("salts and epochs do not repeat") {
    CHECK(random_salt() != random_salt());
    CHECK(random_id() != random_id());
    CHECK(random_id().size() == 32);
}

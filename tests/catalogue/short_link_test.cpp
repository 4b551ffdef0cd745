#include "catalogue/short_link.h"

#include <set>

#include "support/must.h"

using catalogue::decode_short;
using catalogue::LinkKind;
using catalogue::ShortLink;

namespace {

constexpr const char* kDevice = "7b757536aa0011223344556677889900";

ShortLink link(LinkKind kind, const std::string& procedure = {}) {
    return {.device = *catalogue::device_part(kDevice), .kind = kind, .procedure = procedure};
}

}  // namespace

TEST_CASE("a code says device, kind and procedure, and is read back as it was written") {
    CHECK(encode(link(LinkKind::procedure, "1.001193")) == "FDTQADP0YHQ9");
    for (const ShortLink& one :
         {link(LinkKind::procedure, "1.001193"), link(LinkKind::submit, "0.000000"),
          link(LinkKind::procedure, "9.999999"), link(LinkKind::track), link(LinkKind::account),
          ShortLink{.device = 0, .kind = LinkKind::track, .procedure = {}},
          ShortLink{.device = (1u << 30) - 1, .kind = LinkKind::submit, .procedure = "2.000635"}}) {
        const std::string code = encode(one);
        CAPTURE(code);
        CHECK(code.size() == (catalogue::is_of_a_procedure(one.kind) ? 12 : 7));
        CHECK(decode_short(code) == one);
        std::string small = code;
        for (char& c : small) c = static_cast<char>(std::tolower(c));
        CHECK(decode_short(small) == one);
    }
}

TEST_CASE("what no kiosk writes is no code") {
    const std::string good = encode(link(LinkKind::procedure, "1.001193"));
    for (const std::string& code :
         {std::string(), good.substr(0, 6), good.substr(0, 11), good + "0", good.substr(0, 7),
          good.substr(0, 6) + "X" + good.substr(7), "U" + good.substr(1), "/" + good.substr(1),
          good.substr(0, 7) + "ZZZZZ", encode(link(LinkKind::track)) + "00000",
          std::string(1'000'000, 'A'), std::string("\r\nX: y"), std::string(12, '\0')})
        CHECK_FALSE_MESSAGE(decode_short(code).has_value(), code.substr(0, 20));
}

TEST_CASE("every symbol counts: one that is changed is another code or none") {
    const ShortLink one = link(LinkKind::submit, "1.001193");
    const std::string good = encode(one);
    for (std::size_t at = 0; at < good.size(); ++at)
        for (char c = '!'; c <= '~'; ++c) {
            std::string other = good;
            other[at] = c;
            const bool same = std::toupper(c) == good[at];
            CHECK_MESSAGE((decode_short(other) == one) == same, other);
        }
}

TEST_CASE("a device is known by 30 bits of its id") {
    CHECK(catalogue::device_part(kDevice) == 0x7b757536u >> 2);
    CHECK(catalogue::device_part("ffffffff" + std::string(24, '0')) == (1u << 30) - 1);
    for (const std::string& other : {std::string(), std::string(31, 'a'), std::string(33, 'a'),
                                     std::string(32, 'A'), std::string(32, 'g')})
        CHECK_FALSE(catalogue::device_part(other).has_value());
}

TEST_CASE("a province's address is a host, perhaps with a port") {
    for (const char* good : {"https://motcua.gialai.gov.vn", "https://127.0.0.1:8443",
                             "https://Dichvucong.Gialai.gov.vn:443"})
        CHECK_MESSAGE(catalogue::check_through(good).has_value(), good);
    for (const std::string& bad :
         {std::string("http://motcua.gialai.gov.vn"), std::string("https://"), std::string(),
          std::string("https://a.vn/"), std::string("https://a.vn/q"), std::string("https://a_b"),
          std::string("https://x@a.vn"), std::string("https://a.vn:"), std::string("https://:80"),
          std::string("https://a.vn:80:90"), std::string("https://a.vn:123456"),
          std::string("https://tỉnh.vn"), "https://" + std::string(39, 'a')})
        CHECK_MESSAGE(
            must_fail(catalogue::check_through(bad)).find("through_province.address") == 0, bad);
}

TEST_CASE("the address of a code stays in QR's alphanumeric set, and in version 3") {
    const std::string address = catalogue::short_address("https://motcua.gialai.gov.vn",
                                                         link(LinkKind::procedure, "1.001193"));
    CHECK(address ==
          "HTTPS://MOTCUA.GIALAI.GOV.VN/Q/" + encode(link(LinkKind::procedure, "1.001193")));
    CHECK(address.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:") ==
          std::string::npos);
    const std::string longest = "https://" + std::string(catalogue::kThroughHostMax, 'a');
    must(catalogue::check_through(longest));
    // ISO/IEC 18004, table 7: 61 alphanumeric characters in version 3 at level M.
    CHECK(catalogue::short_address(longest, link(LinkKind::submit, "1.001193")).size() <= 61);
}

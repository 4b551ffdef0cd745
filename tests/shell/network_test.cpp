#include "shell/network.h"

#include <fstream>
#include <optional>

#include "support/temp_dir.h"

// Tables as the kernel writes them (/proc/net/route and ipv6_route).

namespace {

const std::string kHead =
    "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";
const std::string kDefault = "eth0\t00000000\t0100A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n";
const std::string kLan = "eth0\t0000A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n";

const std::string kZeros(32, '0');
const std::string kSix = kZeros + " 00 " + kZeros + " 00 ";
const std::string kDefaultSix =
    kSix + "fe800000000000000000000000000001 00000064 00000001 00000000 00000003     eth0\n";
const std::string kLoSix = kSix + kZeros + " ffffffff 00000001 00000000 00200200       lo\n";
const std::string kRejectSix = kSix + kZeros + " 00000400 00000001 00000000 00200201     eth0\n";
const std::string kLanSix = "fe800000000000000000000000000000 40 " + kZeros + " 00 " + kZeros +
                            " 00000100 00000001 00000000 00000001     eth0\n";

/// Whether there is a way out with these two tables; one that is not given does not exist.
bool way_out(std::optional<std::string> ipv4, std::optional<std::string> ipv6 = {}) {
    const TempDir dir;
    if (ipv4) std::ofstream(dir / "route") << *ipv4;
    if (ipv6) std::ofstream(dir / "ipv6_route") << *ipv6;
    return shell::has_default_route(dir / "route");
}

}  // namespace

TEST_CASE("a default route of either kind is a way out") {
    CHECK(way_out(kHead + kLan + kDefault));
    CHECK(way_out(kHead + kLan, kLanSix + kLoSix + kDefaultSix));
    CHECK(way_out("", kDefaultSix));
}

TEST_CASE("without a default route there is no way out") {
    CHECK_FALSE(way_out(kHead));
    CHECK_FALSE(way_out(kHead + kLan));
    CHECK_FALSE(way_out(kHead + kLan, kLanSix));
    CHECK_FALSE(way_out(kHead, ""));
}

TEST_CASE("the loop to oneself is no way out") {
    CHECK_FALSE(way_out(kHead, kLoSix));
    CHECK_FALSE(way_out(kHead, kSix + kZeros + " 00000001 00000001 00000000 00000003       lo\n"));
}

TEST_CASE("a route that refuses, or is down, is no way out") {
    CHECK_FALSE(way_out(kHead, kRejectSix));
    // ip route add unreachable default
    CHECK_FALSE(way_out(kHead + "*\t00000000\t00000000\t0201\t0\t0\t0\t00000000\t0\t0\t0\n"));
    CHECK_FALSE(way_out(kHead + "eth0\t00000000\t0100A8C0\t0002\t0\t0\t100\t00000000\t0\t0\t0\n"));
}

TEST_CASE("a route to half of the world is not the default") {
    CHECK_FALSE(way_out(kHead + "tun0\t00000000\t0100A8C0\t0003\t0\t0\t0\t00000080\t0\t0\t0\n"));
}

TEST_CASE("not knowing alarms nobody") {
    CHECK(way_out(std::nullopt));
    CHECK(way_out(std::nullopt, kLanSix));
    CHECK(shell::has_default_route(""));
    CHECK(shell::has_default_route("/"));
}

TEST_CASE("garbage is no way out, and no crash") {
    for (const std::string& table :
         {std::string("\n\n\n"), std::string("eth0"), kHead + "eth0\t00000000\n",
          kHead + "eth0\t00000000\t0100A8C0\tzzzz\t0\t0\t0\t00000000\n", std::string(100'000, '\t'),
          kHead + std::string("\0\0\0\0", 4), kHead + "\xff\xfe 00000000 00000000"})
        CHECK_FALSE(way_out(table, table));
    const std::size_t whole = kDefault.rfind("00000000") + 8;
    for (std::size_t size = 0; size < whole; ++size)
        CHECK_FALSE(way_out(kHead + kDefault.substr(0, size)));
    CHECK(way_out(kHead + kDefault.substr(0, whole)));
}

#include "paint/cluster.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "paint/utf8.h"

using paint::Cluster;

namespace {

std::vector<Cluster> all(std::string_view text) {
    std::vector<Cluster> clusters;
    while (!text.empty()) clusters.push_back(paint::next_cluster(text));
    return clusters;
}

Cluster with(Cluster cluster, std::u32string_view marks) {
    for (const char32_t mark : marks) cluster.add(mark);
    return cluster;
}

}  // namespace

TEST_CASE("a letter takes the marks behind it, and only those") {
    CHECK(all("lơ\u0306ng") == std::vector<Cluster>{'l', with(U'ơ', U"\u0306"), 'n', 'g'});
    CHECK(all("Ê\u0306a") == std::vector<Cluster>{with(U'Ê', U"\u0306"), 'a'});
    CHECK(all("đi làm") == std::vector<Cluster>{U'đ', 'i', ' ', 'l', U'à', 'm'});
    // Neighbours of the block are no marks: U+02FF, U+0370, and what only begins with CC.
    CHECK(all("a\u02ff") == std::vector<Cluster>{'a', 0x2ff});
    CHECK(all("a\u0370") == std::vector<Cluster>{'a', 0x370});
    CHECK(all("a\u0300\u036f") == std::vector<Cluster>{with('a', U"\u0300\u036f")});
    CHECK(all("a\xcc") == std::vector<Cluster>{'a', 0xfffd});
    CHECK(all("a\xcd\xff") == std::vector<Cluster>{'a', 0xfffd, 0xfffd});
}

TEST_CASE("a cluster knows its letter and its marks in their order") {
    const Cluster plain = U'ơ';
    CHECK(plain.plain());
    CHECK(plain.marks().empty());
    const Cluster stacked = with('e', U"\u0323\u0306\u0302");
    CHECK_FALSE(stacked.plain());
    CHECK(stacked.letter() == 'e');
    CHECK(stacked.marks() == std::vector<char32_t>{0x323, 0x306, 0x302});
    CHECK(stacked != with('e', U"\u0323\u0302\u0306"));
    CHECK(with(0x10ffff, U"\u0300\u0300\u0300\u036f").letter() == 0x10ffff);
    CHECK((with(0x10ffff, U"\u036f\u036f\u036f\u036f").bits() >> Cluster::kBits) == 0);
}

TEST_CASE("a mark without a letter is a cluster of its own, and joins no space") {
    CHECK(all("\u0306a") == std::vector<Cluster>{0x306, 'a'});
    CHECK(all("\u0306\u0302") == std::vector<Cluster>{0x306, 0x302});
    CHECK(all("a \u0306") == std::vector<Cluster>{'a', ' ', 0x306});
    CHECK(all("a\n\u0306") == std::vector<Cluster>{'a', '\n', 0x306});
}

TEST_CASE("marks without end are cut into clusters of a few") {
    std::string tower = "o";
    for (int i = 0; i < 10; ++i) tower += "\u0306";
    const auto clusters = all(tower);
    CHECK(clusters.front().marks().size() == Cluster::kMarksMax);
    CHECK(clusters.size() == 1 + 6);  // The rest stands alone.
}

TEST_CASE("clusters cover a text of arbitrary bytes without a gap") {
    const std::string parts[] = {"a", "\u0306", "\xcc", "\x86", "\xcd", "\xb0", " ", "ộ"};
    for (int n = 0; n < 8 * 8 * 8 * 8; ++n) {
        const std::string text =
            parts[n % 8] + parts[n / 8 % 8] + parts[n / 64 % 8] + parts[n / 512];
        std::string_view points = text;
        std::vector<char32_t> walked, wanted;
        while (!points.empty()) wanted.push_back(paint::next_code_point(points));
        for (const Cluster& cluster : all(text)) {
            walked.push_back(cluster.letter());
            for (const char32_t mark : cluster.marks()) walked.push_back(mark);
        }
        CHECK(walked == wanted);
    }
}

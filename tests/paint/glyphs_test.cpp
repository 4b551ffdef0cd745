#include "paint/glyphs.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "paint/utf8.h"
#include "support/must.h"
#include "support/temp_dir.h"

using paint::Face;
using paint::Glyph;
using paint::Glyphs;

namespace {

const std::string kFonts = SOURCE_DIR "/assets/fonts";
constexpr Face kLetters[] = {Face::regular, Face::semibold, Face::bold};

Glyphs shipped() { return must(Glyphs::open(kFonts)); }

paint::Cluster with_breve(char32_t letter) {
    paint::Cluster cluster = letter;
    cluster.add(0x306);
    return cluster;
}

int ink_at(const Glyphs& glyphs, const Glyph& glyph, int x, int up) {
    const int column = x - glyph.left, row = glyph.top - up;
    if (column < 0 || column >= glyph.mask.width || row < 0 || row >= glyph.mask.height) return 0;
    return glyphs.atlas()
        .pixels()[(glyph.mask.v + row) * paint::Atlas::kWidth + glyph.mask.u + column];
}

int inked_rows(const Glyphs& glyphs, const Glyph& glyph) {
    int rows = 0;
    for (int y = 0; y < glyph.mask.height; ++y) {
        int sum = 0;
        for (int x = 0; x < glyph.mask.width; ++x) {
            sum += glyphs.atlas()
                       .pixels()[(glyph.mask.v + y) * paint::Atlas::kWidth + glyph.mask.u + x];
        }
        rows += sum > 0;
    }
    return rows;
}

}  // namespace

TEST_CASE("every letter a citizen can meet is in every weight") {
    const Glyphs glyphs = shipped();
    std::string_view text =
        " !\"#$%&'()*+,-./"
        "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz"
        "{|}~ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
        "ƀɃčČĕĔĭĬñÑŏŎŭŬ\u0306–—‘’“”•…·₫≥≤→←§°²½×";
    while (!text.empty()) {
        const char32_t point = paint::next_code_point(text);
        CAPTURE(static_cast<unsigned>(point));
        for (const Face face : kLetters) CHECK(glyphs.has(face, point));
    }
    CHECK(glyphs.has(Face::regular, 0x2bc));         // The apostrophe that is a letter.
    CHECK_FALSE(glyphs.has(Face::regular, 0x4e2d));  // A Chinese character.
    CHECK_FALSE(glyphs.has(Face::regular, 0x200e));  // Nothing that cannot be seen.
    CHECK_FALSE(glyphs.has(Face::icons, 0x2265));    // Icons borrow nothing.
}

TEST_CASE("every icon of the list is in the icon font and can be drawn") {
    Glyphs glyphs = shipped();
    std::ifstream list(kFonts + "/icons.txt");
    std::string code, name;
    int count = 0;
    while (list >> code >> name) {
        CAPTURE(name);
        const auto point = static_cast<char32_t>(std::stoul(code, nullptr, 16));
        CHECK(glyphs.has(Face::icons, point));
        const Glyph& glyph = glyphs.glyph(Face::icons, 56, point);
        CHECK(glyph.advance == doctest::Approx(56));
        CHECK(glyph.mask.width > 8);
        CHECK(inked_rows(glyphs, glyph) > 5);
        ++count;
    }
    CHECK(count >= 92);
    CHECK_FALSE(glyphs.overflowed());
}

TEST_CASE("widths grow in proportion with size: no hinting moves the pen") {
    Glyphs glyphs = shipped();
    constexpr std::string_view kText = "Ông/bà cần làm việc gì? Đăng ký khai sinh";
    for (const Face face : kLetters) {
        const float at_100 = glyphs.width(face, 100, kText);
        for (const int pixels : {28, 32, 40, 48, 60, 72}) {
            const float expected = at_100 * static_cast<float>(pixels) / 100;
            CHECK(glyphs.width(face, pixels, kText) == doctest::Approx(expected).epsilon(0.001));
        }
    }
    CHECK(glyphs.width(Face::regular, 32, "") == 0);
}

TEST_CASE("digits share one width, so that a clock does not tremble") {
    Glyphs glyphs = shipped();
    for (const Face face : kLetters) {
        const float zero = glyphs.glyph(face, 40, '0').advance;
        for (char32_t digit = '1'; digit <= '9'; ++digit) {
            CHECK(glyphs.glyph(face, 40, digit).advance == zero);
        }
    }
}

TEST_CASE("a capital stands on the baseline, 0.714 of the size high to within hinting's 2 px") {
    Glyphs glyphs = shipped();
    for (const int pixels : {28, 32, 40, 48, 60, 72, 96, 120}) {
        const Glyph& capital = glyphs.glyph(Face::regular, pixels, 'H');
        CHECK(std::abs(capital.top - 0.714 * pixels) < 2);
        CHECK(capital.top == capital.mask.height);
    }
}

TEST_CASE("a space has width and no mask, a missing letter is a box that is seen") {
    Glyphs glyphs = shipped();
    const Glyph space = glyphs.glyph(Face::regular, 32, ' ');
    CHECK(space.mask.width == 0);
    CHECK(space.advance > 5);
    CHECK(glyphs.glyph(Face::regular, 32, 0xa0).advance == space.advance);
    const Glyph missing = glyphs.glyph(Face::regular, 32, 0x4e2d);
    CHECK(missing.mask.width > 5);
    CHECK(inked_rows(glyphs, missing) > 15);
}

TEST_CASE("a breve without a letter of its own lies over the letter before it") {
    Glyphs glyphs = shipped();
    const Glyph breve = glyphs.glyph(Face::regular, 60, 0x306);
    CHECK(breve.advance == 0);
    CHECK(breve.left < 0);
}

TEST_CASE("a letter with a breve is the letter, pixel by pixel, and a breve over it") {
    Glyphs glyphs = shipped();
    for (const Face face : kLetters) {
        for (const int pixels : {20, 28, 40, 60, 120}) {
            for (const char32_t letter : {U'ê', U'ô', U'â', U'ư', U'c', U'Ê', U'Ư', U'C'}) {
                CAPTURE(static_cast<unsigned>(letter));
                CAPTURE(pixels);
                const Glyph bare = glyphs.glyph(face, pixels, letter);
                const Glyph whole = glyphs.glyph(face, pixels, with_breve(letter));
                CHECK(whole.advance == doctest::Approx(bare.advance).epsilon(0.0001));
                CHECK(whole.top > bare.top);
                // The letter's lower half is far from any mark.
                int differing = 0;
                for (int up = bare.top - bare.mask.height; up < bare.top / 2; ++up)
                    for (int x = bare.left - 1; x < bare.left + bare.mask.width + 1; ++x)
                        differing += ink_at(glyphs, bare, x, up) != ink_at(glyphs, whole, x, up);
                CHECK(differing == 0);
            }
        }
    }
}

TEST_CASE("a decomposed letter is drawn as the composed one") {
    Glyphs glyphs = shipped();
    std::string_view decomposed = "e\u0302\u0301";
    const Glyph parts = glyphs.glyph(Face::regular, 40, paint::next_cluster(decomposed));
    const Glyph whole = glyphs.glyph(Face::regular, 40, U'ế');
    CHECK(parts.left == whole.left);
    CHECK(parts.top == whole.top);
    CHECK(parts.mask.width == whole.mask.width);
    CHECK(parts.mask.height == whole.mask.height);
    for (int up = whole.top; up > whole.top - whole.mask.height; --up)
        for (int x = whole.left; x < whole.left + whole.mask.width; ++x)
            CHECK(ink_at(glyphs, parts, x, up) == ink_at(glyphs, whole, x, up));
}

TEST_CASE("a cluster is shaped once for each weight and size, and found again by itself") {
    Glyphs glyphs = shipped();
    const Glyph* first = &glyphs.glyph(Face::regular, 40, with_breve(U'ơ'));
    const auto revision = glyphs.atlas().revision();
    CHECK(&glyphs.glyph(Face::regular, 40, with_breve(U'ơ')) == first);
    CHECK(glyphs.width(Face::regular, 40, "ơ\u0306ơ\u0306") == 2 * first->advance);
    CHECK(glyphs.atlas().revision() == revision);
    const Glyph* others[] = {&glyphs.glyph(Face::bold, 40, with_breve(U'ơ')),
                             &glyphs.glyph(Face::regular, 41, with_breve(U'ơ')),
                             &glyphs.glyph(Face::regular, 40, with_breve(U'o')),
                             &glyphs.glyph(Face::regular, 40, U'ơ')};
    for (const Glyph* other : others) {
        CHECK(other != first);
        CHECK(other->mask != first->mask);
    }
}

TEST_CASE("a mark is had where the font places it") {
    constexpr std::u32string_view kMarks = U"\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323";
    constexpr std::u32string_view kLettersWithBreve = U"êôơưâcÊÔƠƯÂC";
    const Glyphs glyphs = shipped();
    for (const Face face : kLetters) {
        for (const char32_t mark : kMarks) CHECK(glyphs.has(face, mark));
        CHECK_FALSE(glyphs.has(face, 0x308));  // Not shipped.
        for (const char32_t letter : kLettersWithBreve) CHECK(glyphs.has(face, with_breve(letter)));
        CHECK_FALSE(glyphs.has(face, with_breve(U'•')));
        CHECK_FALSE(glyphs.has(face, with_breve(U'→')));
    }
    CHECK_FALSE(glyphs.has(Face::icons, 0x306));
}

TEST_CASE("a full atlas is said, and after clear the frame can be drawn again") {
    Glyphs glyphs = shipped();
    for (int pixels = 200; pixels < 260 && !glyphs.overflowed(); ++pixels) {
        for (char32_t point = 'A'; point <= 'Z'; ++point) glyphs.glyph(Face::bold, pixels, point);
    }
    REQUIRE(glyphs.overflowed());
    const auto generation = glyphs.atlas().generation();
    glyphs.clear();
    CHECK_FALSE(glyphs.overflowed());
    CHECK(glyphs.atlas().generation() != generation);
    CHECK(glyphs.glyph(Face::bold, 259, 'Z').mask.width > 0);
}

TEST_CASE("a missing font and a broken font are errors that name the file") {
    CHECK(must_fail(Glyphs::open("/nowhere")).find("/nowhere/NotoSans-Regular.ttf") !=
          std::string::npos);
    const TempDir folder;
    for (const auto& entry : std::filesystem::directory_iterator(kFonts)) {
        std::filesystem::copy(entry.path(), folder.path());
    }
    CHECK(Glyphs::open(folder.path()));
    std::ofstream(folder / "NotoSans-Bold.ttf") << "not a font";
    CHECK(must_fail(Glyphs::open(folder.path())).find("NotoSans-Bold.ttf: not a font") !=
          std::string::npos);
}

TEST_CASE("fonts cut short anywhere are refused or drawn, never a crash") {
    const TempDir folder;
    for (const auto& entry : std::filesystem::directory_iterator(kFonts)) {
        std::filesystem::copy(entry.path(), folder.path());
    }
    std::stringstream whole;
    whole << std::ifstream(kFonts + "/NotoSans-Regular.ttf").rdbuf();
    const std::string bytes = whole.str();
    for (std::size_t size = 0; size < bytes.size(); size += 997) {
        std::ofstream(folder / "NotoSans-Regular.ttf", std::ios::trunc)
            << std::string_view(bytes).substr(0, size);
        Result<Glyphs> cut = Glyphs::open(folder.path());
        if (!cut) continue;
        for (char32_t point = 'a'; point < 'z'; ++point) {
            CHECK(cut->glyph(Face::regular, 32, point).mask.width < 200);
            CHECK(cut->glyph(Face::regular, 32, with_breve(point)).mask.width < 200);
            cut->has(Face::regular, with_breve(point));
        }
    }
}

#include "wire/words.h"

#include <set>

#include "support/must.h"
#include "text/unicode.h"
#include "wire/made.h"

TEST_CASE("the words are 256 short syllables, none alike without its accents") {
    std::set<std::string> folded;
    for (const std::string_view word : wire::all_words()) {
        CAPTURE(word);
        CHECK(text::problem_of(word).empty());
        CHECK(text::is_nfc(word));
        const std::vector<char32_t> letters = text::code_points(word);
        CHECK(letters.size() >= 2);
        CHECK(letters.size() <= 6);
        for (const char32_t letter : letters) {
            CHECK(text::is_letter(letter));
            CHECK(text::lower(letter) == letter);
        }
        folded.insert(text::fold(word));
    }
    CHECK(folded.size() == 256);
}

TEST_CASE("both ends show the same four words, and others for other keys") {
    const auto device = made::device().public_key(), province = made::province().public_key();
    const std::string words = wire::four_words(device, province);
    CHECK(std::count(words.begin(), words.end(), ' ') == 3);
    CHECK(words == wire::four_words(device, province));
    std::set<std::string> seen{words, wire::four_words(province, device)};
    for (unsigned char seed = 1; seed < 200; ++seed) {
        if (seed == 0x11 || seed == 0x52) continue;
        seen.insert(wire::four_words(made::key(seed).public_key(), province));
        seen.insert(wire::four_words(device, made::key(seed).public_key()));
    }
    CHECK(seen.size() == 2 + 2 * 197);
}

TEST_CASE("every word is shown by some keys") {
    std::set<std::string> shown;
    const auto province = made::province().public_key();
    wire::PublicKey device{};
    for (int i = 0; i < 3000; ++i) {
        device[0] = static_cast<unsigned char>(i);
        device[1] = static_cast<unsigned char>(i / 256);
        std::string words = wire::four_words(device, province) + " ";
        for (std::size_t end; (end = words.find(' ')) != words.npos; words.erase(0, end + 1))
            shown.insert(words.substr(0, end));
    }
    CHECK(shown.size() == 256);
}

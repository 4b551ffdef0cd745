#include "wire/code.h"

#include <set>

#include "journal/hash.h"
#include "support/must.h"
#include "wire/keys.h"

using namespace wire;

TEST_CASE("a code comes back as people type it") {
    for (int i = 0; i < 200; ++i) {
        const Code code = random_code();
        REQUIRE(code.symbols.size() == kCodeLength);
        CHECK(must(parse_code(code.symbols)) == code);
        CHECK(must(parse_code(code.shown())) == code);
        std::string typed = " - ";
        for (const char symbol : code.shown()) {
            const char small =
                symbol >= 'A' && symbol <= 'Z' ? static_cast<char>(symbol - 'A' + 'a') : symbol;
            typed += symbol == '0' ? 'o' : symbol == '1' ? (i % 2 ? 'l' : 'I') : small;
            typed += ' ';
        }
        CHECK(must(parse_code(typed)) == code);
    }
}

TEST_CASE("codes are all different") {
    std::set<std::string> seen, numbers;
    for (int i = 0; i < 1000; ++i) {
        const Code code = random_code();
        seen.insert(code.symbols);
        numbers.insert(code.number());
    }
    CHECK(seen.size() == 1000);
    CHECK(numbers.size() > 990);
}

TEST_CASE("a code is shown in three groups, and its number are its first four symbols") {
    const Code code = must(parse_code("7QF2K9M4XAB1C28"));
    CHECK(code.shown() == "7QF2K-9M4XA-B1C28");
    CHECK(code.number() == "7QF2");
    CHECK(code.key().size() == 32);
    CHECK(code.key() == *parse_base64(base64(code.key())));
}

TEST_CASE("the key is made of number and secret, not of the check symbol") {
    const Code code = must(parse_code("7QF2K9M4XAB1C28"));
    CHECK(code.key() ==
          std::string(journal::bytes_of(journal::sha256("motcua-code-1\n7QF2K9M4XAB1C2"))));
}

TEST_CASE("every symbol that is mistyped is found") {
    for (int i = 0; i < 50; ++i) {
        const Code code = random_code();
        for (std::size_t at = 0; at < kCodeLength; ++at)
            for (const char symbol : kCodeSymbols) {
                if (symbol == code.symbols[at]) continue;
                std::string wrong = code.symbols;
                wrong[at] = symbol;
                REQUIRE_FALSE(parse_code(wrong).has_value());
            }
    }
}

TEST_CASE("two neighbours that changed places are found, but for 0 and Z") {
    for (int i = 0; i < 500; ++i) {
        const Code code = random_code();
        for (std::size_t at = 0; at + 1 < kCodeLength; ++at) {
            std::string wrong = code.symbols;
            std::swap(wrong[at], wrong[at + 1]);
            const std::set<char> both{wrong[at], wrong[at + 1]};
            const bool same = both.size() == 1 || both == std::set<char>{'0', 'Z'};
            REQUIRE(parse_code(wrong).has_value() == same);
        }
    }
}

TEST_CASE("what is wrong with a code is said") {
    const std::string code = "7QF2K9M4XAB1C28";
    CHECK(must_fail(parse_code("")).find("too short") != std::string::npos);
    CHECK(must_fail(parse_code(code.substr(0, 14))).find("too short: 14") != std::string::npos);
    CHECK(must_fail(parse_code(code + "0")).find("too long") != std::string::npos);
    CHECK(must_fail(parse_code("7QF2K9M4XAB1C29")).find("mistyped") != std::string::npos);
    for (const std::string& wrong : {std::string("7QF2U9M4XAB1C28"), std::string("7QF2*9M4XAB1C28"),
                                     std::string("7QF2é9M4XAB1C28"), std::string(1, '\0')})
        CHECK(must_fail(parse_code(wrong)).find("no code has") != std::string::npos);
}

#include "tally/dossier.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using tally::Channel;
using tally::Fee;
using tally::Reason;
using tally::ResultForm;
using tally::Traits;

TEST_CASE("the words of every set of traits lead back to it, and to no other") {
    std::set<std::string> seen;
    for (const Traits& traits : tally::all_traits()) {
        const std::string words = tally::words_of(traits);
        CAPTURE(words);
        CHECK(std::ranges::count(words, ' ') == 3);
        CHECK(seen.insert(words).second);
        CHECK(tally::parse_traits(words) == traits);
    }
    CHECK(seen.size() == 72);
}

TEST_CASE("the words are those of the journal, in its order") {
    CHECK(tally::words_of({.channel = Channel::online,
                           .digitised = true,
                           .fee = Fee::online,
                           .result = ResultForm::electronic}) ==
          "online digitised fee_online e_result");
    CHECK(tally::words_of({}) == "counter not_digitised no_fee paper_result");
    CHECK(tally::parse_traits("missing not_digitised fee_cash no_result") ==
          Traits{.channel = Channel::missing, .fee = Fee::cash, .result = ResultForm::none});
    CHECK(tally::parse_traits("post digitised no_fee e_result") ==
          Traits{.channel = Channel::post,
                 .digitised = true,
                 .fee = Fee::none,
                 .result = ResultForm::electronic});
}

TEST_CASE("every set of traits is listed once") {
    const auto all = tally::all_traits();
    CHECK(std::set<Traits>(all.begin(), all.end()).size() == tally::kTraitsCount);
}

TEST_CASE("words that are not exactly the four are refused") {
    const std::string good = "online digitised fee_online e_result";
    REQUIRE(tally::parse_traits(good));
    for (std::size_t size = 0; size < good.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(tally::parse_traits(good.substr(0, size)));
        if (size > 0) CHECK_FALSE(tally::parse_traits(good.substr(size)));
    }
    const std::string hostile[] = {
        " ",
        "   ",
        good + " ",
        " " + good,
        good + " e_result",
        good + std::string(1, '\0'),
        good + "\n",
        "online  digitised fee_online e_result",
        "online\tdigitised\tfee_online\te_result",
        "online digitised fee_online e_result; DROP TABLE entries",
        "Online digitised fee_online e_result",
        "digitised online fee_online e_result",
        "online digitised e_result fee_online",
        "online digitised fee_online fee_online",
        "online digitised fee_online e_resultx",
        "online digitised fee_onlin e_result",
        "trực_tuyến digitised fee_online e_result",
        std::string(1 << 20, ' '),
        std::string(1 << 20, 'o'),
    };
    for (const std::string& words : hostile) {
        CAPTURE(words.substr(0, 80));
        CHECK_FALSE(tally::parse_traits(words));
    }
}

TEST_CASE("a byte gone wrong in the words is a refusal, or other words") {
    for (const Traits& traits : tally::all_traits()) {
        const std::string good = tally::words_of(traits);
        for (std::size_t at = 0; at < good.size(); ++at) {
            for (const char wrong : {'\0', ' ', 'x', '_', '\xff'}) {
                std::string words = good;
                words[at] = wrong;
                const auto parsed = tally::parse_traits(words);
                if (parsed && tally::words_of(*parsed) != words) FAIL(words);
            }
        }
    }
}

TEST_CASE("the name of every reason leads back to it, and others are refused") {
    std::set<std::string_view> seen;
    for (int i = 0; i < tally::kReasonCount; ++i) {
        const Reason reason = static_cast<Reason>(i);
        CHECK(seen.insert(tally::name_of(reason)).second);
        CHECK(tally::parse_reason(tally::name_of(reason)) == reason);
    }
    CHECK(tally::name_of(Reason::wrong_procedure) == "wrong_procedure");
    for (const char* name : {"", " ", "undo ", "Undo", "und", "undone", "mistyped duplicate"})
        CHECK_FALSE(tally::parse_reason(name));
}

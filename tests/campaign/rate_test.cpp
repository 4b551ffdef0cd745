#include "campaign/rate.h"

#include <doctest/doctest.h>

#include "campaign/plan_629.h"
#include "tally/dossier.h"

using campaign::Rate;
using tally::Channel;
using tally::Fee;
using tally::Measures;
using tally::ResultForm;
using tally::Traits;

namespace {

struct Dossiers {
    std::int64_t count;
    Channel channel;
    bool digitised;
    Fee fee;
    ResultForm result;
};

Measures measures(const std::vector<Dossiers>& dossiers) {
    Measures all;
    for (const Dossiers& some : dossiers)
        all += tally::measures_of({.channel = some.channel,
                                   .digitised = some.digitised,
                                   .fee = some.fee,
                                   .result = some.result},
                                  some.count);
    return all;
}

/// Worked out by hand, by handbook/domain.md §2.
const std::vector<Dossiers> kByHand = {
    // a: online through and through.
    {5, Channel::online, true, Fee::online, ResultForm::electronic},
    // b: the same, but nothing to pay: in no figure of 3.6.
    {2, Channel::online, true, Fee::none, ResultForm::electronic},
    // c: filed online, the result only on paper: not in 3.3's numerator.
    {3, Channel::online, false, Fee::cash, ResultForm::paper},
    // d: filed online, no result owed: channel 2 alone is enough for 3.3.
    {1, Channel::online, false, Fee::none, ResultForm::none},
    // e: at the counter, scanned, and the result is a file.
    {4, Channel::counter, true, Fee::cash, ResultForm::electronic},
    // f: scanned, but the result is on paper: not in 4.2's numerator.
    {2, Channel::counter, true, Fee::cash, ResultForm::paper},
    // g: brought to the counter, paid on the portal.
    {1, Channel::counter, false, Fee::online, ResultForm::paper},
    // h: by post, no result owed: in 4.2, in no figure of 4.1.
    {3, Channel::post, true, Fee::none, ResultForm::none},
    // i, j: the export does not say how they came: direct.
    {2, Channel::missing, false, Fee::cash, ResultForm::paper},
    {1, Channel::missing, true, Fee::none, ResultForm::electronic},
};

Rate rate(const char* indicator, const Measures& of) {
    for (const campaign::Indicator& one : plan_629::make().indicators)
        if (one.id == indicator) return campaign::rate_of(one, of);
    FAIL("no indicator " << indicator);
    return {};
}

std::int64_t hundredths(std::int64_t numerator, std::int64_t denominator) {
    return Rate{.numerator = numerator, .denominator = denominator}.hundredths();
}

}  // namespace

TEST_CASE("the rates of dossiers counted by hand come out as worked out by hand") {
    const Measures all = measures(kByHand);
    // a5 + b2 + c3 + d1 + e4 + f2 + g1 + h3 + i2 + j1 = 24
    CHECK(all.received == 24);
    CHECK(all.online == 11);        // a5 + b2 + c3 + d1
    CHECK(all.post == 3);           // h3
    CHECK(all.at_counter() == 10);  // e4 + f2 + g1, and i2 + j1 whose channel is missing

    // 3.3: (a5 + b2 + d1) ÷ 24; c3 are online without the electronic result they owe.
    CHECK(rate("online", all) == Rate{.numerator = 8, .denominator = 24});
    CHECK(rate("online", all).hundredths() == 33'33);  // 33.3333…
    // 4.2: (a5 + b2 + e4 + h3 + j1) ÷ 24; f2 are scanned, their result is paper.
    CHECK(rate("digitised", all) == Rate{.numerator = 15, .denominator = 24});
    CHECK(rate("digitised", all).hundredths() == 62'50);
    // 4.1: (a5 + b2 + e4 + j1) ÷ (24 − d1 − h3, which owe none)
    CHECK(rate("electronic_result", all) == Rate{.numerator = 12, .denominator = 20});
    CHECK(rate("electronic_result", all).hundredths() == 60'00);
    // 3.6: (a5 + g1) ÷ (24 − b2 − d1 − h3 − j1, which had nothing to pay)
    CHECK(rate("online_payment", all) == Rate{.numerator = 6, .denominator = 17});
    CHECK(rate("online_payment", all).hundredths() == 35'29);  // 35.2941…
}

TEST_CASE("dossiers whose every fee is 0 move no rate of payment") {
    std::vector<Dossiers> more = kByHand;
    more.push_back({1000, Channel::counter, false, Fee::none, ResultForm::paper});
    CHECK(rate("online_payment", measures(more)) == rate("online_payment", measures(kByHand)));
    CHECK(rate("online", measures(more)).denominator == 1024);
}

TEST_CASE("a missing channel counts exactly as the counter does") {
    std::vector<Dossiers> said = kByHand;
    for (Dossiers& some : said)
        if (some.channel == Channel::missing) some.channel = Channel::counter;
    CHECK(measures(said) == measures(kByHand));
}

TEST_CASE("by post is in the denominator of rule 3.3 and never in its numerator") {
    const Measures all =
        measures({{3, Channel::post, true, Fee::online, ResultForm::electronic},
                  {1, Channel::online, true, Fee::online, ResultForm::electronic}});
    CHECK(rate("online", all) == Rate{.numerator = 1, .denominator = 4});
    CHECK(all.at_counter() == 0);
}

TEST_CASE("a correction takes a dossier out of every rate it was in") {
    std::vector<Dossiers> corrected = kByHand;
    corrected.push_back({-5, Channel::online, true, Fee::online, ResultForm::electronic});
    const Measures all = measures(corrected);
    CHECK(rate("online", all) == Rate{.numerator = 3, .denominator = 19});
    CHECK(rate("digitised", all) == Rate{.numerator = 10, .denominator = 19});
    CHECK(rate("electronic_result", all) == Rate{.numerator = 7, .denominator = 15});
    CHECK(rate("online_payment", all) == Rate{.numerator = 1, .denominator = 12});
}

TEST_CASE("over a denominator of 0 no rate is known") {
    for (const campaign::Indicator& indicator : plan_629::make().indicators)
        CHECK_FALSE(campaign::rate_of(indicator, {}).known());
    // Only fee-free dossiers: what was received is known, how it was paid is not.
    const Measures free = measures({{7, Channel::online, true, Fee::none, ResultForm::none}});
    CHECK(rate("online", free).hundredths() == 100'00);
    CHECK_FALSE(rate("online_payment", free).known());
    CHECK_FALSE(rate("electronic_result", free).known());
    // Everything taken back again.
    Measures none = free;
    none += measures({{-7, Channel::online, true, Fee::none, ResultForm::none}});
    CHECK_FALSE(rate("online", none).known());
}

TEST_CASE("a percentage has two decimals, rounded half up") {
    CHECK(hundredths(2, 3) == 66'67);    // 66.666…
    CHECK(hundredths(1, 3) == 33'33);    // 33.333…
    CHECK(hundredths(1, 8) == 12'50);    // Exactly.
    CHECK(hundredths(1, 32) == 3'13);    // 3.125
    CHECK(hundredths(3, 32) == 9'38);    // 9.375
    CHECK(hundredths(29, 32) == 90'63);  // 90.625; a double says 90.62 when printed.
    CHECK(hundredths(1, 20'000) == 1);   // 0.005
    CHECK(hundredths(1, 20'001) == 0);
    CHECK(hundredths(0, 5) == 0);
    CHECK(hundredths(5, 5) == 100'00);
    CHECK(hundredths(999'999'999, 1'000'000'000) == 100'00);
    CHECK(hundredths(123'456'789, 1'000'000'000) == 12'35);
    CHECK(hundredths(-1, 3) == -33'33);
}

TEST_CASE("no percentage is further from its rate than half a hundredth") {
    for (std::int64_t denominator = 1; denominator <= 300; ++denominator) {
        for (std::int64_t numerator = 0; numerator <= denominator; ++numerator) {
            const std::int64_t twice_off =
                2 * (hundredths(numerator, denominator) * denominator - 100'00 * numerator);
            if (twice_off > denominator || twice_off <= -denominator)
                FAIL(numerator << " of " << denominator);
        }
    }
}

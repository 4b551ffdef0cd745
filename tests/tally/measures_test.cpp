#include "tally/measures.h"

#include <doctest/doctest.h>

#include <set>

using tally::Channel;
using tally::Fee;
using tally::Measures;
using tally::ResultForm;
using tally::Traits;

namespace {

Measures sum(Measures a, const Measures& b) { return a += b; }

}  // namespace

TEST_CASE("every figure has a name, and every name a figure of its own") {
    std::set<std::string_view> names;
    std::set<const std::int64_t*> fields;
    const Measures measures;
    for (const tally::MeasureName& measure : tally::measure_names()) {
        names.insert(measure.name);
        fields.insert(&(measures.*measure.field));
    }
    // Nothing but counts are in it, so its size tells how many there are.
    CHECK(names.size() == sizeof(Measures) / sizeof(std::int64_t));
    CHECK(fields.size() == names.size());
}

TEST_CASE("a dossier is counted where domain.md §2.2 says") {
    // Read from the words, which is not how measures_of does it.
    for (const Traits& traits : tally::all_traits()) {
        const std::string words = tally::words_of(traits);
        CAPTURE(words);
        const auto has = [&](const char* word) {
            return (" " + words + " ").find(" " + std::string(word) + " ") != std::string::npos;
        };
        const Measures one = tally::measures_of(traits, 1);
        CHECK(one.received == 1);
        CHECK(one.online == (has("online") ? 1 : 0));
        CHECK(one.post == (has("post") ? 1 : 0));
        CHECK(one.at_counter() == (has("counter") || has("missing") ? 1 : 0));
        CHECK(one.online_complete == (has("online") && !has("paper_result") ? 1 : 0));
        CHECK(one.digitised == (has("digitised") ? 1 : 0));
        CHECK(one.digitised_complete == (has("digitised") && !has("paper_result") ? 1 : 0));
        CHECK(one.result_due == (has("no_result") ? 0 : 1));
        CHECK(one.result_electronic == (has("e_result") ? 1 : 0));
        CHECK(one.fee_due == (has("no_fee") ? 0 : 1));
        CHECK(one.paid_online == (has("fee_online") ? 1 : 0));
    }
}

TEST_CASE("a dossier says nothing of what the kiosk showed or the citizen said") {
    for (const Traits& traits : tally::all_traits()) {
        const Measures many = tally::measures_of(traits, tally::kDossiersMax);
        CHECK(many.visits + many.opened + many.qr_shown + many.counter_way + many.slips +
                  many.submitted ==
              0);
    }
}

TEST_CASE("counting twelve at once is counting them one by one") {
    for (const Traits& traits : tally::all_traits()) {
        Measures one_by_one;
        for (int i = 0; i < 12; ++i) one_by_one += tally::measures_of(traits, 1);
        CHECK(one_by_one == tally::measures_of(traits, 12));
        CHECK(sum(tally::measures_of(traits, 7), tally::measures_of(traits, 5)) == one_by_one);
    }
}

TEST_CASE("a correction takes off exactly what was counted") {
    for (const Traits& traits : tally::all_traits()) {
        const Measures three = tally::measures_of(traits, 3);
        CHECK(sum(three, tally::measures_of(traits, -1)) == tally::measures_of(traits, 2));
        CHECK(sum(three, tally::measures_of(traits, -3)) == Measures{});
        CHECK(tally::measures_of(traits, -1).received == -1);
        CHECK(tally::measures_of(traits, 0) == Measures{});
    }
}

TEST_CASE("adding adds every figure, in any order") {
    Measures a, b, expected;
    std::int64_t next = 1;
    for (const tally::MeasureName& measure : tally::measure_names()) {
        a.*measure.field = next;
        b.*measure.field = 1000 * next;
        expected.*measure.field = 1001 * next;
        ++next;
    }
    CHECK(sum(a, b) == expected);
    CHECK(sum(b, a) == expected);
    CHECK(sum(a, Measures{}) == a);
}

TEST_CASE("no numerator passes its denominator, whatever is counted") {
    Measures all;
    for (const Traits& traits : tally::all_traits()) {
        all += tally::measures_of(traits, 5);
        CHECK(all.online_complete <= all.online);
        CHECK(all.online + all.post <= all.received);
        CHECK(all.digitised_complete <= all.digitised);
        CHECK(all.digitised <= all.received);
        CHECK(all.result_electronic <= all.result_due);
        CHECK(all.paid_online <= all.fee_due);
    }
    CHECK(all.received == 5 * 72);
}

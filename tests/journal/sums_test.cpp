#include "journal/sums.h"

#include "support/journal_fixture.h"

using namespace journal;
using std::chrono::days;

TEST_CASE("spans make up a period without gap or overlap, and few of them") {
    for (int first = 0; first < 140; ++first)
        for (int length = 0; length < 200; ++length) {
            const tally::Period period{.first = tally::Day(days(20'000 + first)),
                                       .last = tally::Day(days(20'000 + first + length - 1))};
            std::int64_t next = number_of(period.first);
            const std::vector<Span> spans = spans_of(period);
            for (const Span& span : spans) {
                REQUIRE(span.position * span_length(span.level) == next);
                next += span_length(span.level);
            }
            REQUIRE(next == number_of(period.last) + 1);
            REQUIRE(spans.size() <= 6 * 3 + 3);
        }
}

TEST_CASE("a dossier recorded for another day stands in no hour, nor does an import") {
    const tally::Day today = business_day(kMorning);
    const auto share = [&](tally::Day day, bool from_file) {
        const tally::DossierTotal total{
            .day = day, .procedure = "1.001193", .traits = {}, .count = 2};
        const Record record{.event = from_file ? imported("CB01", total, "0123456789abcdef")
                                               : dossier("CB01", total),
                            .minute = minute_of(kMorning),
                            .trusted = true,
                            .verdict = Verdict::counted};
        return share_of(make_entry(record, 1, ""));
    };
    CHECK(share(today, false).hour == 9);
    CHECK_FALSE(share(today - days(1), false).hour);
    CHECK(share(today - days(1), false).day == today - days(1));
    CHECK_FALSE(share(today, true).hour);
}

TEST_CASE("there is a column for every measure, in order") {
    // Another measure is another step of the schema (schema.cpp).
    std::string names;
    for (const tally::MeasureName& measure : tally::measure_names())
        names.append(measure.name).append(" ");
    CHECK(names ==
          "visits opened qr_shown counter_way slips submitted received online post"
          " online_complete digitised digitised_complete result_due result_electronic fee_due"
          " paid_online ");
}

#include "journal/backlog.h"

#include "support/journal_fixture.h"

using namespace journal;

namespace {

Pending pending(std::int64_t n) {
    return {.record = record_number(n), .ticket = n, .marker = false};
}

std::vector<std::int64_t> tickets(const std::vector<Pending>& list) {
    std::vector<std::int64_t> numbers;
    for (const Pending& one : list) numbers.push_back(one.marker ? -one.ticket : one.ticket);
    return numbers;
}

}  // namespace

TEST_CASE("events leave in the order they came") {
    Backlog backlog(10);
    for (std::int64_t n = 1; n <= 5; ++n) backlog.push(pending(n), 0);
    CHECK(tickets(backlog.take(3)) == std::vector<std::int64_t>{1, 2, 3});
    CHECK(tickets(backlog.take(3)) == std::vector<std::int64_t>{4, 5});
    CHECK(backlog.empty());
    CHECK(backlog.take(3).empty());
}

TEST_CASE("a full backlog drops the oldest, and a marker stands in their place") {
    Backlog backlog(4);
    for (std::int64_t n = 1; n <= 7; ++n) backlog.push(pending(n), 0);
    CHECK(backlog.lost() == 3);
    CHECK(backlog.lost_up_to() == 3);
    const std::vector<Pending> taken = backlog.take(10);
    CHECK(tickets(taken) == std::vector<std::int64_t>{-3, 4, 5, 6, 7});
    CHECK(taken[0].record.event == rows_lost(3));
    CHECK(taken[0].record.minute == record_number(3).minute);
    CHECK(taken[0].record.verdict == Verdict::counted);
    must(check(taken[0].record.event));

    for (std::int64_t n = 8; n <= 12; ++n) backlog.push(pending(n), 0);
    CHECK(backlog.take(1)[0].record.event == rows_lost(1));
    CHECK(backlog.lost() == 4);
}

TEST_CASE("what is being written counts against the limit but is not dropped") {
    Backlog backlog(4);
    backlog.push(pending(1), 3);
    backlog.push(pending(2), 3);
    CHECK(backlog.lost() == 1);
    backlog.push(pending(3), 64);
    CHECK(backlog.size() == 1);
    CHECK(tickets(backlog.take(9)) == std::vector<std::int64_t>{-2, 3});
}

TEST_CASE("rows that the disk lost are told of as well") {
    Backlog backlog(4);
    backlog.note_lost(2, record_number(9).minute, 17);
    CHECK_FALSE(backlog.empty());
    CHECK(backlog.lost_up_to() == 17);
    const std::vector<Pending> taken = backlog.take(1);
    CHECK(taken[0].record.event == rows_lost(2));
    CHECK_FALSE(taken[0].record.trusted);
}

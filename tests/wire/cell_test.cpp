#include "wire/cell.h"

#include <map>

#include "journal/reader.h"
#include "support/journal_fixture.h"
#include "support/random_journal.h"
#include "wire/made.h"

using namespace wire;
using journal::Verdict;

namespace {

journal::Entry row(journal::Event event, Verdict verdict = Verdict::counted, bool trusted = true) {
    return journal::make_entry({.event = std::move(event),
                                .minute = journal::minute_of(kMorning),
                                .trusted = trusted,
                                .verdict = verdict},
                               7, "");
}

/// "shown 1.001193 procedure_opened +1", on the morning's day and by a trusted clock.
std::string said(const journal::Entry& entry) {
    std::string text;
    for (const Addition& addition : additions_of(entry)) {
        CHECK(addition.key.trusted == entry.trusted);
        text += text.empty() ? "" : ", ";
        if (addition.key.day != made::kDay) text += iso_date(addition.key.day) + " ";
        text += std::string(name_of(addition.key.certainty)) + " " +
                (addition.key.procedure.empty() ? "-" : addition.key.procedure) + " " +
                addition.key.what + " " + (addition.amount > 0 ? "+" : "") +
                std::to_string(addition.amount);
    }
    return text;
}

constexpr auto kCode = "1.001193";
constexpr tally::Traits kTraits{.channel = tally::Channel::online,
                                .digitised = true,
                                .fee = tally::Fee::online,
                                .result = tally::ResultForm::electronic};

tally::DossierTotal total(std::int64_t count) {
    return {.day = made::kDay - std::chrono::days(1),
            .procedure = kCode,
            .traits = kTraits,
            .count = count};
}

journal::Event corrected(std::int64_t count) {
    tally::Recorded recorded;
    recorded.sequence = 3;
    recorded.procedure = kCode;
    recorded.day = total(1).day;
    recorded.traits = kTraits;
    return journal::correction("CB01", recorded, count, tally::Reason::mistyped);
}

Cell cell(Certainty certainty, std::string procedure, std::string what, std::int64_t count = 1) {
    return std::get<Cell>(
        made::cell(certainty, std::move(procedure), std::move(what), count, 9).what);
}

std::string fault(Certainty certainty, std::string procedure, std::string what,
                  std::int64_t count = 1) {
    return fault_of(cell(certainty, std::move(procedure), std::move(what), count));
}

}  // namespace

TEST_CASE("rows add to cells as the table says") {
    using namespace journal;
    CHECK(said(row(visit_began())) == "shown - visit_began +1");
    CHECK(said(row(visit_ended(Ending::timeout))) == "shown - visit_ended timeout +1");
    CHECK(said(row(procedure_opened(kCode))) == "shown 1.001193 procedure_opened +1");
    CHECK(said(row(counter_way(kCode))) == "shown 1.001193 counter_way +1");
    CHECK(said(row(counter_way())) == "shown - counter_way +1");
    CHECK(said(row(slip_printed(kCode))) == "shown 1.001193 slip_printed +1");
    CHECK(said(row(qr_shown(Qr::wifi))) == "shown - qr_shown wifi +1");
    CHECK(said(row(qr_shown(Qr::submit, kCode))) == "shown 1.001193 qr_shown submit +1");
    CHECK(said(row(rows_lost(123'456))) == "shown - rows_lost +123456");
    CHECK(said(row(outcome(Answer::submitted, kCode))) == "said 1.001193 outcome submitted +1");
    const std::string traits = "confirmed 1.001193 online digitised fee_online e_result ";
    CHECK(said(row(dossier("CB01", total(3)))) == "2026-11-22 " + traits + "+3");
    CHECK(said(row(corrected(2))) == "2026-11-22 " + traits + "-2");
    CHECK(said(row(imported("CB01", total(41), "0123456789abcdef"))) ==
          "2026-11-22 " + traits + "+41");
    CHECK(said(row(imported("CB01", total(-4), "0123456789abcdef"))) ==
          "2026-11-22 " + traits + "-4");
}

TEST_CASE("ratings and complaints go without their procedure, the reason as a cell of its own") {
    using namespace journal;
    CHECK(said(row(rating(4, {}, kCode))) == "said - rating 4 +1");
    CHECK(said(row(rating(2, Complaint::small_text, kCode))) ==
          "said - rating 2 +1, said - complaint small_text +1");
}

TEST_CASE("a row that does not count adds to its kind and verdict alone") {
    using namespace journal;
    CHECK(said(row(procedure_opened(kCode), Verdict::double_tap)) ==
          "filtered - procedure_opened double_tap +1");
    CHECK(said(row(rating(2, Complaint::small_text, kCode), Verdict::repeat)) ==
          "filtered - rating repeat +1");
    CHECK(said(row(dossier("CB01", total(30)), Verdict::test_mode)) ==
          "2026-11-22 filtered - dossier test_mode +1");
    CHECK(said(row(corrected(2), Verdict::over_corrected)) ==
          "2026-11-22 filtered - correction over_corrected +1");
    CHECK(said(row(visit_began(), Verdict::ghost_burst, false)) ==
          "filtered - visit_began ghost_burst +1");
}

TEST_CASE("what is the ward's own stays there") {
    using namespace journal;
    for (const Event& event :
         {staff_in("CB01"), staff_out("CB01", Leaving::idle), door_failed("CB01"),
          door_locked("CB01", std::chrono::seconds(15)), slip_failed(PrintFailure::no_paper, kCode),
          sheet_failed("CB01", PrintFailure::offline), sheet_printed("CB01", made::kDay),
          exported("CB01", FileForm::csv, {made::kDay, made::kDay}),
          account_changed("QL01", AccountChange::added, "CB02", AccountRole::officer),
          accounts_changed_outside(), day_closed("CB01", made::kDay, std::string(64, 'a'))})
        for (const Verdict verdict : {Verdict::counted, Verdict::test_mode})
            CHECK(said(row(event, verdict)).empty());
}

TEST_CASE("rows, words and verdicts that the journal does not know add nothing") {
    journal::Entry entry = row(journal::visit_began());
    entry.kind = "hologram_shown";
    CHECK(said(entry).empty());
    entry = row(journal::procedure_opened(kCode));
    entry.verdict = "moonlight";
    CHECK(said(entry).empty());
    entry = row(journal::procedure_opened(kCode));
    entry.procedure = "Nguyen Van A";
    CHECK(said(entry).empty());
    entry = row(journal::outcome(journal::Answer::later));
    entry.detail = "0905123456";
    CHECK(said(entry).empty());
}

TEST_CASE("a counted closing is a seal that does not tell who closed") {
    const auto closed = [](std::string_view staff) {
        return journal::day_closed(staff, made::kDay, std::string(64, 'a'));
    };
    CHECK(seal_of(row(closed("QL01"))) ==
          Seal{.day = made::kDay, .revision = 7, .digest = std::string(64, 'a'), .by_staff = true});
    CHECK_FALSE(seal_of(row(closed("")))->by_staff);
    CHECK_FALSE(seal_of(row(closed("QL01"), Verdict::test_mode)));
    CHECK_FALSE(seal_of(row(journal::visit_began())));
    journal::Entry broken = row(closed("QL01"));
    broken.detail = "QL01 2026-02-30 " + std::string(64, 'a');
    CHECK_FALSE(seal_of(broken));
}

TEST_CASE("whatever a journal holds, its cells may travel and add up to its sums") {
    const TempDir dir;
    journal::Journal grown = must(journal::Journal::open(settings_in(dir)));
    RandomJournal(11).grow(grown, 3000);

    std::map<CellKey, std::int64_t> cells;
    journal::Sums sums;
    std::size_t seals = 0;
    for (std::int64_t sequence = 1; sequence <= grown.head().size; ++sequence) {
        const journal::Entry entry = must(grown.entry(sequence));
        sums.add(entry, journal::share_of(entry), false);
        for (const Addition& addition : additions_of(entry)) cells[addition.key] += addition.amount;
        if (const auto seal = seal_of(entry)) {
            CHECK(fault_of(*seal).empty());
            ++seals;
        }
    }
    CHECK(seals > 5);
    journal::Sums told;
    for (const auto& [key, count] : cells) {
        CAPTURE(key.what);
        CHECK(fault_of({.key = key, .count = count, .revision = 1}).empty());
        if (key.certainty == Certainty::confirmed)
            told.dossiers[{key.day, key.procedure, key.what}] += count;
        const std::size_t blank = key.what.find(' ');
        if (key.certainty == Certainty::filtered)
            told.filtered[{key.day, key.what.substr(0, blank), key.what.substr(blank + 1)}] +=
                count;
    }
    CHECK(told.dossiers == sums.dossiers);
    // Rows of the ward's own that do not count (staff in test mode) are not told.
    for (const auto& [of, rows] : sums.filtered)
        if (told.filtered.contains(of)) CHECK(told.filtered[of] == rows);
    CHECK(told.filtered.size() > 20);
    std::int64_t visits = 0;
    for (const auto& [key, count] : cells)
        if (key.what == "visit_began") visits += count;
    std::int64_t visits_of_journal = 0;
    for (const auto& [day, of] : sums.days) visits_of_journal += of.measures.visits;
    CHECK(visits == visits_of_journal);
}

TEST_CASE("only the words of the list may stand in a cell") {
    using enum Certainty;
    for (const char* what : {"visit_began", "visit_ended left", "rows_lost", "qr_shown track",
                             "counter_way", "slip_printed"})
        CHECK(fault(shown, "", what).empty());
    for (const char* what : {"procedure_opened", "qr_shown procedure", "counter_way"})
        CHECK(fault(shown, kCode, what).empty());
    for (const char* what : {"outcome need_help", "rating 1", "rating 5", "complaint no_vneid"})
        CHECK(fault(said, "", what).empty());
    CHECK(fault(said, kCode, "outcome later").empty());
    for (const tally::Traits& traits : tally::all_traits())
        CHECK(fault(confirmed, kCode, tally::words_of(traits)).empty());
    CHECK(fault(filtered, "", "rating closed_hours").empty());

    for (const char* what : {"",
                             " ",
                             "visit_began ",
                             " visit_began",
                             "visit_began x",
                             "visit_ended",
                             "visit_ended  left",
                             "visit_ended left ",
                             "Visit_began",
                             "rows_lost 5",
                             "rows_lost 0",
                             "qr_shown",
                             "qr_shown vi",
                             "procedure_opened x",
                             "staff_in",
                             "staff_in CB01",
                             "day_closed",
                             "outcome later",
                             "rating 2",
                             "print_failed slip offline",
                             "visit_began\n",
                             "complaint small_text",
                             "0905123456",
                             "nguyễn văn a"})
        CHECK(fault(shown, "", what) == "w");
    for (const char* what :
         {"rating", "rating 0", "rating 6", "rating 2 small_text", "rating 22", "complaint",
          "complaint ", "complaint rude", "complaint small_text ", "outcome", "visit_began",
          "online digitised fee_online e_result", "complaint small_text no_vneid"})
        CHECK(fault(said, "", what) == "w");
    for (const char* what :
         {"", "online", "online digitised fee_online", "digitised online fee_online e_result",
          "online digitised fee_online e_result ", "online  digitised fee_online e_result",
          "online digitised fee_online e_result CB01", "outcome submitted"})
        CHECK(fault(confirmed, kCode, what) == "w");
    for (const char* what :
         {"", "rating", "rating ", "rating counted", "staff_in test_mode", "day_closed test_mode",
          "procedure_opened moonlight", "rating repeat x", "complaint repeat", "repeat rating",
          "print_failed test_mode"})
        CHECK(fault(filtered, "", what) == "w");
}

TEST_CASE("a procedure stands where it belongs and has the shape of a code") {
    using enum Certainty;
    for (const char* procedure :
         {"1.00119", "1.0011934", "11.00119", "1-001193", " .001193", "x.001193", "052201234567"}) {
        CHECK(fault(shown, procedure, "procedure_opened") == "p");
        CHECK(fault(confirmed, procedure, "online digitised fee_online e_result") == "p");
    }
    CHECK(fault(shown, "", "procedure_opened") == "p");
    CHECK(fault(confirmed, "", "online digitised fee_online e_result") == "p");
    for (const char* what : {"visit_began", "visit_ended left", "rows_lost"})
        CHECK(fault(shown, kCode, what) == "p");
    for (const char* what : {"rating 2", "complaint small_text"})
        CHECK(fault(said, kCode, what) == "p");
    CHECK(fault(filtered, kCode, "rating repeat") == "p");
}

TEST_CASE("numbers and days of a cell stay within their limits") {
    using enum Certainty;
    const std::string traits = "online digitised fee_online e_result";
    for (const std::int64_t count : {-kCountMax, std::int64_t{-1}, std::int64_t{0}, kCountMax})
        CHECK(fault(confirmed, kCode, traits, count).empty());
    CHECK(fault(confirmed, kCode, traits, kCountMax + 1) == "n");
    CHECK(fault(confirmed, kCode, traits, -kCountMax - 1) == "n");
    CHECK(fault(shown, "", "visit_began", kCountMax).empty());
    CHECK(fault(shown, "", "visit_began", -1) == "n");
    CHECK(fault(said, "", "rating 2", -1) == "n");
    CHECK(fault(filtered, "", "rating repeat", -1) == "n");

    Cell of = cell(shown, "", "visit_began");
    for (const std::int64_t revision : {std::int64_t{1}, kRevisionMax}) {
        of.revision = revision;
        CHECK(fault_of(of).empty());
    }
    for (const std::int64_t revision : {std::int64_t{0}, std::int64_t{-1}, kRevisionMax + 1}) {
        of.revision = revision;
        CHECK(fault_of(of) == "rev");
    }
    of = cell(shown, "", "visit_began");
    of.key.day = tally::Day();
    CHECK(fault_of(of).empty());
    of.key.day -= std::chrono::days(1);
    CHECK(fault_of(of) == "day");
    of.key.day = std::chrono::year(9999) / 12 / 31;
    CHECK(fault_of(of).empty());
    of.key.day += std::chrono::days(1);
    CHECK(fault_of(of) == "day");

    Seal seal{.day = made::kDay, .revision = 1, .digest = std::string(64, 'a'), .by_staff = false};
    CHECK(fault_of(seal).empty());
    seal.digest.pop_back();
    CHECK(fault_of(seal) == "digest");
    seal.revision = 0;
    CHECK(fault_of(seal) == "rev");
    seal.day = std::chrono::year(1969) / 12 / 31;
    CHECK(fault_of(seal) == "day");
}

#include "journal/details.h"

#include "support/journal_fixture.h"

using namespace journal;
using namespace std::chrono_literals;

namespace {

constexpr tally::Day kDay = std::chrono::year(2026) / 11 / 23;
const std::string kDigest(64, 'a');
constexpr tally::Traits kTraits{.channel = tally::Channel::online,
                                .digitised = true,
                                .fee = tally::Fee::online,
                                .result = tally::ResultForm::electronic};

tally::DossierTotal total(std::int64_t count) {
    return {.day = kDay, .procedure = "1.001193", .traits = kTraits, .count = count};
}

tally::Recorded row_1234() {
    tally::Recorded row;
    row.sequence = 1234;
    row.procedure = "1.001193";
    row.day = kDay;
    row.traits = kTraits;
    return row;
}

void must_say(const Event& event, const std::string& detail) {
    CAPTURE(detail);
    must(check(event));
    CHECK(event.detail == detail);
}

}  // namespace

TEST_CASE("every event of printers and staff may stand in the journal, in these words") {
    must_say(slip_printed(), "");
    must_say(slip_printed("1.001193"), "");
    must_say(slip_failed(PrintFailure::no_paper), "slip no_paper");
    must_say(slip_failed(PrintFailure::offline, "1.001193"), "slip offline");
    must_say(sheet_failed("CB01", PrintFailure::failed), "CB01 sheet failed");
    must_say(sheet_printed("CB01", kDay), "CB01 2026-11-23");
    must_say(staff_in("CB01"), "CB01");
    must_say(staff_out("CB01", Leaving::left), "CB01 left");
    must_say(staff_out("CB01", Leaving::idle), "CB01 idle");
    must_say(door_failed("CB01"), "CB01");
    must_say(door_locked("CB01", 15s), "CB01 15");
    must_say(door_locked("CB01", 1h), "CB01 3600");
    must_say(dossier("CB01", total(3)), "CB01 2026-11-23 3 online digitised fee_online e_result");
    must_say(dossier("CB01", total(999)),
             "CB01 2026-11-23 999 online digitised fee_online e_result");
    must_say(correction("CB02", row_1234(), 3, tally::Reason::mistyped),
             "CB02 2026-11-23 -3 online digitised fee_online e_result 1234 mistyped");
    const std::string file = "0123456789abcdef" + std::string(48, '0');
    must_say(imported("CB01", total(41), file),
             "CB01 2026-11-23 +41 online digitised fee_online e_result 0123456789abcdef");
    must_say(imported("CB01", total(-kImportedMax), file),
             "CB01 2026-11-23 -99999 online digitised fee_online e_result 0123456789abcdef");
    must_say(day_closed("QL01", kDay, kDigest), "QL01 2026-11-23 " + kDigest);
    must_say(day_closed("", kDay, kDigest), "auto 2026-11-23 " + kDigest);
    must_say(
        exported("CB01", FileForm::xlsx, {.first = kDay - std::chrono::days(22), .last = kDay}),
        "CB01 xlsx 2026-11-01 2026-11-23");
    must_say(exported("CB01", FileForm::csv, {.first = kDay, .last = kDay}),
             "CB01 csv 2026-11-23 2026-11-23");
    must_say(account_changed("QL01", AccountChange::added, "CB02", AccountRole::officer),
             "QL01 added CB02 officer");
    must_say(account_changed("QL01", AccountChange::pin_set, "CB02", AccountRole::manager),
             "QL01 pin_set CB02 manager");
    must_say(account_changed("QL01", AccountChange::removed, "CB02", AccountRole::officer),
             "QL01 removed CB02 officer");
    must_say(accounts_changed_outside(), "outside changed");
    must_say(clock_set("QL01", Minute{}, kDay + std::chrono::minutes(125)),
             "QL01 1970-01-01T00:00Z 2026-11-23T02:05Z");
}

TEST_CASE("all traits and reasons go in and come out as they were") {
    for (const tally::Traits& traits : tally::all_traits())
        for (int reason = 0; reason < tally::kReasonCount; ++reason) {
            tally::Recorded row = row_1234();
            row.traits = traits;
            const Event event = correction("CB01", row, 7, static_cast<tally::Reason>(reason));
            must(check(event));
            CHECK(
                parse_handled(Kind::correction, event.detail) ==
                Handled{
                    .staff = "CB01", .day = kDay, .count = -7, .traits = traits, .corrects = 1234});
        }
    CHECK(parse_closed_day("auto 2026-11-23 " + kDigest) ==
          ClosedDay{.staff = "", .day = kDay, .digest = kDigest});
}

TEST_CASE("nothing that staff could type or misspell gets in") {
    const std::string traits = " online digitised fee_online e_result";
    const std::string day3 = "CB01 2026-11-23 3";
    const Event hostile[] = {
        {Kind::slip_printed, "", "Nguyễn Văn A"},
        {Kind::slip_printed, "079203001234", ""},
        {Kind::print_failed, "", ""},
        {Kind::print_failed, "", "slip"},
        {Kind::print_failed, "", "slip jammed"},
        {Kind::print_failed, "", "slip no_paper "},
        {Kind::print_failed, "", "CB01 slip no_paper"},
        {Kind::print_failed, "1.001193", "CB01 sheet no_paper"},
        {Kind::print_failed, "", "sheet no_paper"},
        {Kind::staff_in, "", ""},
        {Kind::staff_in, "", "Lan"},
        {Kind::staff_in, "", "cb01"},
        {Kind::staff_in, "", "CB1"},
        {Kind::staff_in, "", "CB001"},
        {Kind::staff_in, "", "CB01 "},
        {Kind::staff_in, "", " CB01"},
        {Kind::staff_in, "", "CB0\n"},
        {Kind::staff_in, "1.001193", "CB01"},
        {Kind::staff_out, "", "CB01"},
        {Kind::staff_out, "", "CB01 lunch"},
        {Kind::staff_out, "", "CB01  left"},
        {Kind::door_failed, "", "123456"},  // A PIN.
        {Kind::door_failed, "", "CB01 123456"},
        {Kind::door_locked, "", "CB01 14"},
        {Kind::door_locked, "", "CB01 3601"},
        {Kind::door_locked, "", "CB01 015"},
        {Kind::door_locked, "", "CB01 +15"},
        {Kind::door_locked, "", "CB01 15s"},
        {Kind::dossier, "", day3 + traits},
        {Kind::dossier, "1.001193", day3},
        {Kind::dossier, "1.001193", day3 + traits + " "},
        {Kind::dossier, "1.001193", day3 + traits + " Lan"},
        {Kind::dossier, "1.001193", "CB01 2026-11-23 0" + traits},
        {Kind::dossier, "1.001193", "CB01 2026-11-23 1000" + traits},
        {Kind::dossier, "1.001193", "CB01 2026-11-23 03" + traits},
        {Kind::dossier, "1.001193", "CB01 2026-11-23 +3" + traits},
        {Kind::dossier, "1.001193", "CB01 2026-11-23 -3" + traits},
        {Kind::dossier, "1.001193", "CB01 2026-11-31 3" + traits},
        {Kind::dossier, "1.001193", "CB01 2026-02-29 3" + traits},
        {Kind::dossier, "1.001193", "CB01 1969-12-31 3" + traits},
        {Kind::dossier, "1.001193", "CB01 26-11-23 3" + traits},
        {Kind::dossier, "1.001193", day3 + " digitised online fee_online e_result"},
        {Kind::dossier, "1.001193", day3 + " online digitised fee_online"},
        {Kind::dossier, "1.001193", day3 + "\tonline\tdigitised\tfee_online\te_result"},
        {Kind::correction, "1.001193", day3 + traits + " 1234 mistyped"},  // Not negative.
        {Kind::correction, "1.001193", "CB01 2026-11-23 -3" + traits},
        {Kind::correction, "1.001193", "CB01 2026-11-23 -3" + traits + " 0 mistyped"},
        {Kind::correction, "1.001193", "CB01 2026-11-23 -3" + traits + " 1234 because"},
        {Kind::correction, "1.001193", "CB01 2026-11-23 -3" + traits + " 1234"},
        {Kind::correction, "1.001193", "CB01 2026-11-23 -1000" + traits + " 1234 undo"},
        {Kind::correction, "1.001193",
         "CB01 2026-11-23 -3" + traits + " 99999999999999999999 undo"},
        {Kind::imported, "1.001193", "CB01 2026-11-23 41" + traits + " 0123456789abcdef"},
        {Kind::imported, "1.001193", "CB01 2026-11-23 +0" + traits + " 0123456789abcdef"},
        {Kind::imported, "1.001193", "CB01 2026-11-23 -0" + traits + " 0123456789abcdef"},
        {Kind::imported, "1.001193", "CB01 2026-11-23 ++4" + traits + " 0123456789abcdef"},
        {Kind::imported, "1.001193", "CB01 2026-11-23 +100000" + traits + " 0123456789abcdef"},
        {Kind::imported, "1.001193", "CB01 2026-11-23 +41" + traits + " 0123456789ABCDEF"},
        {Kind::imported, "1.001193", "CB01 2026-11-23 +41" + traits + " 0123456789abcde"},
        {Kind::imported, "1.001193", "CB01 2026-11-23 +41" + traits + " hoso.xlsx"},
        {Kind::day_closed, "", "CB01 2026-11-23"},
        {Kind::day_closed, "", "CB01 2026-11-23 " + std::string(63, 'a')},
        {Kind::day_closed, "", "itself 2026-11-23 " + kDigest},
        {Kind::day_closed, "", "auto 2026-13-01 " + kDigest},
        {Kind::exported, "", "CB01 pdf 2026-11-01 2026-11-23"},
        {Kind::exported, "", "CB01 csv 2026-11-23 2026-11-01"},
        {Kind::exported, "", "CB01 csv 2026-11-23"},
        {Kind::sheet_printed, "", "CB01 today"},
        {Kind::sheet_printed, "", "CB01"},
        {Kind::account, "", "QL01 added Lan officer"},
        {Kind::account, "", "QL01 added CB02"},
        {Kind::account, "", "QL01 added CB02 king"},
        {Kind::account, "", "QL01 promoted CB02 manager"},
        {Kind::account, "", "outside"},
        {Kind::account, "", "outside changed CB02"},
        {Kind::clock_set, "", "QL01 2026-11-23T02:05Z"},
        {Kind::clock_set, "", "Lan 2026-11-23T02:05Z 2026-11-23T02:06Z"},
        {Kind::clock_set, "", "QL01 2026-11-23T02:05Z 2026-11-23T24:06Z"},
        {Kind::clock_set, "", "QL01 2026-11-23T02:05Z 2026-11-31T02:06Z"},
        {Kind::clock_set, "", "QL01 2026-11-23T02:05Z 2026-11-23T02:06:30Z"},
        {Kind::clock_set, "", "QL01 2026-11-23T02:05Z 2026-11-23T2:60Z "},
    };
    for (const Event& event : hostile) {
        CAPTURE(name_of(event.kind));
        CAPTURE(event.detail);
        const Result<> checked = check(event);
        REQUIRE(!checked);
        CHECK(checked.error().code == Error::Code::invalid);
    }
}

TEST_CASE("a builder given nonsense makes an event that is refused") {
    CHECK_FALSE(check(staff_in("Lan")));
    CHECK_FALSE(check(dossier("CB01", total(0))));
    CHECK_FALSE(check(dossier("CB01", total(1000))));
    CHECK_FALSE(check(correction("CB01", row_1234(), 0, tally::Reason::undo)));
    CHECK_FALSE(check(correction("CB01", row_1234(), -3, tally::Reason::undo)));
    CHECK_FALSE(check(imported("CB01", total(0), "0123456789abcdef")));
    CHECK_FALSE(check(imported("CB01", total(1), "short")));
    CHECK_FALSE(check(door_locked("CB01", 0s)));
    CHECK_FALSE(check(day_closed("CB01", kDay, "")));
    CHECK_FALSE(check(
        exported("CB01", FileForm::csv, {.first = kDay, .last = kDay - std::chrono::days(1)})));
}

TEST_CASE("any change to one byte of a good detail is refused or says something else") {
    const Event good = correction("CB01", row_1234(), 3, tally::Reason::mistyped);
    const auto before = parse_handled(Kind::correction, good.detail);
    REQUIRE(before);
    int accepted = 0;
    for (std::size_t at = 0; at < good.detail.size(); ++at)
        for (int byte = 0; byte < 256; ++byte) {
            Event changed = good;
            changed.detail[at] = static_cast<char>(byte);
            if (changed == good || !check(changed)) continue;
            ++accepted;
            const char c = changed.detail[at];
            const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
            CHECK_MESSAGE(plain, changed.detail);
        }
    CHECK(accepted > 0);
}

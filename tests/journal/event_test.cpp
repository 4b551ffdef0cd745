#include "journal/event.h"

#include "support/must.h"

using namespace journal;

TEST_CASE("every event the kiosk can make may stand in the journal") {
    const std::string code = "1.001193";
    must(check(visit_began()));
    for (const Ending how : {Ending::finished, Ending::timeout, Ending::left, Ending::other})
        must(check(visit_ended(how)));
    must(check(procedure_opened(code)));
    for (const Qr which : {Qr::wifi, Qr::vneid, Qr::procedure, Qr::submit, Qr::track}) {
        must(check(qr_shown(which)));
        must(check(qr_shown(which, code)));
    }
    for (const Answer said :
         {Answer::submitted, Answer::later, Answer::need_help, Answer::counter, Answer::skipped})
        must(check(outcome(said, code)));
    for (int stars = 1; stars <= kStarsMax; ++stars) must(check(rating(stars, {}, code)));
    must(check(rating(2, Complaint::small_text)));
    must(check(rating(1, Complaint::something_else, code)));
    must(check(counter_way(code)));
    must(check(counter_way()));
    must(check(rows_lost(17)));
}

TEST_CASE("nothing that could point at a person gets in") {
    const Event personal[] = {
        {Kind::procedure_opened, "079203001234", ""},  // A citizen's number.
        {Kind::procedure_opened, "", ""},
        {Kind::procedure_opened, "1.00119", ""},
        {Kind::procedure_opened, "1.0011933", ""},
        {Kind::procedure_opened, "x.001193", ""},
        {Kind::procedure_opened, "1.001193", "Nguyễn Văn A"},  // A name.
        {Kind::procedure_opened, "1.001193", "khai sinh"},     // Typed text.
        {Kind::visit_began, "", "jrai"},                       // A language.
        {Kind::visit_began, "1.001193", ""},
        {Kind::visit_ended, "", "bored"},
        {Kind::visit_ended, "", ""},
        {Kind::qr_shown, "1.001193", "https://example.vn/ho-so/H21-123"},
        {Kind::outcome, "", "submitted\t1"},
        {Kind::outcome, "", "Submitted"},
        {Kind::rating, "", "0"},
        {Kind::rating, "", "6"},
        {Kind::rating, "", "5 the lady at counter 2"},
        {Kind::rating, "", "5small_text"},
        {Kind::rows_lost, "", "0"},
        {Kind::rows_lost, "", "-1"},
        {Kind::rows_lost, "", "0912345678"},  // A telephone number.
    };
    for (const Event& event : personal) {
        CAPTURE(event.detail);
        CAPTURE(event.procedure);
        const Result<> checked = check(event);
        REQUIRE(!checked);
        CHECK(checked.error().code == Error::Code::invalid);
    }
}

TEST_CASE("kinds keep their names") {
    for (int i = 0; i < kKindCount; ++i) {
        const Kind kind = static_cast<Kind>(i);
        CHECK(parse_kind(name_of(kind)) == kind);
    }
    CHECK(name_of(Kind::rows_lost) == "rows_lost");
    CHECK_FALSE(parse_kind("staff_entry"));
}

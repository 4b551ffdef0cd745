#include <doctest/doctest.h>

#include "support/visitor.h"

// What goes to the journal on each path: exactly this, in this order, and nothing else.

using app::Answer;
using app::GuideStep;
using Kind = app::Record::Kind;

namespace {

constexpr const char* kCode = "1.001193";

Visitor at_detail() {
    Visitor visitor;
    visitor.starts().opens(kCode).taken();
    return visitor;
}
Visitor at_guide() {
    Visitor visitor = at_detail().does(app::ApplyByPhone{});
    visitor.taken();
    return visitor;
}
Visitor at_rating() {
    Visitor visitor = at_guide().does(app::Done{}).does(app::Say{Answer::submitted});
    visitor.taken();
    return visitor;
}

}  // namespace

TEST_CASE("the whole way by phone leaves these rows") {
    Visitor visitor;
    visitor.does(app::Start{app::Language::en}).does(app::OpenTile{"ho-tich"});
    visitor.does(app::PickGroup{"khai-sinh"}).opens(kCode).does(app::TickPaper{0});
    visitor.does(app::ApplyByPhone{}).does(app::ShowStep{GuideStep::submit});
    visitor.does(app::Done{}).does(app::Say{Answer::submitted}).does(app::Rate{5});
    visitor.does(app::EndVisit{});
    CHECK(visitor.records == Records{{Kind::visit_began, "", ""},
                                     {Kind::procedure_opened, kCode, ""},
                                     {Kind::qr_shown, kCode, "procedure"},
                                     {Kind::qr_shown, kCode, "submit"},
                                     {Kind::outcome, kCode, "submitted"},
                                     {Kind::rating, kCode, "5"},
                                     {Kind::visit_ended, "", "finished"}});
}

TEST_CASE("reading, searching, scrolling and changing the display leave no rows") {
    Visitor visitor;
    visitor.starts().taken();
    visitor.does(app::OpenSearch{}).does(app::TypeKey{U'a'}).does(app::TypeWords{"nguyễn văn a"});
    visitor.does(app::ScrollTo{4}).does(app::EraseAll{}).does(app::GoBack{});
    visitor.does(app::CycleText{}).does(app::CycleScheme{});
    visitor.does(app::SetLanguage{app::Language::en}).does(app::OpenMostUsed{});
    visitor.does(app::GoHome{}).does(app::Touched{}).does(app::Stay{}).does(app::MoreTime{});
    CHECK(visitor.records.empty());
}

TEST_CASE("each QR code of the guide is recorded when it comes up, not when it stays") {
    Visitor visitor = at_guide();
    const std::pair<GuideStep, const char*> steps[] = {{GuideStep::wifi, "wifi"},
                                                       {GuideStep::vneid, "vneid"},
                                                       {GuideStep::submit, "submit"},
                                                       {GuideStep::track, "track"},
                                                       {GuideStep::procedure, "procedure"}};
    for (const auto& [step, name] : steps) {
        visitor.does(app::ShowStep{step});
        CHECK(visitor.taken() == Records{{Kind::qr_shown, kCode, name}});
        visitor.does(app::ShowStep{step});
        CHECK(visitor.taken().empty());
    }
    visitor.does(app::GoHome{}).does(app::ShowStep{GuideStep::wifi});
    CHECK(visitor.taken().empty());
}

TEST_CASE("the codes beside the facts and for tracking are recorded too") {
    CHECK(at_detail().does(app::ShowFacts{}).taken() ==
          Records{{Kind::qr_shown, kCode, "procedure"}});
    CHECK(at_detail().does(app::GoHome{}).does(app::OpenTrack{}).taken() ==
          Records{{Kind::qr_shown, "", "track"}});
}

TEST_CASE("each answer is recorded; need for help also as the way to the counter") {
    const std::tuple<Answer, const char*, bool> answers[] = {
        {Answer::submitted, "submitted", false}, {Answer::later, "later", false},
        {Answer::need_help, "need_help", true},  {Answer::counter, "counter", true},
        {Answer::skipped, "skipped", false},
    };
    for (const auto& [answer, name, counter] : answers) {
        Visitor visitor = at_guide().does(app::Done{});
        CHECK(visitor.taken().empty());
        visitor.does(app::Say{answer});
        Records expected{{Kind::outcome, kCode, name}};
        if (counter) expected.push_back({Kind::counter_way, kCode, ""});
        CHECK(visitor.taken() == expected);
    }
}

TEST_CASE("the way to the counter is recorded from every screen, with its procedure if any") {
    CHECK(at_detail().does(app::GoToCounter{}).taken() == Records{{Kind::counter_way, kCode, ""}});
    CHECK(at_guide().does(app::GoToCounter{}).taken() == Records{{Kind::counter_way, kCode, ""}});
    Visitor home = at_detail().does(app::GoHome{}).does(app::GoToCounter{});
    CHECK(home.taken() == Records{{Kind::counter_way, "", ""}});
    CHECK(home.does(app::Understood{}).taken().empty());
}

TEST_CASE("a rating is recorded once, with its reason for the two lowest") {
    for (const int level : {3, 4, 5})
        CHECK(at_rating().does(app::Rate{level}).taken() ==
              Records{{Kind::rating, kCode, std::to_string(level)}});
    for (const int level : {1, 2}) {
        Visitor visitor = at_rating().does(app::Rate{level});
        CHECK(visitor.taken().empty());
        Visitor silent = visitor;
        CHECK(silent.does(app::SendRating{}).taken() ==
              Records{{Kind::rating, kCode, std::to_string(level)}});
        for (int reason = 1; reason <= 6; ++reason) {
            Visitor other = visitor;
            other.does(app::GiveReason{reason}).does(app::SendRating{});
            const std::string said = std::to_string(level) + "/" + std::to_string(reason);
            CHECK(other.taken() == Records{{Kind::rating, kCode, said}});
        }
    }
    CHECK(at_rating().does(app::SkipRating{}).taken().empty());
}

TEST_CASE("a visit ends in one of three ways, and says which") {
    const auto end = [](Visitor visitor) {
        const Records records = visitor.taken();
        REQUIRE_FALSE(records.empty());
        CHECK(records.back().kind == Kind::visit_ended);
        CHECK(records.back().procedure.empty());
        return records.back().detail;
    };
    CHECK(end(at_detail().does(app::EndVisit{})) == "left");
    CHECK(end(at_detail().does(app::GoHome{}).does(app::GoBack{})) == "left");
    CHECK(end(at_detail().waits(std::chrono::hours(1))) == "timeout");
    CHECK(end(at_rating().does(app::Rate{4}).does(app::EndVisit{})) == "finished");
    CHECK(end(at_rating().does(app::Rate{4}).waits(std::chrono::hours(1))) == "finished");
}

TEST_CASE("every step and answer has the name the journal knows") {
    CHECK(std::string(app::name_of(GuideStep::wifi)) == "wifi");
    CHECK(std::string(app::name_of(GuideStep::track)) == "track");
    CHECK(std::string(app::name_of(Answer::need_help)) == "need_help");
    CHECK(std::string(app::name_of(Answer::skipped)) == "skipped");
}

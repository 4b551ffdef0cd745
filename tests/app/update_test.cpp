#include "app/update.h"

#include <doctest/doctest.h>

#include "support/visitor.h"

using app::Answer;
using app::GuideStep;
using app::Language;
using app::TextSize;

namespace {

constexpr const char* kBirth = "1.001193";

Visitor at_home() { return Visitor().starts(); }
Visitor at_detail() { return at_home().opens(kBirth); }
Visitor at_guide() { return at_detail().does(app::ApplyByPhone{}); }
Visitor at_outcome() { return at_guide().does(app::Done{}); }
Visitor at_rating() { return at_outcome().does(app::Say{Answer::later}); }

}  // namespace

TEST_CASE("a touch on the attract screen opens home in the language that was touched") {
    for (const Language language : text::kLanguages) {
        Visitor visitor;
        visitor.does(app::Start{language});
        CHECK(visitor.at<app::Home>());
        CHECK(visitor.model.display == app::Display{.language = language});
        CHECK(visitor.model.trail.empty());
    }
}

TEST_CASE("without a network a visit begins with the notice, which leads home") {
    Visitor visitor;
    visitor.world([](app::Status& status) { status.offline = true; });
    visitor.does(app::Start{Language::en});
    REQUIRE(visitor.at<app::Offline>());
    CHECK(visitor.model.display.language == Language::en);
    SUBCASE("by its button") { visitor.does(app::Continue{}); }
    SUBCASE("by the way back") { visitor.does(app::GoBack{}); }
    CHECK(visitor.at<app::Home>());
    CHECK(visitor.model.trail.empty());
}

TEST_CASE("a second start inside a visit changes nothing") {
    Visitor visitor = at_detail();
    visitor.taken();
    visitor.does(app::Start{Language::en});
    CHECK(visitor.at<app::Detail>());
    CHECK(visitor.model.display.language == Language::vi);
    CHECK(visitor.records.empty());
}

TEST_CASE("on the attract screen nothing but a start leaves a trace") {
    const app::Action actions[] = {app::GoBack{},
                                   app::GoHome{},
                                   app::CycleText{},
                                   app::CycleScheme{},
                                   app::SetLanguage{Language::en},
                                   app::Continue{},
                                   app::OpenTile{"ho-tich"},
                                   app::OpenMostUsed{},
                                   app::OpenSearch{},
                                   app::OpenTrack{},
                                   app::OpenProcedure{kBirth},
                                   app::GoToCounter{},
                                   app::Understood{},
                                   app::EndVisit{},
                                   app::AnotherProcedure{},
                                   app::Stay{},
                                   app::Touched{},
                                   app::Tick{}};
    for (const app::Action& action : actions) {
        CAPTURE(action.index());
        Visitor visitor;
        visitor.does(action);
        CHECK(visitor.at<app::Attract>());
        CHECK(visitor.model.display == app::Display{});
        CHECK(visitor.model.trail.empty());
        CHECK(visitor.records.empty());
    }
}

TEST_CASE("back retraces every step, with what was chosen there") {
    Visitor visitor = at_home();
    visitor.does(app::OpenTile{"ho-tich"}).does(app::PickGroup{"khai-sinh"}).does(app::ScrollTo{7});
    visitor.opens(kBirth).does(app::PickCase{2}).does(app::ShowFacts{});
    CHECK(visitor.screen<app::Facts>() == app::Facts{.code = kBirth, .case_index = 2});
    visitor.does(app::GoBack{});
    CHECK(visitor.screen<app::Detail>() == app::Detail{.code = kBirth, .case_index = 2});
    visitor.does(app::GoBack{});
    CHECK(visitor.screen<app::List>() ==
          app::List{.tile = "ho-tich", .group = "khai-sinh", .row = 7});
    visitor.does(app::GoBack{});
    CHECK(visitor.at<app::Home>());
    visitor.does(app::GoBack{});
    CHECK(visitor.at<app::Attract>());
}

TEST_CASE("back first closes the choice of a case") {
    Visitor visitor = at_detail().does(app::ChooseCase{});
    CHECK(visitor.screen<app::Detail>().choosing_case);
    visitor.does(app::GoBack{});
    REQUIRE(visitor.at<app::Detail>());
    CHECK_FALSE(visitor.screen<app::Detail>().choosing_case);
}

TEST_CASE("the trail keeps the newest screens and never more than its limit") {
    Visitor visitor = at_home();
    for (std::size_t i = 0; i < app::kTrailMax + 10; ++i) {
        visitor.does(app::OpenTile{std::to_string(i)});
        CHECK(visitor.model.trail.size() <= app::kTrailMax);
    }
    for (std::size_t i = app::kTrailMax + 10 - 1; i > 10; --i) {
        visitor.does(app::GoBack{});
        REQUIRE(visitor.at<app::List>());
        CHECK(visitor.screen<app::List>().tile == std::to_string(i - 1));
    }
    visitor.does(app::GoBack{});
    CHECK(visitor.screen<app::List>().tile == "9");
    visitor.does(app::GoBack{});  // What came before was forgotten.
    CHECK(visitor.at<app::Home>());
}

TEST_CASE("home forgets the way") {
    Visitor visitor = at_guide().does(app::GoHome{});
    CHECK(visitor.at<app::Home>());
    CHECK(visitor.model.trail.empty());
}

TEST_CASE("a list begins at its top and at all of its groups") {
    Visitor visitor = at_home().does(app::OpenTile{"cu-tru"});
    CHECK(visitor.screen<app::List>() == app::List{.tile = "cu-tru"});
    visitor.does(app::ScrollTo{5}).does(app::PickGroup{"xe"});
    CHECK(visitor.screen<app::List>() == app::List{.tile = "cu-tru", .group = "xe"});
    CHECK(at_home().does(app::OpenMostUsed{}).screen<app::List>() == app::List{});
}

TEST_CASE("scrolling stops at the top and means nothing where there are no rows") {
    Visitor list = at_home().does(app::OpenTile{"cu-tru"}).does(app::ScrollTo{-4});
    CHECK(list.screen<app::List>().row == 0);
    CHECK(at_detail().does(app::ScrollTo{3}).screen<app::Detail>().row == 3);
    CHECK(at_detail().does(app::ShowFacts{}).does(app::ScrollTo{3}).screen<app::Facts>().row == 3);
    CHECK(at_home().does(app::ScrollTo{3}).screen<app::Home>() == app::Home{});
    CHECK(at_home().does(app::TurnHome{1}).screen<app::Home>().page == 1);
    CHECK(at_detail().does(app::TurnHome{1}).at<app::Detail>());
}

TEST_CASE("the text has three sizes, the contrast two, and the language can change on the way") {
    Visitor visitor = at_home();
    for (const TextSize size :
         {TextSize::large, TextSize::extra, TextSize::small, TextSize::standard}) {
        visitor.does(app::CycleText{});
        CHECK(visitor.model.display.text == size);
    }
    visitor.does(app::CycleScheme{});
    CHECK(visitor.model.display.scheme == app::Scheme::black_on_white);
    visitor.does(app::CycleScheme{});
    CHECK(visitor.model.display.scheme == app::Scheme::white_on_black);
    visitor.does(app::SetLanguage{Language::en});
    CHECK(visitor.model.display.language == Language::en);
    CHECK(visitor.at<app::Home>());
}

TEST_CASE("the next person finds the screen as it was built, however the last one left") {
    const auto dressed = [] {
        return at_home()
            .does(app::CycleText{})
            .does(app::CycleScheme{})
            .does(app::SetLanguage{Language::en});
    };
    for (Visitor visitor : {dressed().does(app::GoBack{}), dressed().does(app::EndVisit{}),
                            dressed().waits(std::chrono::minutes(5)),
                            dressed().opens(kBirth).does(app::EndVisit{})}) {
        CHECK(visitor.at<app::Attract>());
        CHECK(visitor.model.display == app::Display{});
        CHECK(visitor.model.trail.empty());
    }
}

TEST_CASE("papers are ticked and unticked, and stay ticked on the way there and back") {
    Visitor visitor = at_detail().does(app::TickPaper{2}).does(app::TickPaper{0});
    visitor.does(app::TickPaper{2}).does(app::TickPaper{3});
    visitor.does(app::ApplyByPhone{}).does(app::GoBack{});
    CHECK(visitor.screen<app::Detail>().ticked == std::vector<std::size_t>{0, 3});
    CHECK(at_home().does(app::TickPaper{1}).at<app::Home>());
}

TEST_CASE("choosing a case closes the choice and begins at the top") {
    Visitor visitor = at_detail().does(app::ScrollTo{4}).does(app::ChooseCase{});
    visitor.does(app::PickCase{1});
    CHECK(visitor.screen<app::Detail>() == app::Detail{.code = kBirth, .case_index = 1});
    for (const app::Action& action :
         {app::Action(app::ChooseCase{}), app::Action(app::PickCase{1}),
          app::Action(app::ShowFacts{}), app::Action(app::ApplyByPhone{})})
        CHECK(at_home().does(action).at<app::Home>());
}

TEST_CASE("the guide offers Wi-Fi only with a name and a network") {
    Visitor visitor = at_guide();
    CHECK(visitor.screen<app::Guide>() == app::Guide{.code = kBirth});
    const std::vector<GuideStep> without{GuideStep::vneid, GuideStep::procedure, GuideStep::submit,
                                         GuideStep::track};
    std::vector<GuideStep> with{GuideStep::wifi};
    with.insert(with.end(), without.begin(), without.end());
    CHECK(app::guide_steps(visitor.model) == with);
    visitor.model.status.offline = true;
    CHECK(app::guide_steps(visitor.model) == without);
    visitor.model.status.offline = false;
    visitor.model.rules.wifi = false;
    CHECK(app::guide_steps(visitor.model) == without);
    visitor.does(app::ShowStep{GuideStep::wifi});
    CHECK(visitor.screen<app::Guide>().step == GuideStep::procedure);
}

TEST_CASE("a guide never rests on a Wi-Fi step that is gone") {
    const auto lose = [](app::Status& status) { status.offline = true; };
    Visitor visitor = at_guide().does(app::ShowStep{GuideStep::wifi});
    SUBCASE("the network goes while it is shown") { visitor.world(lose); }
    SUBCASE("the network goes while the outcome lies over it") {
        visitor.does(app::Done{}).world(lose).does(app::GoBack{});
    }
    REQUIRE(visitor.at<app::Guide>());
    CHECK(visitor.screen<app::Guide>().step == GuideStep::procedure);
    Visitor other = at_guide().does(app::ShowStep{GuideStep::submit}).world(lose);
    CHECK(other.screen<app::Guide>().step == GuideStep::submit);
}

TEST_CASE("done leads from the guide to the outcome and from tracking to the rating") {
    CHECK(at_outcome().screen<app::Outcome>().code == kBirth);
    CHECK(at_home().does(app::OpenTrack{}).does(app::Done{}).screen<app::Rating>() ==
          app::Rating{});
    CHECK(at_detail().does(app::Done{}).at<app::Detail>());
}

TEST_CASE("who needs help is sent to the counter, everybody else is asked for a rating") {
    for (const Answer answer : {Answer::need_help, Answer::counter})
        CHECK(at_outcome().does(app::Say{answer}).screen<app::Help>().code == kBirth);
    for (const Answer answer : {Answer::submitted, Answer::later, Answer::skipped})
        CHECK(at_outcome().does(app::Say{answer}).screen<app::Rating>().code == kBirth);
    CHECK(at_home().does(app::Say{Answer::submitted}).at<app::Home>());
    Visitor help = at_home().does(app::GoToCounter{});
    CHECK(help.screen<app::Help>().code.empty());
    CHECK(help.does(app::Understood{}).screen<app::Rating>() == app::Rating{});
}

TEST_CASE("the two lowest ratings ask for a reason, the others say thank you at once") {
    for (const int level : {3, 4, 5})
        CHECK(at_rating().does(app::Rate{level}).screen<app::Thanks>().code == kBirth);
    for (const int level : {1, 2}) {
        Visitor visitor = at_rating().does(app::Rate{level});
        REQUIRE(visitor.at<app::Rating>());
        visitor.does(app::GiveReason{4});
        CHECK(visitor.screen<app::Rating>().reason == 4);
        visitor.does(app::GiveReason{4});  // The same again takes it back.
        CHECK(visitor.screen<app::Rating>().reason == 0);
        visitor.does(app::GiveReason{6}).does(app::Rate{3 - level});
        CHECK(visitor.screen<app::Rating>().reason == 0);  // Another face, another reason.
        CHECK(visitor.does(app::SendRating{}).at<app::Thanks>());
    }
    CHECK(at_rating().does(app::GiveReason{1}).screen<app::Rating>().reason == 0);
    CHECK(at_rating().does(app::SendRating{}).at<app::Rating>());  // Nothing chosen yet.
    CHECK(at_rating().does(app::SkipRating{}).at<app::Thanks>());
    CHECK(at_rating()
              .does(app::Rate{5})
              .does(app::GoBack{})
              .does(app::GiveReason{1})
              .screen<app::Rating>()
              .reason == 0);
}

TEST_CASE("another procedure is the same visit, with the display it had") {
    Visitor visitor = at_home().does(app::CycleText{}).opens(kBirth).does(app::GoToCounter{});
    visitor.does(app::Understood{}).does(app::Rate{4});
    visitor.taken();
    visitor.does(app::AnotherProcedure{});
    CHECK(visitor.at<app::Home>());
    CHECK(visitor.model.trail.empty());
    CHECK(visitor.model.display.text == TextSize::large);
    CHECK(visitor.records.empty());
}

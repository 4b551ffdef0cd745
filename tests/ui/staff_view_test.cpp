// What staff see first: the door, the tallies, the campaign, and the frame around them.

#include <doctest/doctest.h>

#include "text/format.h"
#include "ui/staff_stage.h"

namespace {

using desk::Span;
using desk::Tallies;
using std::chrono::days;

template <class Wanted>
const Wanted* wish(const ui::Asked& asked) {
    const auto* at_desk = asked ? std::get_if<app::AtDesk>(&*asked) : nullptr;
    return at_desk ? std::get_if<Wanted>(&at_desk->action) : nullptr;
}

void expect_clean(const StaffStage& stage) {
    CHECK_MESSAGE(stage.report.clean(), stage.report.words());
}

desk::Desk& show_tallies(StaffStage& stage, Span span, tally::Period period,
                         Tallies::View view = Tallies::View::overview) {
    desk::Desk& desk = stage.enter(Tallies{.span = span, .anchor = stage.today, .view = view});
    desk.facts.figures = stage.figures(period);
    return desk;
}

}  // namespace

TEST_CASE("the door holds in every state") {
    StaffStage stage;
    desk::Desk& desk = stage.enter(desk::Door{.who = "CB01", .pin = "123"});
    desk.staff.clear();
    stage.hold("typing");
    desk.screen = desk::Door{.who = "CB02", .wrong = true, .tries_left = 4};
    stage.hold("wrong");
    CHECK(stage.tap(StaffStage::kLandscape, "pin-7").has_value());
    desk.screen = desk::Door{.who = "CB02", .locked_until = stage.now + std::chrono::seconds(27)};
    stage.hold("locked");
    CHECK_FALSE(stage.probe.target("pin-7"));
    CHECK(stage.shows("0:27"));
    desk.facts.accounts.clear();
    desk.screen = desk::Door{};
    stage.hold("nobody");
    for (int i = 10; i < 34; ++i) desk.facts.accounts.push_back({"CB" + std::to_string(i), false});
    stage.hold("many");
    CHECK(wish<desk::TurnCodes>(stage.tap(StaffStage::kLandscape, "codes-after"))->page == 1);
    CHECK(wish<desk::ChooseCode>(stage.tap(StaffStage::kLandscape, "code-CB12"))->code == "CB12");
    expect_clean(stage);
}

TEST_CASE("the tallies hold over every span and in every view") {
    StaffStage stage;
    const tally::Day today = stage.today;
    const auto& campaign = stage.model.rules.campaign;
    for (const Tallies::View view :
         {Tallies::View::overview, Tallies::View::procedures, Tallies::View::filtered}) {
        show_tallies(stage, Span::day, {today, today}, view);
        stage.hold("day");
        show_tallies(stage, Span::week, {today - days(1), today + days(5)}, view);
        stage.hold("week");
        show_tallies(stage, Span::month, {today - days(9), today + days(20)}, view);
        stage.hold("month");
        show_tallies(stage, Span::campaign, {campaign.first_day, campaign.last_day}, view);
        stage.hold("campaign");
    }
    expect_clean(stage);
}

TEST_CASE("the overview's sums are those of all rows, however few of them are shown") {
    StaffStage stage;
    const auto& desk = show_tallies(stage, Span::day, {stage.today, stage.today});
    stage.draw(StaffStage::kLandscape);
    const tally::Report& report = desk.facts.figures->report;
    std::vector<std::string> line;
    for (std::size_t i = 0; i < stage.probe.labels.size(); ++i)
        if (stage.probe.labels[i].text == "Cộng")
            for (std::size_t j = i - 7; j < i; ++j) line.push_back(stage.probe.labels[j].text);
    const auto said = [](std::int64_t n) { return text::grouped(n, text::Language::vi); };
    const tally::Measures& all = report.all;
    CHECK(line == std::vector{said(all.opened), said(all.qr_shown), said(all.submitted),
                              said(all.counter_way), said(all.online), said(all.at_counter()),
                              said(all.post)});
    const ui::Asked asked = stage.tap(StaffStage::kLandscape, "table");
    const auto* way = wish<desk::ShowView>(asked);
    REQUIRE(way);
    CHECK(way->view == Tallies::View::procedures);
}

TEST_CASE("without a denominator there is no percentage and no bar, but words") {
    StaffStage stage;
    desk::Desk& desk = show_tallies(stage, Span::day, {stage.today, stage.today});
    desk.facts.figures->report = {};
    desk.facts.figures->report.period = {stage.today, stage.today};
    stage.hold("nothing counted");
    expect_clean(stage);
    CHECK(stage.shows("no figures yet"));
    CHECK(stage.shows("0/0"));
    CHECK_FALSE(stage.shows("0.00%"));
}

TEST_CASE("figures of other days than those asked for are not shown") {
    StaffStage stage;
    show_tallies(stage, Span::day, {stage.today - days(1), stage.today - days(1)});
    stage.hold("counting");
    expect_clean(stage);
    CHECK(stage.shows("Counting…"));
    CHECK_FALSE(stage.probe.target("table"));
}

TEST_CASE("late rows and doubtful clocks are said in words beside the whole table") {
    StaffStage stage;
    desk::Desk& desk =
        show_tallies(stage, Span::day, {stage.today, stage.today}, Tallies::View::procedures);
    desk.facts.figures->report.late.received = 5;
    desk.facts.figures->report.untrusted = 3;
    stage.hold("remarks");
    CHECK(stage.shows("5 dossiers were recorded after"));
    CHECK(stage.shows("3 rows were made while the clock"));
    desk.facts.figures->report.late.received = desk.facts.figures->report.untrusted = 0;
    stage.draw(StaffStage::kLandscape);
    CHECK_FALSE(stage.shows("đồng hồ"));
    expect_clean(stage);
}

TEST_CASE("the campaign holds before it, in it and after it, for every indicator") {
    StaffStage stage;
    auto& campaign = stage.model.rules.campaign;
    const auto first = campaign.first_day;
    const auto report = stage.figures({first, stage.today}).report;
    for (const int begun : {-90, -61, 0, 20}) {
        campaign.first_day = stage.today + days(begun);
        campaign.last_day = campaign.first_day + days(60);
        for (int i = 0; i < static_cast<int>(campaign.indicators.size()); ++i) {
            desk::Desk& desk = stage.enter(desk::CampaignView{.indicator = i});
            stage.hold("counting");
            desk.facts.campaign_days = report.days;
            stage.hold("indicator " + std::to_string(i) + ", begun " + std::to_string(begun));
        }
    }
    campaign.indicators.clear();
    stage.hold("no indicators");
    expect_clean(stage);
}

TEST_CASE("a notice lies above the bar, and goes after a while") {
    StaffStage stage;
    desk::Desk& desk = show_tallies(stage, Span::day, {stage.today, stage.today});
    for (int deed = 1; deed <= static_cast<int>(desk::Deed::remove_account); ++deed)
        for (int outcome = 0; outcome <= static_cast<int>(desk::Outcome::failed); ++outcome) {
            desk.notice = {.deed = static_cast<desk::Deed>(deed),
                           .outcome = static_cast<desk::Outcome>(outcome),
                           .words = "motcua-2026-11.xlsx",
                           .percent = 42,
                           .at = stage.now};
            stage.hold("notice");
        }
    expect_clean(stage);
    CHECK(stage.shows("motcua-2026-11.xlsx"));
    desk.notice.at = stage.now - std::chrono::seconds(8);
    stage.draw(StaffStage::kLandscape);
    CHECK_FALSE(stage.shows("motcua-2026-11.xlsx"));
}

TEST_CASE("the bar leads everywhere, and before the door only out") {
    StaffStage stage;
    stage.enter(desk::CampaignView{});
    for (const ui::Panel& panel : {StaffStage::kLandscape, StaffStage::kPortrait}) {
        CHECK(wish<desk::OpenTab>(stage.tap(panel, "tab-entry"))->tab == desk::Tab::entry);
        CHECK(wish<desk::OpenTab>(stage.tap(panel, "tab-day-end"))->tab == desk::Tab::day_end);
        CHECK(wish<desk::Leave>(stage.tap(panel, "leave")));
        CHECK(stage.shows("1:38"));
    }
    CHECK(stage.probe.screen == "staff-campaign");
    stage.enter(desk::Door{}).staff.clear();
    stage.draw(StaffStage::kLandscape);
    CHECK(stage.probe.target("leave"));
    CHECK_FALSE(stage.probe.target("tab-entry"));
}

TEST_CASE("rates are said with two decimals in the language of the glass") {
    StaffStage stage;
    stage.enter(desk::CampaignView{});
    stage.model.rules.campaign.indicators.resize(1);
    auto& desk = std::get<app::Staff>(stage.model.screen).desk;
    desk.facts.campaign_days = {{stage.today, {.received = 96, .online_complete = 53}}};
    stage.draw(StaffStage::kLandscape);
    CHECK(stage.shows("55,21%"));
    CHECK(stage.shows("53/96 hồ sơ"));
    desk.facts.campaign_days = {{stage.today, {.received = 2, .online_complete = 1}}};
    stage.draw(StaffStage::kLandscape);
    CHECK(stage.shows("50,00%"));
}

// The province's messages on the first screen.

#include <doctest/doctest.h>

#include "ui/staff_stage.h"

namespace {

const std::string kShort = "Thứ Bảy tuần này làm việc buổi sáng";
// 140 letters, and wide ones.
const std::string kLong =
    "Từ ngày 23/11 đến hết 30/11/2026 miễn lệ phí khai sinh, khai tử, kết hôn nộp trực tuyến "
    "tại mọi phường, xã; mời ông/bà hỏi cán bộ quầy số 1.";

catalogue::Message message(const std::string& id, const std::string& words, desk::Day day) {
    return {.id = id, .from = day, .until = day, .text = {.vi = words, .en = "In English " + id}};
}

}  // namespace

TEST_CASE("a message stands on the first screen on its days, in the campaign and outside it") {
    StaffStage stage;
    stage.model.screen = app::Attract{};
    for (const bool running : {false, true}) {
        stage.world().campaign = running ? stage.model.rules.campaign : campaign::Campaign{};
        for (const std::string& words : {kShort, kLong, std::string(140, 'W')}) {
            // A word as long as that is nobody's, but it must not stick out.
            std::string said = words;
            for (std::size_t at = 12; words.front() == 'W' && at < said.size(); at += 13)
                said[at] = ' ';
            stage.world().messages = {message("m1", said, stage.today)};
            stage.hold(running ? "running" : "no campaign");
            CHECK(stage.shows("In English m1"));
        }
    }
    CHECK_MESSAGE(stage.report.clean(), stage.report.words());
}

TEST_CASE("where today no message holds, the first screen is as it was") {
    StaffStage stage;
    stage.model.screen = app::Attract{};
    const auto labels = [&] {
        stage.draw(StaffStage::kLandscape);
        std::vector<std::pair<std::string, ui::Box>> found;
        for (const auto& label : stage.probe.labels) found.emplace_back(label.text, label.ink);
        return found;
    };
    const auto before = labels();
    stage.world().messages = {message("m1", kShort, stage.today + std::chrono::days(1)),
                              message("m2", kShort, stage.today - std::chrono::days(1))};
    CHECK(labels() == before);
    stage.world().messages.push_back(message("m3", kShort, stage.today));
    CHECK(labels() != before);
    CHECK(stage.shows(kShort));
}

TEST_CASE("messages take turns by the minute, and none covers the way to begin") {
    StaffStage stage;
    stage.model.screen = app::Attract{};
    stage.world().messages = {message("m1", "Một", stage.today), message("m2", "Hai", stage.today)};
    for (const ui::Panel& panel : {StaffStage::kLandscape, StaffStage::kPortrait}) {
        stage.model.status.time.since_midnight = std::chrono::minutes(600);
        stage.draw(panel);
        CHECK(stage.shows("Một"));
        CHECK_FALSE(stage.shows("Hai"));
        stage.model.status.time.since_midnight = std::chrono::minutes(601);
        stage.draw(panel);
        CHECK(stage.shows("Hai"));
        for (const char* id : {"start", "language-vi", "language-en"})
            CHECK(stage.tap(panel, id).has_value());
    }
}

TEST_CASE("a visit begins in any language that is offered, in silence or read aloud") {
    StaffStage stage;
    stage.model.screen = app::Attract{};
    const std::vector<ui::Offer> all{{text::Language::vi, {700, 700}},
                                     {text::Language::en, {700, 700}},
                                     {text::Language::jra, {90, 700}},
                                     {text::Language::bdq, {7, 700}}};
    for (const bool voice : {false, true})
        for (std::size_t count = 1; count <= all.size(); ++count) {
            CAPTURE(count);
            stage.model.rules.voice = voice;
            stage.world().offered = {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)};
            stage.hold(std::to_string(count) + (voice ? " languages, aloud" : " languages"));
            for (const ui::Panel& panel : {StaffStage::kLandscape, StaffStage::kPortrait}) {
                for (std::size_t i = 0; i < count && count > 1; ++i) {
                    const auto asked =
                        stage.tap(panel, std::string("language-") + text::code_of(all[i].language));
                    REQUIRE(asked);
                    const auto* start = std::get_if<app::Start>(&*asked);
                    REQUIRE(start);
                    CHECK(start->language == all[i].language);
                    CHECK_FALSE(start->aloud);
                }
                const auto aloud = stage.tap(panel, "aloud");
                CHECK(aloud.has_value() == voice);
                if (aloud) CHECK(std::get<app::Start>(*aloud).aloud);
            }
        }
    CHECK_MESSAGE(stage.report.clean(), stage.report.words());
}

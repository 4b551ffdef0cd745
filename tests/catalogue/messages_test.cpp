#include "catalogue/messages.h"

#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"

using catalogue::load_messages;
using catalogue::Messages;
using std::chrono::minutes;

namespace {

constexpr const char* kGood = R"({"format": 1, "messages": [
  {"id": "m1", "from": "2026-11-01", "until": "2026-11-30",
   "vi": "Thứ Bảy tuần này làm việc buổi sáng", "en": "Open on Saturday morning"},
  {"id": "m2", "from": "2026-11-10", "until": "2026-11-10", "vi": "Hôm nay", "en": "Today"}]})";

Result<Messages> read(const std::string& bytes) {
    const TempDir dir;
    must(files::write_atomically(dir / "messages.json", bytes));
    // Of a script only: whatever has no glyph in our fonts.
    return load_messages(
        dir / "messages.json",
        {.has_glyph = [](char32_t letter) { return letter < 0x2000; }, .has_icon = {}});
}

std::string good_with(const std::string& from, const std::string& to) {
    std::string bytes = kGood;
    const std::size_t at = bytes.find(from);
    REQUIRE(at != bytes.npos);
    return bytes.replace(at, from.size(), to);
}

std::chrono::sys_days day(unsigned of_november) {
    return std::chrono::sys_days(std::chrono::year(2026) / 11 / std::chrono::day(of_november));
}

}  // namespace

TEST_CASE("messages are read whole, with both their days") {
    const Messages messages = must(read(kGood));
    REQUIRE(messages.size() == 2);
    CHECK(messages[0] == catalogue::Message{.id = "m1",
                                            .from = day(1),
                                            .until = day(30),
                                            .text = {.vi = "Thứ Bảy tuần này làm việc buổi sáng",
                                                     .en = "Open on Saturday morning"}});
    CHECK(must(read(R"({"format": 1, "messages": []})")).empty());
}

TEST_CASE("a message may be in Jrai and Bahnar too, in one spelling and in letters of today") {
    const auto with = [](const std::string& more) {
        return read(good_with("\"en\": \"Today\"", "\"en\": \"Today\", " + more));
    };
    const Messages messages = must(with(R"("jra": "Ƀing c̆ar", "bdq": "'meh")"));
    CHECK(messages[1].text.jra == "Ƀing čar");
    CHECK(messages[1].text.in(text::Language::bdq) == "‘meh");
    CHECK(messages[0].text.in(text::Language::jra) == messages[0].text.vi);
    const std::string old = must_fail(with(R"("jra": "{uh")"));
    CAPTURE(old);
    CHECK(old.find("message m2 (entry 2): \"jra\": \"{uh\" is in the font encoding") != old.npos);
    CHECK(old.find("\"Ƀuh\"") != old.npos);
    CHECK(must_fail(with(R"("bdq": "ĕ̂")")).find("wrong order") != std::string::npos);
    CHECK(must_fail(with(R"("jra": "")")).find("\"jra\" has 0 letters") != std::string::npos);
    CHECK(must_fail(with(R"("fr": "a")")).find("\"fr\" is not a known key") != std::string::npos);
}

TEST_CASE("a message holds from its first day to its last, and several take turns by the minute") {
    const Messages messages = must(read(kGood));
    const auto shown = [&](unsigned of_november, int minute) {
        const auto* message = catalogue::message_at(messages, day(of_november), minutes(minute));
        return message ? message->id : std::string();
    };
    CHECK(catalogue::message_at(messages, day(1) - std::chrono::days(1), minutes(0)) == nullptr);
    CHECK(shown(1, 0) == "m1");
    CHECK(shown(30, 1439) == "m1");
    CHECK(catalogue::message_at(messages, day(30) + std::chrono::days(1), minutes(0)) == nullptr);
    CHECK(shown(10, 600) == "m1");
    CHECK(shown(10, 601) == "m2");
    CHECK(shown(10, 602) == "m1");
    CHECK(catalogue::message_at({}, day(10), minutes(0)) == nullptr);
}

TEST_CASE("each mistake is refused with the file, the message and what to do") {
    struct Mistake {
        std::string bytes, says;
    };
    std::string nine = R"({"format": 1, "messages": [)";
    for (int i = 0; i < 9; ++i) nine += std::string(i ? "," : "") + "{}";
    const std::string long_text(141, 'a');
    const Mistake mistakes[] = {
        {good_with("\"format\": 1", "\"format\": 2"), "\"format\" must be 1"},
        {nine + "]}", "at most 8 messages"},
        {R"({"format": 1})", "\"messages\" must list"},
        {good_with("\"m2\"", "\"m1\""), "message m1 (entry 2): this id stands twice"},
        {good_with("\"from\": \"2026-11-01\"", "\"from\": \"2026-11-31\""),
         "message m1 (entry 1): \"from\" must be a day"},
        {good_with("\"until\": \"2026-11-30\",", ""), "\"until\" is missing"},
        {good_with("\"until\": \"2026-11-30\"", "\"until\": \"2026-10-30\""),
         "\"until\" is before \"from\""},
        {good_with("Open on Saturday morning", long_text), "\"en\" has 141 letters; give 1 to 140"},
        {good_with("Hôm nay", "Ho\u0302m nay"), "\"vi\" is not NFC"},
        {good_with("Hôm nay", "Hôm nay \u4e2d"), "which the fonts cannot draw"},
        {good_with("Hôm nay", "Hôm\\nnay"), "control character"},
        {good_with("\"vi\": \"Hôm nay\", ", ""), "\"vi\" is missing"},
        {good_with("\"id\": \"m2\"", "\"id\": \"m2\", \"fr\": \"x\""), "\"fr\" is not a known key"},
        {std::string(catalogue::kMessageBytesMax + 1, ' '), "messages.json"},
        {kGood + std::string("x"), "not usable JSON"},
    };
    for (const Mistake& one : mistakes) {
        CAPTURE(one.says);
        const std::string message = must_fail(read(one.bytes));
        CAPTURE(message);
        CHECK(message.find("messages.json") != message.npos);
        CHECK(message.find(one.says) != message.npos);
    }
    CHECK(load_messages("/nowhere/messages.json").error().code == Error::Code::not_found);
}

TEST_CASE("140 letters are enough, however many bytes they take") {
    std::string text;
    for (int i = 0; i < 140; ++i) text += "ế";
    CHECK(must(read(good_with("Hôm nay", text)))[1].text.vi == text);
}

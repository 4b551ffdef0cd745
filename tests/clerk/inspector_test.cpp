#include "clerk/inspector.h"

#include <algorithm>
#include <fstream>

#include "base/files.h"
#include "clerk/counter.h"

using desk::Condition;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

desk::Health look(Counter& counter) {
    return counter.ask<desk::HealthCame>(desk::AskHealth{}).health;
}

std::optional<desk::HealthLine> find(const desk::Health& health, const std::string& id) {
    const auto line = std::ranges::find(health.lines, id, &desk::HealthLine::id);
    return line == health.lines.end() ? std::nullopt : std::optional(*line);
}
desk::HealthLine line(Counter& counter, const std::string& id) {
    const auto found = find(look(counter), id);
    REQUIRE(found);
    return *found;
}

bool has(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
}

/// The agent's status with one place changed, written `ago`.
void tell_status(const Counter& counter, const std::string& from, const std::string& to,
                 std::chrono::milliseconds ago = 1min) {
    std::string bytes = R"({"v":1,"enrolled":true,"province":"Gia Lai","words":"mây sông gạo trâu",
"state":"ok","last_receipt":"2026-11-23T09:05:07Z","unsent":0,"oldest_unsent":"","next_s":300})";
    const std::size_t at = bytes.find(from);
    REQUIRE(at != bytes.npos);
    bytes.replace(at, from.size(), to);
    fs::create_directories(counter.state() + "/agent");
    const std::string path = counter.state() + "/agent/status.json";
    std::ofstream(path) << bytes;
    fs::last_write_time(path, std::chrono::file_clock::from_sys(counter.clock.wall() - ago));
}

void heat(const Counter& counter, const std::string& zone, const std::string& millidegrees) {
    const std::string folder = counter / ("thermal/" + zone);
    fs::create_directories(folder);
    std::ofstream(folder + "/temp") << millidegrees << "\n";
}

}  // namespace

TEST_CASE("every line has words, and a sound kiosk has nothing to warn of") {
    Counter counter(Counter::Journal::season);
    counter.open();
    heat(counter, "thermal_zone0", "41500");
    counter.vitals.network = counter.vitals.touch_panel = true;
    counter.vitals.started = counter.clock.now() - 49h;
    counter.vitals.last_touch = counter.clock.wall() - 1min;
    counter.vitals.taps = {1000, 234};
    counter.vitals.frames = 5210;
    counter.vitals.slowest = 34ms;
    const desk::Health health = look(counter);
    CHECK(health.lines.size() == 12);
    for (const desk::HealthLine& one : health.lines) {
        CAPTURE(one.id);
        CHECK_FALSE(one.value.empty());
        CHECK_FALSE(has(one.value, "health."));
        CHECK_FALSE(has(one.value, "{"));
        CHECK(one.condition != Condition::warn);
    }
    CHECK(find(health, "touch")->value == "1.234 chạm, cuối 16:30");
    CHECK(find(health, "frames")->value == "5.210 khung, chậm nhất 34 ms");
    CHECK(find(health, "version")->value == "motcua 0.0.1, bật 2 ngày 1 giờ");
    CHECK(find(health, "temperature")->value == "41 °C");
    CHECK(has(find(health, "catalogue")->value, "560 thủ tục"));
    CHECK(health.taps == counter.vitals.taps);
}

TEST_CASE("a clock that nobody sets, no network and slow frames are warned of") {
    Counter counter;
    counter.open();
    CHECK(line(counter, "clock").condition == Condition::good);
    counter.clock.set_synchronised(false);
    CHECK(line(counter, "clock").condition == Condition::warn);
    CHECK(line(counter, "network").condition == Condition::warn);
    CHECK(line(counter, "frames").condition == Condition::good);
    counter.vitals.slowest = 101ms;
    CHECK(line(counter, "frames").condition == Condition::warn);
    CHECK(line(counter, "catalogue").condition == Condition::good);
    counter.clock.push(24h * 200);
    CHECK(line(counter, "catalogue").condition == Condition::warn);
}

TEST_CASE("the touch panel: absent, untouched, stuck in a cell, or silent for too long") {
    Counter counter;
    counter.open();
    CHECK(line(counter, "touch").condition == Condition::warn);
    counter.vitals.touch_panel = true;
    CHECK(line(counter, "touch").condition == Condition::good);
    counter.vitals.last_touch = counter.clock.wall();
    counter.vitals.taps = {7};
    CHECK(line(counter, "touch").condition == Condition::good);
    counter.clock.push(4h + 1min);
    CHECK(line(counter, "touch").condition == Condition::warn);
    counter.vitals.stuck = 6;
    const desk::HealthLine stuck = line(counter, "touch");
    CHECK(stuck.condition == Condition::warn);
    CHECK(has(stuck.value, "Ô 7 "));
    CHECK(look(counter).stuck == 6);
}

TEST_CASE("a disk with little room is warned of, with what is left of it" *
          doctest::skip(!kMayMount)) {
    Counter counter;
    CHECK(line(counter, "disk").condition == Condition::good);
    REQUIRE(mount("disk", counter.state().c_str(), "tmpfs", 0, "size=400m") == 0);
    const desk::HealthLine small = line(counter, "disk");
    umount2(counter.state().c_str(), MNT_DETACH);
    CHECK(small.condition == Condition::warn);
    CHECK(small.value == "Trống 0,4/0,4 GB");
    fs::remove_all(counter.state());
    CHECK(line(counter, "disk").condition == Condition::warn);
}

TEST_CASE("the journal's rows are told, that it fails, and what a full check found") {
    Counter counter(Counter::Journal::season);
    counter.open();
    const std::int64_t size = must(counter.reader().head()).size;
    const desk::HealthLine unchecked = line(counter, "journal");
    CHECK(unchecked.condition == Condition::good);
    CHECK(has(unchecked.value, " dòng, "));
    CHECK(has(line(counter, "unsent").value, " dòng"));
    CHECK(size > 1000);
    counter.deed(desk::CheckAll{});
    const desk::HealthLine sound = line(counter, "journal");
    CHECK(sound.condition == Condition::good);
    CHECK(has(sound.value, "; kiểm 16:31: nguyên vẹn"));

    counter.writer().stop();
    std::string bytes = must(files::read(counter.journal(), 256 << 20));
    const std::size_t at = bytes.rfind("CB01 2026-11-20 1 counter");
    REQUIRE(at != std::string::npos);
    bytes[at + 16] = '2';
    must(files::write_atomically(counter.journal(), bytes));
    counter.deed(desk::CheckAll{});
    const desk::HealthLine damaged = line(counter, "journal");
    CHECK(damaged.condition == Condition::warn);
    CHECK(has(damaged.value, "; kiểm 16:31: có lỗi"));

    fs::remove(counter.journal());
    CHECK(line(counter, "journal").value == counter.words()("health.say.journal_failing"));
    CHECK(line(counter, "journal").condition == Condition::warn);
    CHECK(line(counter, "unsent").condition == Condition::warn);
}

TEST_CASE("a journal that does not reach its disk is warned of while it is so" *
          doctest::skip(!kMayMount)) {
    Counter counter;
    const FullDisk disk(counter);
    counter.open();
    CHECK(line(counter, "journal").condition == Condition::warn);
    disk.make_room();
    clerk::Pen(counter.around(), counter.bell()).note(journal::staff_in("CB01"));
    CHECK(counter.rows().size() == 1);
    CHECK(line(counter, "journal").condition == Condition::good);
}

TEST_CASE("the hottest zone is told; without a thermometer there is no such line") {
    Counter counter;
    counter.open();
    CHECK_FALSE(find(look(counter), "temperature"));
    fs::create_directories(counter / "thermal/cooling_device0");
    heat(counter, "thermal_zone0", "0");
    heat(counter, "thermal_zone1", "warm");
    CHECK_FALSE(find(look(counter), "temperature"));
    heat(counter, "thermal_zone2", "52000");
    heat(counter, "thermal_zone3", "84999");
    heat(counter, "thermal_zone4", "-5000");
    CHECK(line(counter, "temperature").value == "84 °C");
    CHECK(line(counter, "temperature").condition == Condition::good);
    heat(counter, "thermal_zone3", "85000");
    CHECK(line(counter, "temperature").condition == Condition::warn);
}

TEST_CASE("more noise than use on a day is warned of") {
    Counter counter;
    {
        journal::Journal journal = must(journal::Journal::open(
            {.path = counter.journal(), .boot = std::string(32, '0'), .today = counter.today()}));
        const auto row = [&](journal::Event event, journal::Verdict verdict) {
            return journal::Record{.event = std::move(event),
                                   .minute = journal::minute_of(counter.clock.wall()),
                                   .trusted = true,
                                   .verdict = verdict};
        };
        const std::vector<journal::Record> ghost{
            row(journal::visit_began(), journal::Verdict::ghost_burst)};
        must(journal.append(std::vector{row(journal::visit_began(), journal::Verdict::counted)}));
        must(journal.append(ghost));
        CHECK(line(counter, "filtered").condition == Condition::good);
        must(journal.append(ghost));
    }
    CHECK(line(counter, "filtered").value == "2 dòng");
    CHECK(line(counter, "filtered").condition == Condition::warn);
}

TEST_CASE("without an agent the page says so, and nobody can connect") {
    Counter counter;
    counter.open();
    CHECK(line(counter, "sync").value == "Chưa nối với tỉnh");
    CHECK(line(counter, "sync").condition == Condition::unknown);
    CHECK_FALSE(find(look(counter), "words"));
    CHECK_FALSE(look(counter).agent);
}

TEST_CASE("a connected kiosk tells when the province was heard, what waits, and its four words") {
    Counter counter;
    counter.open();
    tell_status(counter, "", "");
    CHECK(look(counter).agent);
    CHECK(line(counter, "sync").value == "Gia Lai, lần cuối 16:05");
    CHECK(line(counter, "sync").condition == Condition::good);
    CHECK(line(counter, "unsent").value == "Đã gửi hết");
    CHECK(line(counter, "unsent").condition == Condition::good);
    CHECK(line(counter, "words").value == "mây sông gạo trâu");

    tell_status(counter, "\"unsent\":0,\"oldest_unsent\":\"\"",
                "\"unsent\":1234,\"oldest_unsent\":\"2026-11-21\"");
    CHECK(line(counter, "unsent").value == "1.234 số liệu, từ 21/11/2026");
    CHECK(line(counter, "unsent").condition == Condition::good);
    tell_status(counter, "\"unsent\":0,\"oldest_unsent\":\"\"",
                "\"unsent\":5,\"oldest_unsent\":\"2026-11-20\",\"bad\":2");
    CHECK(line(counter, "unsent").value == "5 số liệu, từ 20/11/2026; 2 không được nhận");
    CHECK(line(counter, "unsent").condition == Condition::warn);
}

TEST_CASE("a province that is not heard, or does not want us, is warned of") {
    Counter counter;
    counter.open();
    tell_status(counter, "2026-11-23T09:05:07Z", "2026-11-22T02:05:07Z");
    CHECK(line(counter, "sync").value == "Gia Lai, lần cuối 22/11/2026 09:05");
    CHECK(line(counter, "sync").condition == Condition::warn);
    tell_status(counter, "2026-11-23T09:05:07Z", "");
    CHECK(line(counter, "sync").value == "Gia Lai, lần cuối chưa có");
    CHECK(line(counter, "sync").condition == Condition::warn);
    tell_status(counter, "\"ok\"", "\"refused\"");
    CHECK(line(counter, "sync").value == "Bị tỉnh từ chối; lần cuối 16:05");
    CHECK(line(counter, "sync").condition == Condition::warn);
    tell_status(counter, "\"ok\"", "\"offline\"");
    CHECK(line(counter, "sync").value == "Chưa liên lạc được; lần cuối 16:05");
    CHECK(line(counter, "sync").condition == Condition::good);  // It was heard half an hour ago.
    tell_status(counter, "\"enrolled\":true", "\"enrolled\":false");
    CHECK(line(counter, "sync").value == "Chưa được tỉnh nhận");
    CHECK_FALSE(find(look(counter), "words"));
    CHECK(look(counter).agent);
    tell_status(counter, "\"v\":1", "\"v\":9");
    CHECK(line(counter, "sync").value == "Không đọc được");
    CHECK(line(counter, "sync").condition == Condition::warn);
}

TEST_CASE("an agent that is later than it said has stopped, and the last receipt is shown") {
    Counter counter;
    counter.open();
    tell_status(counter, "", "", 300s + 9min);
    CHECK(line(counter, "sync").condition == Condition::good);
    tell_status(counter, "", "", 300s + 11min);
    CHECK(line(counter, "sync").value == "Bộ gửi đã dừng; lần cuối 16:05");
    CHECK(line(counter, "sync").condition == Condition::warn);
    // While the province is away it may have nothing to say for hours.
    tell_status(counter, "\"ok\"", "\"offline\"", 3h);
    CHECK(line(counter, "sync").value == "Chưa liên lạc được; lần cuối 16:05");
}

#include "shell/night.h"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"

using namespace std::chrono;

namespace {

sys_days date(int month, int number) { return sys_days(year(2027) / month / number); }

settings::Settings shipped() {
    settings::Settings settings = must(settings::load(SOURCE_DIR "/config/kiosk.toml"));
    settings.holidays = must(settings::load_holidays(SOURCE_DIR "/config/holidays.toml"));
    return settings;
}

app::Status at(const settings::Settings& settings, sys_days on_day, minutes minute,
               bool trusted = true) {
    app::Status status;
    status.clock_trusted = trusted;
    status.today = on_day;
    status.time = {
        .day = year_month_day(on_day), .weekday = weekday(on_day), .since_midnight = minute};
    shell::tell_hours(status, shell::hours_of(settings), settings);
    return status;
}

}  // namespace

TEST_CASE("the glass dims and goes dark as told; without a word it dims and is never off") {
    const settings::Settings told = shipped();
    CHECK(told.night.dim_after == 10min);
    CHECK(told.night.off_after == 30min);
    CHECK(told.night.on_before == 15min);
    const TempDir dir;
    std::string before = must(files::read(SOURCE_DIR "/config/kiosk.toml", 64 << 10));
    const std::size_t from = before.find("[night]");
    before.erase(from, before.find("[visit]") - from);
    must(files::write_atomically(dir / "kiosk.toml", before));
    const settings::Settings old = must(settings::load(dir / "kiosk.toml"));
    CHECK(old.night.dim_after == 10min);
    CHECK(old.night.off_after == 0min);
}

TEST_CASE("in opening hours nothing is said of closing") {
    const app::Status status = at(shipped(), date(1, 4), 9h);  // A Monday.
    CHECK(status.open);
    CHECK_FALSE(status.opens);
    CHECK_FALSE(status.opens_soon);
    CHECK_FALSE(status.holiday);
}

TEST_CASE("outside them it is said when the doors open, and light is wanted a little before") {
    settings::Settings settings = shipped();
    settings.night.on_before = minutes(15);
    const app::Status lunch = at(settings, date(1, 4), 11h + 30min);
    CHECK_FALSE(lunch.open);
    CHECK(lunch.opens == app::Opening{.day = date(1, 4), .minute = 13h});
    CHECK_FALSE(lunch.opens_soon);
    CHECK_FALSE(at(settings, date(1, 4), 18h).opens_soon);  // Tomorrow is far.
    CHECK_FALSE(at(settings, date(1, 4), 12h + 44min).opens_soon);
    CHECK(at(settings, date(1, 4), 12h + 45min).opens_soon);
    settings.night.on_before = minutes(0);
    CHECK_FALSE(at(settings, date(1, 4), 12h + 59min).opens_soon);
    const app::Status never = at(settings::Settings{}, date(1, 4), 9h);
    CHECK_FALSE(never.open);
    CHECK_FALSE(never.opens);
}

TEST_CASE("a holiday is told with its name, and the day after it") {
    const app::Status status = at(shipped(), date(4, 16), 9h);  // A Friday: Giỗ Tổ.
    CHECK_FALSE(status.open);
    REQUIRE(status.holiday);
    CHECK(status.holiday->vi == "Giỗ Tổ Hùng Vương");
    CHECK(status.opens == app::Opening{.day = date(4, 17), .minute = 7h});
    const app::Status next = at(shipped(), date(4, 17), 18h);
    CHECK_FALSE(next.holiday);
    CHECK(next.opens == app::Opening{.day = date(4, 19), .minute = 7h});
    // Tết of 2027, from its first day to its last.
    for (const int number : {6, 8}) {
        const app::Status tet = at(shipped(), date(2, number), 9h);
        CHECK_FALSE(tet.open);
        CHECK(tet.opens == app::Opening{.day = date(2, 9), .minute = 7h});
    }
    // 30/4 is a Friday and 1/5 a Saturday: until Monday.
    CHECK(at(shipped(), date(4, 30), 9h).opens == app::Opening{.day = date(5, 3), .minute = 7h});
}

TEST_CASE("who opens just after midnight has light before it") {
    settings::Settings settings = shipped();
    settings.night.on_before = minutes(15);
    settings.opening[2] = {{.from = 5min, .to = 24h}};
    CHECK_FALSE(at(settings, date(1, 4), 23h + 49min).opens_soon);
    CHECK(at(settings, date(1, 4), 23h + 50min).opens_soon);
    CHECK(at(settings, date(1, 5), 23h + 59min).open);
    CHECK(at(settings, date(1, 6), 0min).opens == app::Opening{.day = date(1, 6), .minute = 7h});
}

TEST_CASE("a day that is worked instead is open, and no holiday") {
    settings::Settings settings = shipped();
    settings.holidays.worked = {{.day = date(4, 25), .like = Friday},   // A Sunday.
                                {.day = date(4, 30), .like = Friday}};  // A holiday.
    for (const sys_days day : {date(4, 25), date(4, 30)}) {
        CHECK(at(settings, day, 15h).open);
        const app::Status lunch = at(settings, day, 12h);
        CHECK_FALSE(lunch.holiday);
        CHECK(lunch.opens == app::Opening{.day = day, .minute = 13h});
    }
}

TEST_CASE("a clock that is not trusted closes nothing") {
    const app::Status status = at(shipped(), date(4, 16), 9h, false);
    CHECK(status.open);
    CHECK_FALSE(status.holiday);
}

TEST_CASE("the light goes with the attract screen, and who woke it must see before they press") {
    shell::Night night;
    app::Model model;
    const Instant now{1h};
    CHECK(night.light(model, now));
    CHECK_FALSE(night.blind(now));
    model.screen = app::Attract{.dimmed = true};
    CHECK(night.light(model, now));
    model.screen = app::Attract{.dimmed = true, .dark = true};
    CHECK_FALSE(night.light(model, now));
    CHECK_FALSE(night.light(model, now + 8h));
    model.screen = app::Attract{};
    CHECK(night.light(model, now + 9h));
    CHECK(night.blind(now + 9h + shell::Night::kLightsUp - 1ms));
    CHECK_FALSE(night.blind(now + 9h + shell::Night::kLightsUp));
    model.screen = app::Home{};
    CHECK(night.light(model, now + 10h));
    CHECK_FALSE(night.blind(now + 10h));
}

TEST_CASE("the picture goes once round in small steps, and never farther than it may") {
    constexpr double kPixelsPerMm = 1920.0 / 476;
    const double far = ui::kShiftMm * kPixelsPerMm;
    std::set<std::pair<int, int>> places;
    ui::Shift before = shell::shift_at(Instant(minutes(-1)), kPixelsPerMm);
    for (int minute = 0; minute < 48; ++minute) {
        const ui::Shift now = shell::shift_at(Instant(minutes(minute)), kPixelsPerMm);
        CHECK(now == shell::shift_at(Instant(minutes(minute) + 59s), kPixelsPerMm));
        CHECK(now != before);
        CHECK(std::hypot(now.x - before.x, now.y - before.y) <= far);
        CHECK(std::abs(now.x) <= far);
        CHECK(std::abs(now.y) <= far);
        places.emplace(now.x, now.y);
        before = now;
    }
    CHECK(places.size() == 16);
}

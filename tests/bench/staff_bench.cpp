// What the staff screens cost over a journal of five years: asking the journal for what a screen
// shows (off the drawing thread), and drawing and painting it, beside a plain scan of the rows
// and beside filling every pixel once.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "app/update.h"
#include "bench/cpu_time.h"
#include "desk/update.h"
#include "journal/reader.h"
#include "paint/raster.h"
#include "shell/resources.h"
#include "support/scratch_folder.h"
#include "ui/glass.h"

namespace {

constexpr int kWidth = 1920, kHeight = 1080;
constexpr int kRounds = 31;

/// The newest business day of a journal.
Result<tally::Day> last_day(const std::string& path) {
    journal::Reader reader = TRY(journal::Reader::open(path));
    const std::vector<journal::Entry> newest = TRY(reader.newest(1));
    if (newest.empty()) return Error{Error::Code::not_found, "the journal is empty"};
    return newest.front().day;
}

class Bench {
public:
    Bench(const std::string& path, ui::Glass& glass, const ui::World& world, tally::Day today)
        : path_(path), glass_(glass), world_(world), pixels_(std::size_t{kWidth} * kHeight) {
        model_.rules.campaign = world.campaign;
        model_.rules.campaign.first_day = today - std::chrono::days(99);
        model_.rules.campaign.last_day = today;
        model_.status.today = today;
        model_.touched_at = model_.shown_at = now_;
        desk_.staff = "QL01";
        desk_.manager = true;
    }

    void run() {
        floor_ = median_cpu_ms(kRounds,
                               [&](int) { std::fill(pixels_.begin(), pixels_.end(), ++grey_); });
        std::printf("\nStaff screens, CPU (median of %d)\n", kRounds);
        std::printf("  %-30s %14s %14s\n", "", "ask the journal", "draw and paint");
        tallies("today", desk::Span::day);
        tallies("a week", desk::Span::week);
        tallies("a month", desk::Span::month);
        tallies("a campaign of 100 days", desk::Span::campaign);
        campaign();
        book();
        std::printf("  %-30s %14s %11.3f ms\n", "floor: fill every pixel", "", floor_);
    }

private:
    journal::Reader open() {
        auto reader = journal::Reader::open(path_);
        if (!reader) fail(reader.error());
        return std::move(*reader);
    }
    template <class T>
    T need(Result<T> result) {
        if (!result) fail(result.error());
        return std::move(*result);
    }
    [[noreturn]] static void fail(const Error& error) {
        std::fprintf(stderr, "motcua-bench-staff: %s\n", error.message.c_str());
        std::exit(1);
    }

    void paint(app::Screen screen) {
        model_.screen = std::move(screen);
        glass_.draw(world_, model_, {.width = kWidth, .height = kHeight}, {}, now_);
        raster_.draw(
            glass_.quads(), glass_.atlas(),
            {.pixels = pixels_.data(), .width = kWidth, .height = kHeight, .pitch = kWidth});
    }

    void print(const char* what, double asking) {
        std::vector<double> times;
        for (int i = 0; i < kRounds; ++i) {
            paint(app::Attract{});  // Between two showings everything else was on the glass.
            app::Screen screen = app::Staff{desk_};
            const double before = cpu_ms();
            paint(std::move(screen));
            times.push_back(cpu_ms() - before);
        }
        std::printf("  %-30s %11.3f ms %11.3f ms\n", what, asking, median_of(std::move(times)));
    }

    void tallies(const char* what, desk::Span span) {
        const campaign::Campaign& campaign = model_.rules.campaign;
        const tally::Day today = model_.status.today;
        const tally::Period period = desk::period_of(span, today, campaign);
        const tally::Period before = desk::compared(span, period, -1, today, campaign);
        desk::Figures figures;
        figures.day_before_period = figures.week_before_period = before;
        const double asking = median_cpu_ms(kRounds, [&](int) {
            journal::Reader reader = open();
            figures.report = need(reader.report(period));
            if (before.days() > 0) figures.day_before = need(reader.total(before));
            if (before.days() > 0) figures.week_before = need(reader.total(before));
        });
        desk_.screen = desk::Tallies{.span = span, .anchor = today};
        desk_.facts.figures = figures;
        print(what, asking);
    }

    void campaign() {
        const campaign::Campaign& campaign = model_.rules.campaign;
        const double asking = median_cpu_ms(kRounds, [&](int) {
            journal::Reader reader = open();
            desk_.facts.campaign_days = need(reader.days({campaign.first_day, campaign.last_day}));
        });
        desk_.screen = desk::CampaignView{};
        print("campaign, 100 days", asking);
    }

    void book() {
        const double asking = median_cpu_ms(kRounds, [&](int) {
            journal::Reader reader = open();
            desk_.facts.recorded = need(reader.recorded(200));
        });
        desk_.screen = desk::Book{};
        print("what was recorded", asking);
    }

    std::string path_;
    ui::Glass& glass_;
    const ui::World& world_;
    std::vector<std::uint32_t> pixels_;
    paint::Raster raster_;
    app::Model model_;
    desk::Desk desk_;
    Instant now_{std::chrono::hours(1)};
    std::uint32_t grey_ = 0;
    double floor_ = 0;
};

Result<> bench(const std::string& path) {
    const ScratchFolder state = TRY(ScratchFolder::make());
    ui::Glass glass = TRY(ui::Glass::open(SOURCE_DIR "/assets/fonts"));
    const auto resources = TRY(shell::Resources::load(
        {.config = SOURCE_DIR "/config", .assets = SOURCE_DIR "/assets", .state = state.path()},
        glass));
    const tally::Day today = TRY(last_day(path));
    Bench(path, glass, resources->world(), today).run();
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    std::string path;
    CLI::App app("What the staff screens cost over a journal, made by motcua-bench-tally");
    app.add_option("--journal", path, "the journal file")->required();
    CLI11_PARSE(app, argc, argv);
    const auto done = bench(path);
    if (done) return 0;
    std::fprintf(stderr, "motcua-bench-staff: %s\n", done.error().message.c_str());
    return 1;
}

// What the staff screens cost over a journal of five years: asking the journal for what a screen
// shows (off the drawing thread) beside asking a journal of two days for the same screen, and
// drawing and painting it beside filling every pixel once. CPU time.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/update.h"
#include "bench/cpu_time.h"
#include "bench/figures.h"
#include "bench/made_journal.h"
#include "desk/update.h"
#include "journal/reader.h"
#include "paint/raster.h"
#include "shell/resources.h"
#include "support/scratch_folder.h"
#include "ui/glass.h"

namespace {

constexpr int kWidth = 1920, kHeight = 1080;
constexpr std::int64_t kSmall = 1'000;

struct Order {
    std::string folder = BINARY_DIR "/bench-journals";
    bool quick = false;
    int rounds() const { return quick ? 5 : 31; }
    std::int64_t rows() const { return quick ? 10'000 : 1'000'000; }
};

/// A journal and the day that is today in it.
struct Kept {
    std::string path;
    tally::Day today;
    campaign::Campaign campaign;
};

Result<Kept> kept(const Order& order, std::int64_t rows, campaign::Campaign campaign) {
    Kept kept{.path = TRY(bench::made_journal(order.folder, rows)),
              .today = bench::day_of_row(rows),
              .campaign = std::move(campaign)};
    kept.campaign.first_day = kept.today - std::chrono::days(99);
    kept.campaign.last_day = kept.today;
    return kept;
}

class Bench {
public:
    Bench(const Order& order, ui::Glass& glass, const ui::World& world, Kept large, Kept small)
        : order_(order),
          large_(std::move(large)),
          small_(std::move(small)),
          glass_(glass),
          world_(world),
          pixels_(std::size_t{kWidth} * kHeight) {
        model_.rules.campaign = large_.campaign;
        model_.status.today = large_.today;
        model_.touched_at = model_.shown_at = now_;
        desk_.staff = "QL01";
        desk_.manager = true;
    }

    Result<> run() {
        TRY(tallies("today", desk::Span::day));
        TRY(tallies("a week", desk::Span::week));
        TRY(tallies("a month", desk::Span::month));
        TRY(tallies("100 days", desk::Span::campaign));
        TRY(campaign());
        return book();
    }

private:
    void paint(app::Screen screen) {
        model_.screen = std::move(screen);
        glass_.draw(world_, model_, {.width = kWidth, .height = kHeight}, {}, now_);
        raster_.draw(
            glass_.quads(), glass_.atlas(),
            {.pixels = pixels_.data(), .width = kWidth, .height = kHeight, .pitch = kWidth});
    }

    /// What is asked for a screen, of both journals turn by turn. The last answer is the large
    /// one's: that is what is drawn.
    Result<> ask(const char* what, const std::function<Result<>(const Kept&)>& asking) {
        Figure figure{.group = "tallies",
                      .name = fmt::format("staff ask: {}", what),
                      .unit = "ms",
                      .ours = {},
                      .peer_name = "the same with 10^3 rows",
                      .ours_at_most = 10,
                      .note = "the file is opened for it, as staff screens do"};
        for (int round = 0; round < order_.rounds(); ++round) {
            double before = cpu_ms();
            TRY(asking(small_));
            figure.peer.push_back(cpu_ms() - before);
            before = cpu_ms();
            TRY(asking(large_));
            figure.ours.push_back(cpu_ms() - before);
        }
        hand_over(figure);
        return {};
    }

    void draw(const char* what) {
        Figure figure{.group = "tallies",
                      .name = fmt::format("staff see: {}", what),
                      .unit = "ms",
                      .ours = {},
                      .peer_name = "fill every pixel",
                      .note = "all of 1920 × 1080 changed, drawn and painted, without a window"};
        for (int i = 0; i < order_.rounds(); ++i) {
            paint(app::Attract{});  // Between two showings everything else was on the glass.
            app::Screen screen = app::Staff{desk_};
            double before = cpu_ms();
            paint(std::move(screen));
            figure.ours.push_back(cpu_ms() - before);
            before = cpu_ms();
            std::fill(other_.begin(), other_.end(), ++grey_);
            figure.peer.push_back(cpu_ms() - before);
        }
        hand_over(figure);
    }

    Result<> tallies(const char* what, desk::Span span) {
        desk::Figures figures;
        const auto asking = [&](const Kept& kept) -> Result<> {
            const tally::Period period = desk::period_of(span, kept.today, kept.campaign);
            const tally::Period before =
                desk::compared(span, period, -1, kept.today, kept.campaign);
            figures.day_before_period = figures.week_before_period = before;
            journal::Reader reader = TRY(journal::Reader::open(kept.path));
            figures.report = TRY(reader.report(period));
            if (before.days() <= 0) return {};
            figures.day_before = TRY(reader.total(before));
            figures.week_before = TRY(reader.total(before));
            return {};
        };
        TRY(ask(what, asking));
        desk_.screen = desk::Tallies{.span = span, .anchor = large_.today};
        desk_.facts.figures = figures;
        draw(what);
        return {};
    }

    Result<> campaign() {
        const auto asking = [&](const Kept& kept) -> Result<> {
            const campaign::Campaign& of = kept.campaign;
            journal::Reader reader = TRY(journal::Reader::open(kept.path));
            desk_.facts.campaign_days = TRY(reader.days({of.first_day, of.last_day}));
            return {};
        };
        constexpr auto kWhat = "the campaign, day by day";
        TRY(ask(kWhat, asking));
        desk_.screen = desk::CampaignView{};
        draw(kWhat);
        return {};
    }

    Result<> book() {
        const auto asking = [&](const Kept& kept) -> Result<> {
            journal::Reader reader = TRY(journal::Reader::open(kept.path));
            desk_.facts.recorded = TRY(reader.recorded(200));
            return {};
        };
        constexpr auto kWhat = "the 200 rows recorded last";
        TRY(ask(kWhat, asking));
        desk_.screen = desk::Book{};
        draw(kWhat);
        return {};
    }

    Order order_;
    Kept large_, small_;
    ui::Glass& glass_;
    const ui::World& world_;
    std::vector<std::uint32_t> pixels_, other_ = pixels_;
    paint::Raster raster_;
    app::Model model_;
    desk::Desk desk_;
    Instant now_{std::chrono::hours(1)};
    std::uint32_t grey_ = 0;
};

Result<> run(const Order& order) {
    const ScratchFolder state = TRY(ScratchFolder::make());
    ui::Glass glass = TRY(ui::Glass::open(SOURCE_DIR "/assets/fonts"));
    const auto resources = TRY(shell::Resources::load(
        {.config = SOURCE_DIR "/config", .assets = SOURCE_DIR "/assets", .state = state.path()},
        glass));
    const ui::World world = resources->world();
    Kept large = TRY(kept(order, order.rows(), world.campaign));
    Kept small = TRY(kept(order, kSmall, world.campaign));
    return Bench(order, glass, world, std::move(large), std::move(small)).run();
}

}  // namespace

int main(int argc, char** argv) {
    Order order;
    CLI::App app("What the staff screens cost over a journal of five years.");
    app.add_option("--folder", order.folder, "where journals are kept, made if absent")
        ->capture_default_str();
    app.add_flag("--quick", order.quick, "a journal of ten thousand rows, few rounds");
    CLI11_PARSE(app, argc, argv);
    return bench_main("motcua-bench-staff", run(order));
}

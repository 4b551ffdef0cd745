#include "clerk/counter.h"

#include <algorithm>
#include <fstream>

#include "catalogue/load.h"
#include "settings/dossier_import.h"
#include "settings/portal_file.h"
#include "support/season.h"

namespace {

namespace fs = std::filesystem;

const std::string kSource = SOURCE_DIR;
constexpr std::chrono::seconds kAnswerMax{60};  // Longer than the slowest machine takes.
constexpr int kSeasonDays = 15;

/// What we ship, read once.
struct Shipped {
    settings::Settings settings = must(settings::load(kSource + "/config/kiosk.toml"));
    campaign::Campaign campaign = must(settings::load_campaign(kSource + "/config/campaign.toml"));
    dossiers::Mapping mapping =
        must(settings::load_dossier_import(kSource + "/config/dossier_import.toml"));
    catalogue::Catalogue catalogue =
        must(catalogue::load(kSource + "/config/catalogue.json")).catalogue;
    catalogue::Links links = must(settings::load_portal(kSource + "/config/portal.toml")).links;
    text::Words vi = must(text::Words::load(kSource + "/assets/lang", text::Language::vi));
    text::Words en = must(text::Words::load(kSource + "/assets/lang", text::Language::en));

    text::EachLanguage<const text::Words*> spoken() const {
        text::EachLanguage<const text::Words*> all;
        for (const text::Language language : text::kLanguages) all[language] = &vi;
        all[text::Language::en] = &en;
        return all;
    }
};
const Shipped& shipped() {
    static const Shipped shipped;
    return shipped;
}

/// Some weeks of a counter, written once and copied.
std::string season() {
    static const TempDir dir;
    static const bool written = [] {
        must(Season{.days = kSeasonDays}.write(dir / "journal.db"));
        return true;
    }();
    REQUIRE(written);
    return dir / "journal.db";
}

constexpr WallTime kAfternoon = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) +
                                std::chrono::hours(9) + std::chrono::minutes(31);

}  // namespace

Counter::Counter(Journal with)
    : settings(shipped().settings), clock(kAfternoon), bell_(must(clerk::Bell::make())) {
    fs::create_directories(state());
    kept_ = std::make_unique<KeptClock>(clock, state() + kKeptClockFile, boot_id());
    fs::create_directories(sticks());
    settings.sticks.folders = {sticks()};
    if (with == Journal::season) {
        fs::copy(season(), journal());
        rows_before_ = must(reader().head()).size;
    }
    journal::WriterSettings how = writer_settings_in(dir_);
    how.journal.path = journal();
    how.journal.today = today();
    writer_ = std::make_unique<journal::Writer>(how, [this] { woken(); });
}

Counter::~Counter() {
    rung_ = nullptr;
    if (clerk_) clerk_->stop();
    writer_->stop();
}

const text::Words& Counter::words() const { return shipped().vi; }

clerk::Surroundings Counter::around() {
    return {.journal = journal(),
            .state = state(),
            .fonts = kSource + "/assets/fonts",
            .version = "0.0.1",
            .settings = settings,
            .mapping = shipped().mapping,
            .campaign = shipped().campaign,
            .catalogue = shipped().catalogue,
            .links = shipped().links,
            .words_vi = shipped().vi,
            .spoken = shipped().spoken(),
            .writer = *writer_,
            .clock = *kept_,
            .thermal = dir_ / "thermal"};
}

Counter& Counter::open() {
    must(writer_->start(clock.wall()));
    return *this;
}

void Counter::hire() const {
    staff::Accounts accounts = must(staff::Accounts::load(state() + "/staff.json"));
    must(accounts.add("CB01", staff::Role::officer, kOfficerPin));
    must(accounts.add("QL01", staff::Role::manager, kManagerPin));
}

void Counter::woken() {
    if (clerk::Clerk* clerk = rung_) clerk->journal_moved();
    bell_.ring();
    { const std::lock_guard lock(mutex_); }
    changed_.notify_all();
}

std::vector<std::string> Counter::rows() {
    {
        std::unique_lock lock(mutex_);
        REQUIRE(changed_.wait_for(lock, kAnswerMax, [&] { return writer_->state().queued == 0; }));
    }
    journal::Reader reader = this->reader();
    std::vector<std::string> lines;
    const std::int64_t size = must(reader.head()).size;
    if (size <= rows_before_) return lines;
    for (const journal::Entry& row : must(reader.rows(rows_before_ + 1, size))) {
        std::string line = row.kind;
        for (const std::string& word : {row.procedure, row.detail})
            if (!word.empty()) line += " " + word;
        if (row.verdict != "counted") line += " " + row.verdict;
        lines.push_back(std::move(line));
    }
    return lines;
}

clerk::Office& Counter::office() {
    if (!office_) {
        around_.emplace(around());
        office_ = std::make_unique<clerk::Office>(*around_, bell_);
    }
    return *office_;
}

std::vector<desk::Action> Counter::serve(const desk::Request& request, const clerk::Tell& tell) {
    std::vector<desk::Action> told;
    office().serve(request, vitals, [&](desk::Action action) {
        if (tell) tell(action);
        told.push_back(std::move(action));
    });
    return told;
}

desk::Notice Counter::deed(const desk::Request& request) {
    const auto told = serve(request);
    REQUIRE_FALSE(told.empty());
    const auto* came = std::get_if<desk::NoticeCame>(&told.back());
    REQUIRE(came);
    return came->notice;
}

clerk::Clerk& Counter::clerk() {
    if (!clerk_) {
        clerk_ = must(clerk::Clerk::start(around(), [this] { woken(); }));
        rung_ = clerk_.get();
    }
    return *clerk_;
}

app::Action Counter::answer() {
    std::unique_lock lock(mutex_);
    const bool came = changed_.wait_for(lock, kAnswerMax, [&] {
        for (app::Action& action : clerk().answers()) answers_.push_back(std::move(action));
        return !answers_.empty();
    });
    if (!came) FAIL("the clerk tells nothing");
    app::Action first = std::move(answers_.front());
    answers_.pop_front();
    return first;
}

std::vector<std::string> MountedStick::names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(path_))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

void FullDisk::fill() const {
    std::ofstream file(path_ + "/filler", std::ios::binary);
    const std::string block(4096, 'x');
    while (file << block << std::flush) continue;
}

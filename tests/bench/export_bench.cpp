// What it costs staff to take figures with them: the journal asked and the files of an export
// written and synced, beside writing the same bytes into plain files and syncing them. And what
// memory it takes, which must not grow with the rows.

#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "base/descriptor.h"
#include "base/files.h"
#include "bench/cpu_time.h"
#include "bench/figures.h"
#include "bench/made_journal.h"
#include "catalogue/load.h"
#include "journal/reader.h"
#include "settings/settings.h"
#include "sheets/export.h"
#include "support/scratch_folder.h"

namespace {

using std::chrono::days;

struct Order {
    std::string folder = BINARY_DIR "/bench-journals";
    bool quick = false;
    int rounds() const { return quick ? 3 : 7; }
};

enum class Form { csv, xlsx };

/// What an export needs beside the journal.
struct Office {
    catalogue::Loaded catalogue;
    text::Words words;
    campaign::Campaign campaign;
};

Result<Office> open_office() {
    catalogue::Loaded catalogue = TRY(catalogue::load(SOURCE_DIR "/config/catalogue.json"));
    text::Words words = TRY(text::Words::load(SOURCE_DIR "/assets/lang", text::Language::vi));
    campaign::Campaign campaign = TRY(settings::load_campaign(SOURCE_DIR "/config/campaign.toml"));
    return Office{.catalogue = std::move(catalogue),
                  .words = std::move(words),
                  .campaign = std::move(campaign)};
}

/// Asks and writes, as the kiosk does it (clerk/exporter.cpp).
Result<> take(const std::string& journal, const tally::Period& period, const Office& office,
              Form form, const std::string& folder) {
    journal::Reader reader = TRY(journal::Reader::open(journal));
    const sheets::Source source{
        .report = TRY(reader.report(period)),
        .dossiers = [&](const tally::Period& part) { return reader.dossiers(part); },
        .campaign = office.campaign,
        .unit_name = "Bộ phận Một cửa",
        .unit_place = "Phường Diên Hồng",
        .ward = "23563",
        .version = "1",
        .made = WallTime(period.last + days(1)),
        .catalogue = &office.catalogue.catalogue,
        .words = &office.words,
        .language = text::Language::vi};
    if (form == Form::xlsx) return sheets::write_xlsx(folder + "/export.xlsx", source);
    TRY(sheets::write_csv(folder, source));
    return {};
}

using Bytes = std::vector<std::string>;  // Of each file.

Result<Bytes> read_all(const std::string& folder) {
    Bytes all;
    for (const auto& file : std::filesystem::directory_iterator(folder))
        all.push_back(TRY(files::read(file.path().string(), std::size_t{1} << 30)));
    return all;
}

Result<> sync_folder(const std::string& folder) {
    const Descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (::fsync(handle.get()) != 0) return Error{Error::Code::io, "cannot sync " + folder};
    return {};
}

/// The floor: as many files, each written in one go; as many syncs, of each file and its folder.
Result<> write_plainly(const std::string& folder, const Bytes& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string path = fmt::format("{}/{}", folder, i);
        const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        std::string_view left = all[i];
        while (!left.empty()) {
            const ssize_t written = ::write(file.get(), left.data(), left.size());
            if (written <= 0) return Error{Error::Code::io, "cannot write " + path};
            left.remove_prefix(static_cast<std::size_t>(written));
        }
        if (::fsync(file.get()) != 0) return Error{Error::Code::io, "cannot sync " + path};
        TRY(sync_folder(folder));
    }
    return {};
}

double wall_ms() {
    return std::chrono::duration<double, std::milli>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// A line of /proc/self/status, such as "VmHWM:  21044 kB", in MiB.
Result<double> status(const std::string& name) {
    const std::string text = TRY(files::read("/proc/self/status", 1 << 16));
    const std::size_t at = text.find(name);
    if (at == std::string::npos) return Error{Error::Code::io, "/proc/self/status: no " + name};
    return std::strtod(text.c_str() + at + name.size(), nullptr) / 1024;
}

/// By how much memory grows at most while `work` is done.
Result<double> peak_mib(const std::function<Result<>()>& work) {
    ::malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";  // The peak begins anew.
    const double before = TRY(status("VmRSS:"));
    TRY(work());
    return TRY(status("VmHWM:")) - before;
}

struct Case {
    std::string name;
    std::string journal;
    tally::Period period;
    std::optional<double> ours_at_most{};
};

Result<> bench(const Order& order, const Office& office, const Case& of, Form form) {
    const char* kind = form == Form::csv ? "CSV" : "XLSX";
    const ScratchFolder ours = TRY(ScratchFolder::make(order.folder));
    const ScratchFolder plain = TRY(ScratchFolder::make(order.folder));
    const auto taking = [&] { return take(of.journal, of.period, office, form, ours.path()); };
    // Once before: what is loaded once for all is no memory of this export.
    TRY(take(of.journal, {of.period.last, of.period.last}, office, form, plain.path()));
    const double peak = TRY(peak_mib(taking));
    const Bytes bytes = TRY(read_all(ours.path()));
    std::size_t size = 0;
    for (const std::string& one : bytes) size += one.size();
    Figure wall{.group = "export",
                .name = fmt::format("{} of {}", kind, of.name),
                .unit = "ms",
                .ours = {},
                .peer_name = "writing the bytes",
                .ours_at_most = of.ours_at_most};
    double spent = 0;
    for (int round = 0; round < order.rounds(); ++round) {
        double before = wall_ms();
        const double cpu_before = cpu_ms();
        TRY(taking());
        spent += cpu_ms() - cpu_before;
        wall.ours.push_back(wall_ms() - before);
        before = wall_ms();
        TRY(write_plainly(plain.path(), bytes));
        wall.peer.push_back(wall_ms() - before);
    }
    wall.note = fmt::format("asked, written and synced; {} files, {:.0f} KiB, {:.1f} ms of CPU",
                            bytes.size(), static_cast<double>(size) / 1024, spent / order.rounds());
    hand_over(wall);
    hand_over({.group = "export",
               .name = fmt::format("{} of {}, memory", kind, of.name),
               .unit = "MiB",
               .ours = {peak},
               .ours_at_most = 8,
               .note = "the peak while it is made, above what there was"});
    return {};
}

Result<> run(const Order& order) {
    const Office office = TRY(open_office());
    std::vector<Case> cases;
    for (const auto& [rows, words] : {std::pair(1'000, "10^3"), std::pair(10'000, "10^4"),
                                      std::pair(100'000, "10^5"), std::pair(1'000'000, "10^6")}) {
        if (order.quick && rows > 10'000) break;
        const std::string journal = TRY(bench::made_journal(order.folder, rows));
        const tally::Day today = bench::day_of_row(rows);
        const bool last = rows == 1'000'000 || (order.quick && rows == 10'000);
        if (last)
            cases.push_back({fmt::format("today, of {} rows", words), journal, {today, today}});
        if (last && !order.quick)
            cases.push_back(
                {fmt::format("100 days, of {} rows", words), journal, {today - days(99), today}});
        cases.push_back({fmt::format("all {} rows", words), journal, {bench::kFirstDay, today}});
    }
    for (const Case& one : cases) {
        TRY(bench(order, office, one, Form::csv));
        TRY(bench(order, office, one, Form::xlsx));
    }
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    Order order;
    CLI::App app("What it costs to take figures with one.");
    app.add_option("--folder", order.folder, "on a real disk: where journals are kept")
        ->capture_default_str();
    app.add_flag("--quick", order.quick, "ten thousand rows at most, few rounds");
    CLI11_PARSE(app, argc, argv);
    return bench_main("motcua-bench-export", run(order));
}

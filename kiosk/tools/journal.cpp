// motcua-journal: looks at the kiosk's journal from outside, read-only, while the kiosk runs.
// Exit status: 0 well, 1 something is wrong with the journal, 2 wrong usage.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "base/clock.h"
#include "base/packaged.h"
#include "journal/print.h"
#include "journal/reader.h"
#include "tools/export.h"

namespace {

constexpr int kWrongUsage = 2;

struct Options {
    std::string path = packaged::state_folder() + "/journal.db";
    std::string from = iso_date(business_day(SystemClock().wall()));
    std::string to = from;
    std::int64_t count = 20;
    bool json = false;
    tools::Export wish{
        .config = packaged::kConfig, .assets = packaged::kAssets, .version = packaged::kVersion};
};

void print(const std::string& text) { std::fputs(text.c_str(), stdout); }

Result<int> verify(journal::Reader& reader) {
    const journal::Verification result = TRY(reader.verify());
    print(journal::print::report(result));
    return result.ok() ? 0 : 1;
}

Result<int> show(journal::Reader& reader, const Options& options) {
    const std::vector<journal::Entry> entries = TRY(reader.newest(options.count));
    for (const journal::Entry& entry : entries)
        print((options.json ? journal::print::json(entry) : journal::print::line(entry)) + "\n");
    return 0;
}

Result<int> sum(journal::Reader& reader, const Options& options) {
    const tally::Period period{.first = parse_iso_date(options.from),
                               .last = parse_iso_date(options.to)};
    const std::vector<journal::Tally> tallies = TRY(reader.tally(period.first, period.last));
    const tally::Measures measures = TRY(reader.total(period));
    const std::vector<tally::DossierTotal> dossiers = TRY(reader.dossiers(period));
    if (!options.json) {
        print(journal::print::table(tallies) + "\n" + journal::print::table(measures) + "\n" +
              journal::print::table(dossiers));
        return 0;
    }
    for (const journal::Tally& one : tallies) print(journal::print::json(one) + "\n");
    print(journal::print::json(measures) + "\n");
    for (const tally::DossierTotal& one : dossiers) print(journal::print::json(one) + "\n");
    return 0;
}

Result<int> write(journal::Reader& reader, Options options) {
    options.wish.from = options.from;
    options.wish.to = options.to;
    print(TRY(tools::export_period(reader, options.wish)));
    return 0;
}

std::string date_fault(const std::string& text) {
    return parse_iso_date(text).ok() ? "" : text + " is not a date like 2026-11-23";
}

// Negative: go on. The library's many exit codes become one.
int parse(CLI::App& app, int argc, char** argv) {
    const auto library = [&]() -> int {
        CLI11_PARSE(app, argc, argv);
        return -1;
    };
    const int code = library();
    return code > 0 ? kWrongUsage : code;
}

void add_days(CLI::App* command, Options& options) {
    command->add_option("--from", options.from, "first day, today if absent")->check(date_fault);
    command->add_option("--to", options.to, "last day, today if absent")->check(date_fault);
}

CLI::App* add_export(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand("export", "figures of some days as a workbook or CSV");
    add_days(command, options);
    tools::Export& wish = options.wish;
    command->add_option("--format", wish.format, "xlsx or csv")
        ->check(CLI::IsMember({"xlsx", "csv"}))
        ->capture_default_str();
    command->add_option("--output", wish.output, "a folder; for xlsx also a file")
        ->capture_default_str();
    command->add_option("--language", wish.language, "vi or en")
        ->check(CLI::IsMember({"vi", "en"}))
        ->capture_default_str();
    command->add_option("--config", wish.config, "folder of kiosk.toml and its neighbours")
        ->capture_default_str();
    command->add_option("--assets", wish.assets, "folder of the languages")->capture_default_str();
    return command;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app("Looks at the kiosk's journal, read-only; the kiosk may be running.");
    app.add_option("--journal", options.path, "the journal file")->capture_default_str();
    app.require_subcommand(1);
    const CLI::App* check = app.add_subcommand("verify", "check every row, hash and the file");
    CLI::App* rows = app.add_subcommand("show", "the newest rows");
    rows->add_option("-n,--count", options.count, "how many")->check(CLI::PositiveNumber);
    rows->add_flag("--json", options.json, "one JSON object a line");
    CLI::App* sums = app.add_subcommand("tally", "rows, measures and dossiers of some days");
    add_days(sums, options);
    sums->add_flag("--json", options.json, "one JSON object a line");
    const CLI::App* sheets = add_export(app, options);
    if (const int code = parse(app, argc, argv); code >= 0) return code;

    Result<journal::Reader> reader = journal::Reader::open(options.path);
    const Result<int> status = !reader            ? Result<int>(reader.error())
                               : check->parsed()  ? verify(*reader)
                               : rows->parsed()   ? show(*reader, options)
                               : sheets->parsed() ? write(*reader, options)
                                                  : sum(*reader, options);
    if (status) return *status;
    std::fprintf(stderr, "motcua-journal: %s\n", status.error().message.c_str());
    return 1;
}

// motcua-catalogue: import the portal's data, search a catalogue, show one procedure. Works
// without a display. Exit status: 0 done, 1 nothing found or nothing usable, 2 wrong usage.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <optional>

#include "base/clock.h"
#include "base/files.h"
#include "base/packaged.h"
#include "catalogue/load.h"
#include "catalogue/search.h"
#include "importing/import.h"
#include "tools/show.h"

namespace {

constexpr int kDone = 0, kFailed = 1, kUsage = 2;

int fail(const std::string& why) {
    fmt::print(stderr, "motcua-catalogue: {}\n", why);
    return kFailed;
}

/// Report first: an output that nobody can account for is worse than none.
int run_import(const std::vector<std::string>& paths, const std::string& out,
               const std::string& report_path) {
    const std::string date = iso_date(business_day(SystemClock().wall()));
    const importing::Outcome outcome = importing::import_files(paths);
    fmt::print("{}", outcome.report.summary());
    const std::string report = report_path.empty() ? out + ".report.txt" : report_path;
    const Result<> reported = files::write_atomically(report, outcome.report.text(date));
    if (!reported) return fail(reported.error().message);
    fmt::print("report: {}\n", report);
    if (outcome.records.empty()) return fail("nothing accepted; " + out + " left as it was");
    const Result<> written = files::write_atomically(out, importing::output(outcome, date));
    if (!written) return fail(written.error().message);
    fmt::print("output: {}\n", out);
    return kDone;
}

int run_search(const catalogue::Catalogue& catalogue, const std::vector<std::string>& words,
               std::size_t results_max, text::Language language) {
    std::string query;
    for (const std::string& word : words) query += (query.empty() ? "" : " ") + word;
    const catalogue::SearchIndex index(catalogue);
    const std::vector<catalogue::Match> matches = index.find(query, results_max);
    for (const catalogue::Match& match : matches)
        fmt::print("{}  {}\n", match.procedure->code,
                   catalogue::short_name(*match.procedure, language));
    return matches.empty() ? fail("nothing found for \"" + query + "\"") : kDone;
}

int run_show(const catalogue::Catalogue& catalogue, const std::string& code,
             text::Language language) {
    const catalogue::Procedure* procedure = catalogue.find(code);
    if (!procedure) return fail("no procedure " + code + " in this catalogue");
    fmt::print("{}", tools::show(catalogue, *procedure, language));
    return kDone;
}

/// The exit status when there is nothing more to do: wrong usage, or help was asked for.
std::optional<int> parse(CLI::App& app, int argc, char** argv) {
    const auto status = [&]() -> int {
        CLI11_PARSE(app, argc, argv);
        return -1;
    }();
    if (status < 0) return std::nullopt;
    return status == 0 ? kDone : kUsage;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> paths, words;
    std::string out, report, code, language_code = "vi";
    std::string catalogue_path = packaged::kConfig + "/catalogue.json";
    std::size_t results_max = 20;

    CLI::App app("Một Cửa: the catalogue of procedures");
    app.require_subcommand(1);
    CLI::App* import = app.add_subcommand("import", "read the portal's own data into one file");
    import->add_option("FILE", paths, "files and folders, of any of the known kinds")->required();
    import->add_option("-o,--output", out, "the JSON file to write")->required();
    import->add_option("--report", report, "default: the output's name and .report.txt");
    CLI::App* search = app.add_subcommand("search", "find procedures by name or code, best first");
    search->add_option("WORDS", words)->required();
    search->add_option("--limit", results_max, "at most so many")->check(CLI::Range(1, 1000));
    CLI::App* show = app.add_subcommand("show", "print all that is known of one procedure");
    show->add_option("CODE", code, "as 1.001193")->required();
    for (CLI::App* command : {search, show}) {
        command->add_option("--catalogue", catalogue_path, "the catalogue file")
            ->capture_default_str();
        command->add_option("--lang", language_code, "vi, en, jra or bdq")
            ->check(CLI::IsMember({"vi", "en", "jra", "bdq"}));
    }
    if (const std::optional<int> status = parse(app, argc, argv)) return *status;
    if (import->parsed()) return run_import(paths, out, report);

    const Result<catalogue::Loaded> loaded = catalogue::load(catalogue_path);
    if (!loaded) return fail(loaded.error().message);
    const text::Language language =
        text::language_named(language_code).value_or(text::Language::vi);
    return search->parsed() ? run_search(loaded->catalogue, words, results_max, language)
                            : run_show(loaded->catalogue, code, language);
}

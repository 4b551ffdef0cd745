// What a key costs in the search: every query of the quality set typed key by key, over the
// shipped catalogue and over all names of the national list with the shipped ones among them.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "bench/cpu_time.h"
#include "catalogue/load.h"
#include "catalogue/search.h"
#include "json/json.h"
#include "support/quality_set.h"
#include "text/unicode.h"

namespace {

using catalogue::Catalogue;
using catalogue::Procedure;

constexpr int kRounds = 5;               // Of each key; the median counts.
constexpr std::size_t kResultsMax = 60;  // As the glass asks.

/// Every state of the search box on the way to a query.
std::vector<std::string> typed_on_the_way(const std::vector<Asked>& set) {
    std::vector<std::string> typed;
    for (const Asked& asked : set) {
        std::string so_far;
        for (const char32_t letter : text::code_points(asked.query))
            typed.push_back(so_far += text::to_utf8(letter));
    }
    return typed;
}

void measure(const char* what, const Catalogue& catalogue, const std::vector<std::string>& keys) {
    const double before = cpu_ms();
    const catalogue::SearchIndex index(catalogue);
    const double built = cpu_ms() - before;
    std::vector<std::pair<double, std::string>> costs;
    for (const std::string& typed : keys)
        costs.emplace_back(
            median_cpu_ms(kRounds, [&](int) { static_cast<void>(index.find(typed, kResultsMax)); }),
            typed);
    std::sort(costs.begin(), costs.end());
    const auto& [worst, query] = costs.back();
    std::printf(
        "  %-16s %5zu names: median %.3f, p99 %.3f, worst %.3f ms (\"%s\"); index %.0f ms\n", what,
        catalogue.procedures().size(), costs[costs.size() / 2].first,
        costs[costs.size() * 99 / 100].first, worst, query.c_str(), built);
}

/// One JSON object a line; those of ours keep their cards.
Result<Catalogue> with_national(const Catalogue& ours, const std::string& path) {
    std::vector<Procedure> all = ours.procedures();
    const std::string lines = TRY(files::read(path, 64u << 20));
    for (const std::string& line : split(lines, '\n')) {
        const json::Value value = TRY(json::parse(line, path));
        const std::string *code = json::text(value, "code"), *name = json::text(value, "name");
        if (!code || !name) return Error{Error::Code::corrupt, "without code or name: " + line};
        if (ours.find(*code)) continue;
        Procedure procedure;
        procedure.code = *code;
        procedure.name = *name;
        if (const json::Value* fields = json::array(value, "categories"))
            if (!fields->empty() && fields->front().is_string())
                procedure.field = fields->front().get<std::string>();
        all.push_back(std::move(procedure));
    }
    return Catalogue(ours.date(), {}, std::move(all));
}

Result<> run(const std::string& national) {
    const catalogue::Loaded ours = TRY(catalogue::load(SOURCE_DIR "/config/catalogue.json"));
    const auto set = TRY(read_quality_set(SOURCE_DIR "/tests/data/search_quality.tsv"));
    const std::vector<std::string> keys = typed_on_the_way(set);
    std::printf("\nCPU for one key in the search, %zu keys of %zu queries\n", keys.size(),
                set.size());
    measure("as shipped", ours.catalogue, keys);
    if (!std::filesystem::exists(national)) {
        std::printf("  (%s is not here)\n", national.c_str());
        return {};
    }
    const Catalogue all = TRY(with_national(ours.catalogue, national));
    measure("national list", all, keys);
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    std::string national = SOURCE_DIR "/../shared/data/raw/national-list.jsonl";
    CLI::App app("What a key costs in the search.");
    app.add_option("--national", national, "the national list, a JSON object a line")
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    const Result<> done = run(national);
    if (done) return 0;
    std::fprintf(stderr, "motcua-bench-search: %s\n", done.error().message.c_str());
    return 1;
}

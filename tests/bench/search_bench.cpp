// What a key costs in the search: every query of the quality set typed key by key, over all names
// of the national list with the shipped ones among them, and over larger catalogues made of the
// same words. The floor of the same run looks for the folded words in every folded name, one after
// the other: no ranking, no mistakes allowed, no sounds. CPU time.

#include <fmt/format.h>
#include <string.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <random>

#include "base/files.h"
#include "bench/cpu_time.h"
#include "bench/figures.h"
#include "catalogue/load.h"
#include "catalogue/search.h"
#include "catalogue/texts.h"
#include "json/json.h"
#include "support/quality_set.h"
#include "text/unicode.h"

namespace {

using catalogue::Catalogue;
using catalogue::Procedure;

constexpr std::size_t kNational = 5'670;  // Names of the list and ours; the promise is over these.
constexpr std::size_t kResultsMax = 60;   // As the glass asks.
constexpr const char* kNationalPlaces[] = {"/../shared/data/raw/national-list.jsonl",
                                           "/../../shared/data/raw/national-list.jsonl"};

struct Order {
    std::string national;
    bool quick = false;
    int rounds() const { return quick ? 5 : 31; }
    int passes() const { return quick ? 1 : 5; }  // Over all keys; the median counts.
};

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

std::vector<std::string> every(std::size_t step, const std::vector<std::string>& keys) {
    std::vector<std::string> some;
    for (std::size_t i = 0; i < keys.size(); i += step) some.push_back(keys[i]);
    return some;
}

/// The floor.
class Scan {
public:
    explicit Scan(const Catalogue& catalogue) {
        for (const Procedure& procedure : catalogue.procedures())
            names_.push_back(text::fold(procedure.name));
    }
    std::size_t count(const std::string& typed) const {
        const std::vector<std::string> words = catalogue::words_of(text::fold(typed));
        std::size_t found = 0;
        for (const std::string& name : names_)
            found += std::all_of(words.begin(), words.end(), [&](const std::string& word) {
                return ::memmem(name.data(), name.size(), word.data(), word.size()) != nullptr;
            });
        return found;
    }

private:
    std::vector<std::string> names_;
};

/// Which key stands where when they are ordered by their cost.
struct Costs {
    std::vector<std::pair<double, std::string>> keys;

    Costs(const catalogue::SearchIndex& index, const std::vector<std::string>& typed, int passes) {
        for (const std::string& key : typed) {
            const auto find = [&](int) { static_cast<void>(index.find(key, kResultsMax)); };
            keys.emplace_back(median_cpu_ms(passes, find), key);
        }
        std::sort(keys.begin(), keys.end());
    }
    const std::string& median() const { return keys[keys.size() / 2].second; }
    const std::string& p99() const { return keys[keys.size() * 99 / 100].second; }
    const std::string& worst() const { return keys.back().second; }
};

void compare(Figure figure, const catalogue::SearchIndex& index, const Scan& scan,
             const std::string& key, int rounds) {
    figure.peer_name = "scan of the names";
    figure.note = fmt::format("\"{}\"{}", key, figure.note);
    std::size_t found = 0;
    for (int round = 0; round < rounds; ++round) {
        double before = cpu_ms();
        found += index.find(key, kResultsMax).size();
        figure.ours.push_back(cpu_ms() - before);
        before = cpu_ms();
        found += scan.count(key);
        figure.peer.push_back(cpu_ms() - before);
    }
    if (found == 0) std::fprintf(stderr, "\"%s\" finds nothing\n", key.c_str());
    hand_over(figure);
}

void bench_promise(const Catalogue& catalogue, const std::string& whence,
                   const std::vector<std::string>& keys, const Order& order) {
    const catalogue::SearchIndex index(catalogue);
    const Scan scan(catalogue);
    const Costs costs(index, keys, order.passes());
    const std::string names = fmt::format("{} names", catalogue.procedures().size());
    const std::string note = fmt::format(", of {} keys; {}", keys.size(), whence);
    const auto figure = [&](const char* which, std::optional<double> at_most) {
        return Figure{.group = "search",
                      .name = fmt::format("key press to results, {} key", which),
                      .unit = "ms",
                      .ours_at_most = at_most,
                      .note = fmt::format("{}; {}", note, names)};
    };
    compare(figure("dearest", 1), index, scan, costs.worst(), order.rounds());
    compare(figure("p99", 1), index, scan, costs.p99(), order.rounds());
    compare(figure("median", {}), index, scan, costs.median(), order.rounds());
}

/// One JSON object a line; those of ours keep their cards.
Result<std::vector<Procedure>> with_national(const Catalogue& ours, const std::string& path) {
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
    return all;
}

/// A catalogue of so many: the given ones, then names as long as theirs, of their words, in which
/// every other word is another one. As often as a word is said there, it is said here.
std::vector<Procedure> made_larger(const std::vector<Procedure>& given, std::size_t size) {
    std::vector<Procedure> all(
        given.begin(), given.begin() + static_cast<std::ptrdiff_t>(std::min(size, given.size())));
    std::vector<std::string> said;
    for (const Procedure& procedure : given)
        for (const std::string& word : split(procedure.name, ' '))
            if (!word.empty()) said.push_back(word);
    std::mt19937 random(20'261'127);
    while (all.size() < size) {
        const Procedure& like = given[random() % given.size()];
        Procedure made;
        made.code = fmt::format("{}.{:06}", 4 + all.size() / 1'000'000, all.size() % 1'000'000);
        made.field = like.field;
        for (const std::string& word : split(like.name, ' ')) {
            if (!made.name.empty()) made.name += ' ';
            made.name += random() % 2 == 0 ? word : said[random() % said.size()];
        }
        all.push_back(std::move(made));
    }
    return all;
}

void bench_growth(const std::vector<Procedure>& given, std::size_t size, const char* words,
                  const std::vector<std::string>& keys, const Order& order) {
    const Catalogue catalogue("2026-11-23", {}, made_larger(given, size));
    const double before = cpu_ms();
    const catalogue::SearchIndex index(catalogue);
    const double built = cpu_ms() - before;
    const Scan scan(catalogue);
    const Costs costs(index, keys, 1);
    const int rounds = size > 100'000 ? 5 : order.rounds();
    const auto figure = [&](const char* which) {
        return Figure{
            .group = "search",
            .name = fmt::format("{} key in {} names", which, words),
            .unit = "ms",
            .note = fmt::format(", of {} keys; index made in {:.0f} ms", keys.size(), built)};
    };
    compare(figure("median"), index, scan, costs.median(), rounds);
    compare(figure("dearest"), index, scan, costs.worst(), rounds);
}

Result<> run(const Order& order) {
    constexpr std::size_t kStep = 50, kQuickStep = 200;  // Of the keys, where names are many.
    const catalogue::Loaded ours = TRY(catalogue::load(SOURCE_DIR "/config/catalogue.json"));
    const auto set = TRY(read_quality_set(SOURCE_DIR "/tests/data/search_quality.tsv"));
    const std::vector<std::string> keys = typed_on_the_way(set);
    std::vector<Procedure> all;
    std::string whence = "the national list";
    if (std::filesystem::exists(order.national)) {
        all = TRY(with_national(ours.catalogue, order.national));
    } else {
        std::fprintf(stderr, "%s is not here\n", order.national.c_str());
        all = made_larger(ours.catalogue.procedures(), kNational);
        whence = "made of the shipped catalogue's words";
    }
    bench_promise(Catalogue("2026-11-23", {}, all), whence,
                  order.quick ? every(kQuickStep, keys) : keys, order);
    const std::vector<std::string> some = every(order.quick ? kQuickStep : kStep, keys);
    bench_growth(all, 1'000, "10^3", some, order);
    bench_growth(all, 10'000, "10^4", some, order);
    if (order.quick) return {};
    bench_growth(all, 100'000, "10^5", some, order);
    bench_growth(all, 1'000'000, "10^6", some, order);
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    Order order;
    for (const char* place : kNationalPlaces)
        if (order.national.empty() || !std::filesystem::exists(order.national))
            order.national = std::string(SOURCE_DIR) + place;
    CLI::App app("What a key costs in the search.");
    app.add_option("--national", order.national, "the national list, a JSON object a line")
        ->capture_default_str();
    app.add_flag("--quick", order.quick, "some keys, ten thousand names at most");
    CLI11_PARSE(app, argc, argv);
    return bench_main("motcua-bench-search", run(order));
}

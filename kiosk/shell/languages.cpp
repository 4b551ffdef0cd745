#include "shell/languages.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "shell/province.h"
#include "text/unicode.h"

namespace shell {

using text::Language;
using text::Words;

namespace {

constexpr std::size_t kProblemsMax = 20;  // A wrong file is wrong everywhere.

/// How much longer than a text that fits another may be before it is worth a look: so many times,
/// and so many letters. Labels of the bar and of keys have a fixed width, others have room to wrap.
struct Room {
    double times;
    std::size_t letters;
};
constexpr Room kWide{1.6, 12}, kNarrow{1.25, 2};
constexpr std::string_view kNarrowKeys[] = {"bar.", "key.", "level.", "paper."};

/// The names in braces of a text, in order: "{n} of {all}" has "all" and "n".
std::vector<std::string> holes_of(const std::string& words) {
    std::vector<std::string> holes;
    for (std::size_t open = words.find('{'); open != words.npos; open = words.find('{', open + 1)) {
        const std::size_t close = words.find('}', open);
        if (close == words.npos) break;
        holes.push_back(words.substr(open + 1, close - open - 1));
    }
    std::ranges::sort(holes);
    return holes;
}

/// Letters as they are seen: marks stand above theirs.
std::size_t length_of(const std::string& words) {
    const std::vector<char32_t> letters = text::code_points(words);
    return letters.size() - static_cast<std::size_t>(std::ranges::count_if(letters, text::is_mark));
}

bool may_be_cut(std::string_view key, std::size_t length, std::size_t fits) {
    const bool narrow = std::ranges::any_of(
        kNarrowKeys, [&](std::string_view beginning) { return key.starts_with(beginning); });
    const Room room = narrow ? kNarrow : kWide;
    return static_cast<double>(length) > room.times * static_cast<double>(fits) &&
           length > fits + room.letters;
}

/// Whether there is anything to translate: no name of a place in the net, nor holes alone.
bool has_words(const std::string& text) {
    return text.find(' ') != text.npos && text != text::fold(text);
}

/// What is wrong with every text of a file, a line each.
std::vector<std::string> problems_of(const Words& words, const Words& vietnamese,
                                     const catalogue::Rules& rules) {
    std::vector<std::string> problems;
    for (const auto& [key, said] : words.all()) {
        if (!vietnamese.has(key)) continue;
        const std::string problem = problem_with(said, vietnamese(key), rules);
        if (!problem.empty()) problems.push_back("\"" + key + "\" " + problem);
    }
    return problems;
}

Result<Words> load(const std::string& path, Language language) {
    const std::string bytes = TRY(files::read(path, Words::kBytesMax));
    if (path.ends_with(".json")) return Words::parse_json(bytes, path, language);
    return Words::parse(bytes, path, language);
}

}  // namespace

std::string problem_with(const std::string& words, const std::string& vietnamese,
                         const catalogue::Rules& rules) {
    if (holes_of(words) != holes_of(vietnamese))
        return "must have the {holes} of \"" + vietnamese + "\"";
    for (const char32_t letter : text::code_points(words))
        if (letter != U'\n' && !rules.has_glyph(letter))
            return fmt::format("has a letter the fonts cannot draw: {} (U+{:04X})",
                               text::to_utf8(letter), static_cast<unsigned>(letter));
    return {};
}

Result<Words> load_words_like(const Words& vietnamese, const std::string& path, Language language,
                              const catalogue::Rules& rules) {
    return words_like(TRY(load(path, language)), vietnamese, path, rules);
}

Result<Words> words_like(Words words, const Words& vietnamese, const std::string& path,
                         const catalogue::Rules& rules) {
    const std::vector<std::string> problems = problems_of(words, vietnamese, rules);
    if (problems.empty()) return words;
    std::string all;
    for (std::size_t at = 0; at < std::min(problems.size(), kProblemsMax); ++at)
        all += (at == 0 ? "" : "\n") + path + ": " + problems[at];
    if (problems.size() > kProblemsMax)
        all += fmt::format("\n{}: and {} more", path, problems.size() - kProblemsMax);
    return Error{Error::Code::invalid, std::move(all)};
}

std::optional<std::string> published_language(const std::string& folder, Language language) {
    for (const char* kind : {".toml", ".json"}) {
        std::string name = std::string("lang/") + text::code_of(language) + kind;
        if (published_file(folder, name)) return name;
    }
    return std::nullopt;
}

bool names_itself(const Words& words) {
    return words.has("language.name") && words.language_of("language.name") == words.language();
}

LanguageReport report_on(const Words& words, const Words& vietnamese, const Words* english,
                         const catalogue::Rules& rules) {
    LanguageReport report;
    report.file = std::string("lang/") + text::code_of(words.language()) + ".toml";
    report.faults = problems_of(words, vietnamese, rules);
    for (const auto& [key, said] : words.all())
        if (!vietnamese.has(key)) report.faults.push_back("\"" + key + "\" is said nowhere");
    for (const auto& [key, model] : vietnamese.all()) {
        const bool has = words.has(key), citizens = !text::is_for_staff(key);
        report.all.all += 1;
        report.all.said += has ? 1 : 0;
        report.citizens.all += citizens ? 1 : 0;
        report.citizens.said += citizens && has ? 1 : 0;
        if (!has && citizens) report.missing.push_back(key);
        if (!has || words.language() == Language::vi) continue;
        std::size_t fits = length_of(model);
        if (english && english->has(key)) fits = std::max(fits, length_of((*english)(key)));
        if (may_be_cut(key, length_of(words(key)), fits)) report.long_ones.push_back(key);
        if (words(key) == model && has_words(model)) report.look_alikes.push_back(key);
    }
    return report;
}

}  // namespace shell

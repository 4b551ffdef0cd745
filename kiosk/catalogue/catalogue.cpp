#include "catalogue/catalogue.h"

#include <algorithm>

#include "text/unicode.h"

namespace catalogue {

namespace {

constexpr std::string_view kPrefix = "thủ tục";
constexpr std::string_view kCountry = "Việt Nam", kCountryQuiet = "việt nam";

using CodePoints = std::vector<char32_t>;

bool is_capital(char32_t c) { return text::lower(c) != c; }

/// Most letters are capitals: "THỦ TỤC QUỸ TỰ GIẢI THỂ (Cấp xã)".
bool is_shouted(const CodePoints& name) {
    const auto letters = std::count_if(name.begin(), name.end(), text::is_letter);
    const auto capitals = std::count_if(name.begin(), name.end(), is_capital);
    return capitals * 2 > letters;
}

/// HĐND, CCCD: a syllable has a vowel, an abbreviation seldom; UBND is the one that has.
bool is_abbreviation(const CodePoints& word) {
    const auto is_vowel = [](char32_t c) {
        return std::string_view("aeiouy").find(text::fold(text::to_utf8(c))) != std::string::npos;
    };
    return text::to_utf8(word) == "UBND" ||
           (word.size() > 1 && std::none_of(word.begin(), word.end(), is_vowel));
}

CodePoints quietened(const CodePoints& name) {
    CodePoints quiet, word;
    const auto finish_word = [&] {
        const bool keep = is_abbreviation(word);
        for (const char32_t c : word) quiet.push_back(keep ? c : text::lower(c));
        word.clear();
    };
    for (const char32_t c : name) {
        if (text::is_letter(c)) {
            word.push_back(c);
            continue;
        }
        finish_word();
        quiet.push_back(c);
    }
    finish_word();
    return quiet;
}

CodePoints without_prefix(CodePoints name) {
    const CodePoints prefix = text::code_points(kPrefix);
    const auto same = [](char32_t known, char32_t c) { return known == text::lower(c); };
    // Something must be left, and the prefix must be a word of its own.
    if (name.size() <= prefix.size() + 1 || text::is_letter(name[prefix.size()]) ||
        !std::equal(prefix.begin(), prefix.end(), name.begin(), same))
        return name;
    name.erase(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(prefix.size()));
    const auto word =
        std::find_if(name.begin(), name.end(), [](char32_t c) { return c != U' ' && c != U':'; });
    name.erase(name.begin(), word);
    return name;
}

std::string everyday_form(const std::string& official) {
    CodePoints name = without_prefix(text::code_points(text::squash(official)));
    const bool shouted = is_shouted(name);
    if (shouted) name = quietened(name);
    while (name.size() > 1 && std::u32string_view(U" .,;").find(name.back()) != std::string::npos)
        name.pop_back();
    if (!name.empty()) name.front() = text::upper(name.front());
    std::string form = text::to_utf8(name);
    for (std::size_t at = 0; shouted && (at = form.find(kCountryQuiet, at)) != form.npos;)
        form.replace(at, kCountry.size(), kCountry);
    return form;
}

}  // namespace

Catalogue::Catalogue(std::string date, std::vector<Tile> tiles, std::vector<Procedure> procedures)
    : date_(std::move(date)), tiles_(std::move(tiles)), procedures_(std::move(procedures)) {
    for (std::size_t i = 0; i < procedures_.size(); ++i) by_code_.emplace(procedures_[i].code, i);
}

const Procedure* Catalogue::find(std::string_view code) const {
    const auto at = by_code_.find(code);
    return at == by_code_.end() ? nullptr : &procedures_[at->second];
}

const Tile* Catalogue::tile(std::string_view id) const {
    const auto at = std::find_if(tiles_.begin(), tiles_.end(),
                                 [id](const Tile& tile) { return tile.id == id; });
    return at == tiles_.end() ? nullptr : &*at;
}

std::string_view Catalogue::icon(const Procedure& procedure) const {
    const Tile* above = tile(procedure.tile);
    if (!above) return {};
    for (const Group& group : above->groups)
        if (group.id == procedure.group && !group.icon.empty()) return group.icon;
    return above->icon;
}

std::vector<const Procedure*> Catalogue::under(std::string_view tile,
                                               std::string_view group) const {
    std::vector<const Procedure*> found;
    for (const Procedure& procedure : procedures_)
        if (!procedure.internal && procedure.tile == tile &&
            (group.empty() || procedure.group == group))
            found.push_back(&procedure);
    return found;
}

bool is_code(std::string_view text) {
    constexpr std::string_view kShape = "d.dddddd";
    return text.size() == kShape.size() &&
           std::equal(text.begin(), text.end(), kShape.begin(), [](char c, char shape) {
               return shape == 'd' ? c >= '0' && c <= '9' : c == shape;
           });
}

std::string short_name(const Procedure& procedure, text::Language language) {
    if (procedure.card && !procedure.card->name.in(language).empty())
        return procedure.card->name.in(language);
    return everyday_form(procedure.name);
}

}  // namespace catalogue

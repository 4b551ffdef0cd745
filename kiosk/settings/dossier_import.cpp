#include "settings/dossier_import.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "settings/reader.h"

namespace settings {

namespace {

using dossiers::Column;
using dossiers::DateForm;
using dossiers::FeeWord;
using dossiers::Mapping;
using dossiers::Vocabulary;

constexpr std::size_t kWordsMax = 40;  // Of one list: spellings, not a dictionary.
constexpr std::size_t kWordMax = 80;

template <class Value>
using Lists = std::vector<std::pair<std::string_view, Value>>;  ///< Key of the list, its meaning.

const Lists<Column> kColumns = {
    {"date", Column::date},       {"procedure", Column::procedure},
    {"channel", Column::channel}, {"digitised", Column::digitised},
    {"fee", Column::fee},         {"result", Column::result},
    {"amount", Column::amount},   {"count", Column::count},
};
const Lists<tally::Channel> kChannels = {{"online", tally::Channel::online},
                                         {"counter", tally::Channel::counter},
                                         {"post", tally::Channel::post}};
const Lists<bool> kDigitised = {{"yes", true}, {"no", false}};
const Lists<FeeWord> kFees = {{"none", FeeWord::none},
                              {"online", FeeWord::online},
                              {"cash", FeeWord::cash},
                              {"not_online", FeeWord::not_online}};
const Lists<tally::ResultForm> kResults = {{"electronic", tally::ResultForm::electronic},
                                           {"paper", tally::ResultForm::paper},
                                           {"none", tally::ResultForm::none}};
const Lists<DateForm> kForms = {{"dd/mm/yyyy", DateForm::day_month_year},
                                {"yyyy-mm-dd", DateForm::year_month_day},
                                {"excel", DateForm::excel}};

/// What may stand in a list besides words.
enum class Signs { none, any, empty_and_any };

/// What is wrong with a word, "" when nothing is.
std::string fault_of(const std::string& word, Signs signs) {
    if (word == "*") return signs == Signs::none ? "\"*\" is allowed only for cells" : "";
    if (word.empty()) return signs == Signs::empty_and_any ? "" : "\"\" is not allowed here";
    if (word.size() > kWordMax) return fmt::format("a word of more than {} bytes", kWordMax);
    if (dossiers::key_of(word).empty()) return "expected letters or digits: \"" + word + "\"";
    return {};
}

template <class Value>
void read_list(const toml::table& table, std::string_view key, Value value, Signs signs,
               Vocabulary<Value>& vocabulary, Reader& reader) {
    const toml::node* node = table.get(key);
    const auto refuse = [&](const toml::node* where, const std::string& what) {
        reader.problem(where, table, fmt::format("\"{}\": {}", key, what));
    };
    if (!node || !node->is_array() || node->as_array()->size() > kWordsMax) {
        refuse(node, fmt::format("expected a list of at most {} texts [\"…\", \"…\"]", kWordsMax));
        return;
    }
    if (node->as_array()->empty() && signs == Signs::none) refuse(node, "expected a header");
    for (const toml::node& item : *node->as_array()) {
        const auto word = item.value_exact<std::string>();
        const std::string fault = word ? fault_of(*word, signs) : "expected texts in quotes";
        if (!fault.empty())
            refuse(&item, fault);
        else if (!vocabulary.add(*word, value))
            refuse(&item, fmt::format("\"{}\" has another meaning already", *word));
    }
}

template <class Value>
void read_section(const toml::table& root, std::string_view name, const Lists<Value>& lists,
                  Signs signs, Vocabulary<Value>& vocabulary, Reader& reader) {
    const toml::table& table = reader.table(root, name);
    std::vector<std::string_view> keys;
    for (const auto& [key, value] : lists) keys.push_back(key);
    reader.known(table, keys);
    for (const auto& [key, value] : lists) read_list(table, key, value, signs, vocabulary, reader);
}

std::vector<DateForm> read_forms(const toml::table& table, Reader& reader) {
    reader.known(table, {"forms"});
    std::vector<DateForm> forms;
    for (const std::string& text : reader.texts(table, "forms")) {
        const std::size_t before = forms.size();
        for (const auto& [name, form] : kForms)
            if (text == name) forms.push_back(form);
        if (forms.size() == before || forms.size() > kForms.size())
            reader.problem(table.get("forms"), table,
                           "\"forms\": expected dd/mm/yyyy, yyyy-mm-dd, excel, each once");
    }
    if (forms.empty())
        reader.problem(table.get("forms"), table, "\"forms\": expected one at least");
    return forms;
}

}  // namespace

Result<Mapping> load_dossier_import(const std::string& path) {
    const toml::table root = TRY(tables::parse_file(path));
    Reader reader(path);
    reader.known(root, {"columns", "dates", "channel", "digitised", "fee", "result"});
    Mapping mapping;
    read_section(root, "columns", kColumns, Signs::none, mapping.headers, reader);
    mapping.dates = read_forms(reader.table(root, "dates"), reader);
    // A missing channel is one of the rules' own cases: an empty cell cannot mean another.
    read_section(root, "channel", kChannels, Signs::any, mapping.channels, reader);
    read_section(root, "digitised", kDigitised, Signs::empty_and_any, mapping.digitised, reader);
    read_section(root, "fee", kFees, Signs::empty_and_any, mapping.fees, reader);
    read_section(root, "result", kResults, Signs::empty_and_any, mapping.results, reader);
    TRY(reader.finish());
    return mapping;
}

}  // namespace settings

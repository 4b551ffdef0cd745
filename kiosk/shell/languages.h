#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalogue/load.h"
#include "text/language.h"

/// The languages' files, held against the Vietnamese texts that are shipped: what the program says
/// are those, and nothing else.
namespace shell {

/// What is wrong with a text that says the same as a Vietnamese one; empty: nothing. Its {holes}
/// must be the same, for the program fills them, and the fonts must have its letters.
std::string problem_with(const std::string& words, const std::string& vietnamese,
                         const catalogue::Rules& rules);

/// The words of a file, shipped or published, if every text in it can be shown. A key that it lacks
/// is no fault. `invalid` names file and key, a line for each mistake. ".json" is read as provinces
/// published it before kiosks read TOML.
Result<text::Words> load_words_like(const text::Words& vietnamese, const std::string& path,
                                    text::Language language, const catalogue::Rules& rules);

/// The same of words that were read from `path` already.
Result<text::Words> words_like(text::Words words, const text::Words& vietnamese,
                               const std::string& path, const catalogue::Rules& rules);

/// The file of a language in a published folder, by its name there ("lang/vi.toml"): TOML where
/// there is one, else the JSON of before; none when the language is not published.
std::optional<std::string> published_language(const std::string& folder, text::Language language);

/// Whether the language names itself: what else it may say, nobody could choose it otherwise.
bool names_itself(const text::Words& words);

/// What a translator has to look at in one language.
struct LanguageReport {
    std::string file;                      ///< "lang/jra.toml".
    text::Share citizens, all;             ///< Of the keys that citizens see, and of all.
    std::vector<std::string> faults;       ///< A text that cannot be shown, or is said nowhere.
    std::vector<std::string> missing;      ///< Keys of citizens' texts that are Vietnamese now.
    std::vector<std::string> long_ones;    ///< Keys whose text may be cut on the glass.
    std::vector<std::string> look_alikes;  ///< Keys whose text is the Vietnamese one: forgotten?
};

/// `words`: of the file alone, before anything stands in. `english` shows what fits, too.
LanguageReport report_on(const text::Words& words, const text::Words& vietnamese,
                         const text::Words* english, const catalogue::Rules& rules);

}  // namespace shell

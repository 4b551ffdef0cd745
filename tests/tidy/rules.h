#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tidy/source.h"

/// The house rules that a machine can keep. Each looks at one file and says what is wrong.
namespace tidy {

/// Who may include whom: a layer and the layers it uses. A layer may include itself and what it
/// uses, directly or through others.
using Layers = std::map<std::string, std::set<std::string>>;
std::set<std::string> reach_of(const Layers& layers, const std::string& layer);

/// The layer(NAME … USES …) lines of CMakeLists.txt.
Layers layers_of_cmake(const std::string& cmake);
/// The .cpp files a CMakeLists.txt names, as written there; not those that the build writes itself.
std::set<std::string> files_of_cmake(const std::string& cmake);

Findings check_layers(const Source& source, const Layers& layers);

/// A foreign library, by how its headers begin, and the only places that may include it.
struct Library {
    std::string header;
    std::vector<std::string> places;  ///< Folders of kiosk/, or "main".
};
Findings check_libraries(const Source& source, const std::vector<Library>& libraries);

/// A word of the language or of an interface, and the only files or folders that may say it.
struct Word {
    std::string word;                 ///< Whole, unless it ends with '_' or ':'.
    std::vector<std::string> places;  ///< How their paths begin; none: nobody.
    std::string instead;              ///< What to do.
};
Findings check_words(const Source& source, const std::vector<Word>& words);

/// Lines ≤ 100 characters, no tabs, no blanks at their ends; ≤ 400 lines, the last one ended.
Findings check_shape(const Source& source);

/// #pragma once first, and an explanation before the first type.
Findings check_header(const Source& source);

/// A source's own header comes first.
Findings check_own_header(const Source& source, bool header_exists);

struct Key {
    std::size_t line;
    std::string key;
};
/// The literal keys of say("…"), fill("…", …) and words_("…").
std::vector<Key> keys_of(const Source& source);

}  // namespace tidy

#include <algorithm>

#include "catalogue/search.h"
#include "catalogue/spelling.h"
#include "text/unicode.h"

namespace catalogue {

namespace {

constexpr std::size_t kQueryBytesMax = 200;  // One line of the search box, and more.

/// The words as they stand and as telex would have them.
std::vector<std::string> words_to_mark(std::string_view query) {
    const std::string_view line = query.substr(0, kQueryBytesMax);
    std::vector<std::string> words = words_of(text::fold(line));
    for (std::string& word : words_of(text::fold(telex_reading(line))))
        words.push_back(std::move(word));
    return words;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> highlights(std::string_view shown,
                                                            std::string_view query) {
    const text::Folded folded = text::fold_with_origin(shown);
    const std::vector<std::string> words = words_to_mark(query);
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (std::size_t at = 0; at < folded.text.size();) {
        std::size_t matched = 0;
        for (const std::string& word : words)
            if (folded.text.compare(at, word.size(), word) == 0)
                matched = std::max(matched, word.size());
        if (matched > 0) {
            std::size_t end = at + matched;  // Never inside what was one letter ("ß" → "ss").
            while (end + 1 < folded.from.size() && folded.from[end] == folded.from[end - 1]) ++end;
            ranges.emplace_back(folded.from[at], folded.from[end]);
        }
        const std::size_t space = folded.text.find(' ', at);
        at = space == std::string::npos ? folded.text.size() : space + 1;
    }
    return ranges;
}

}  // namespace catalogue

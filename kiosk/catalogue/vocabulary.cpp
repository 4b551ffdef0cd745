#include "catalogue/vocabulary.h"

#include <algorithm>
#include <numeric>

#include "catalogue/spelling.h"

namespace catalogue {

namespace {

constexpr std::size_t kCodeBytesMin = 3;  // "10" begins nearly every code.

bool has_digit(std::string_view word) {
    return word.find_first_of("0123456789") != std::string_view::npos;
}

/// Whether more than `count` letters (bits) are left.
bool more_than(int count, std::uint32_t letters) {
    for (; count > 0; --count) letters &= letters - 1u;
    return letters != 0;
}

}  // namespace

Vocabulary::Vocabulary(std::vector<std::string> words) : words_(std::move(words)) {
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
    words_.shrink_to_fit();
    for (const std::string& word : words_) {
        sounds_.push_back(has_digit(word) ? std::string() : sound_of(word));
        letters_.push_back(letters_in(word));
    }
    const auto letter = std::lower_bound(words_.begin(), words_.end(), "a");
    first_letter_ = static_cast<std::size_t>(letter - words_.begin());
    by_sound_.resize(words_.size());
    std::iota(by_sound_.begin(), by_sound_.end(), 0u);
    std::sort(by_sound_.begin(), by_sound_.end(),
              [this](std::uint32_t a, std::uint32_t b) { return sounds_[a] < sounds_[b]; });
}

std::uint32_t Vocabulary::number_of(std::string_view word) const {
    const auto at = std::lower_bound(words_.begin(), words_.end(), word);
    return static_cast<std::uint32_t>(at - words_.begin());
}

bool Vocabulary::begins(std::string_view letters) const {
    const std::uint32_t at = number_of(letters);
    return at < words_.size() && words_[at].starts_with(letters);
}

void Vocabulary::fit_beginnings(std::string_view typed, Place place, std::vector<Fit>& fits) const {
    const std::uint8_t beginning =
        typed.size() == 1 ? kOneLetter : (place.last ? kBeginning : kAbbreviated);
    for (std::uint32_t i = number_of(typed); i < words_.size(); ++i) {
        const std::string& known = words_[i];
        if (!known.starts_with(typed)) break;
        const bool code = has_digit(typed) && known.size() > kCodeBytesMin;
        if (known.size() == typed.size())
            fits.push_back({.word = i, .fit = kExact});
        else if (!code || typed.size() >= kCodeBytesMin)
            fits.push_back({.word = i, .fit = beginning});
    }
}

void Vocabulary::fit_sounds(std::string_view typed, std::vector<Fit>& fits) const {
    const std::string sound = sound_of(typed);
    auto at = std::lower_bound(
        by_sound_.begin(), by_sound_.end(), sound,
        [this](std::uint32_t word, const std::string& value) { return sounds_[word] < value; });
    for (; at != by_sound_.end() && sounds_[*at] == sound; ++at)
        fits.push_back({.word = *at, .fit = kSounds});
}

void Vocabulary::fit_mistakes(std::string_view typed, Place place, std::vector<Fit>& fits) const {
    const int mistakes = mistakes_allowed(typed, place.alone);
    if (mistakes == 0) return;
    const std::uint32_t letters = letters_in(typed);
    const bool is_short = mistakes_allowed(typed, true) == 0;
    for (std::size_t i = first_letter_; i < words_.size(); ++i) {
        if (more_than(mistakes, letters & ~letters_[i])) continue;
        const std::string& known = words_[i];
        if (!place.last && known.size() > typed.size() + static_cast<std::size_t>(mistakes))
            continue;
        const Distance distance = distance_between(typed, known, mistakes);
        std::uint8_t fit = 0;
        if (distance.whole <= mistakes)
            fit = is_short ? kShortMistake : (distance.whole == 1 ? kOneMistake : kTwoMistakes);
        else if (place.last && !is_short && distance.beginning <= mistakes)
            fit = kMistakenBeginning;
        if (fit > 0) fits.push_back({.word = static_cast<std::uint32_t>(i), .fit = fit});
    }
}

std::vector<Vocabulary::Fit> Vocabulary::fits(std::string_view typed, Place place) const {
    std::vector<Fit> fits;
    fit_beginnings(typed, place, fits);
    if (has_digit(typed)) return fits;
    fit_sounds(typed, fits);
    fit_mistakes(typed, place, fits);
    return fits;
}

bool Vocabulary::split_into(std::string_view glued, std::vector<std::string>& parts) const {
    constexpr std::size_t kPartMin = 2;
    for (std::size_t size = glued.size(); size >= kPartMin; --size) {
        const auto part = glued.substr(0, size), rest = glued.substr(size);
        const std::uint32_t at = number_of(part);
        if (at == words_.size() || !words_[at].starts_with(part)) continue;
        if (!rest.empty() && (words_[at].size() != size || rest.size() < kPartMin)) continue;
        parts.emplace_back(part);
        if (rest.empty() || split_into(rest, parts)) return true;
        parts.pop_back();
    }
    return false;
}

std::vector<std::string> Vocabulary::split(std::string_view glued) const {
    constexpr std::size_t kGluedMax = 32;  // Longer is not typed, and costs time.
    std::vector<std::string> parts;
    if (glued.size() > kGluedMax || has_digit(glued) || !split_into(glued, parts)) return {};
    return parts;
}

}  // namespace catalogue

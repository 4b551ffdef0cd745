#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tally/dossier.h"

/// How an export of the dossier system is to be understood: which column says what, and which
/// words in it. Configuration (config/dossier_import.toml), for every system names them anew.
namespace dossiers {

/// What we read of a line. Every other column, names and numbers of people above all, is never
/// looked at. The last two may be absent from a file.
enum class Column { date, procedure, channel, digitised, fee, result, amount, count };
inline constexpr std::size_t kColumnCount = 8;
inline constexpr std::size_t kColumnsNeeded = 6;
std::string_view name_of(Column column);

/// How headers and words are compared: without case, accents, blanks and signs; "2.0", which
/// some programs write for a whole number, is "2".
std::string key_of(std::string_view text);

enum class DateForm { day_month_year, year_month_day, excel };

/// What the fee's column says. `not_online`: paid otherwise, or nothing was due; whether it was,
/// the amount's column knows.
enum class FeeWord { none, online, cash, not_online };

/// Words, as an export writes them, and what each means.
template <class Value>
class Vocabulary {
public:
    struct Meaning {
        std::string key, word;  ///< As compared, as written.
        Value value;
    };

    /// "" is an empty cell, "*" any text that has no other meaning. `false` when the word has
    /// another meaning already; twice the same does no harm.
    bool add(const std::string& word, Value value) {
        const bool any = word == "*";
        const std::string key = any ? std::string() : key_of(word);
        const Meaning* before = any ? others() : find_key(key);
        if (before) return before->value == value;
        const Meaning meaning{.key = key, .word = word, .value = value};
        if (any)
            others_ = meaning;
        else
            meanings_.push_back(meaning);
        return true;
    }

    /// What a cell means, or nullptr.
    const Meaning* find(std::string_view cell) const {
        const std::string key = key_of(cell);
        if (const Meaning* meaning = find_key(key)) return meaning;
        return key.empty() ? nullptr : others();
    }

    /// The words for one value, or all of them, for people: "1, 2, 3".
    std::string words(std::optional<Value> value = std::nullopt) const {
        std::string list;
        for (const Meaning& meaning : meanings_)
            if (!meaning.word.empty() && (!value || meaning.value == *value))
                list += (list.empty() ? "" : ", ") + meaning.word;
        return list;
    }

private:
    const Meaning* others() const { return others_ ? &*others_ : nullptr; }
    const Meaning* find_key(const std::string& key) const {
        for (const Meaning& meaning : meanings_)
            if (meaning.key == key) return &meaning;
        return nullptr;
    }

    std::vector<Meaning> meanings_;
    std::optional<Meaning> others_;
};

struct Mapping {
    Vocabulary<Column> headers;
    std::vector<DateForm> dates;
    Vocabulary<tally::Channel> channels;  ///< An empty cell is Channel::missing.
    Vocabulary<bool> digitised;
    Vocabulary<FeeWord> fees;
    Vocabulary<tally::ResultForm> results;
};

}  // namespace dossiers

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/language.h"

/// Administrative procedures (thủ tục hành chính) as the kiosk knows them: facts from the
/// national portal, and for the common ones a plain card in our own words. Values, read once,
/// never changed. The file is described in config/README.md; `load.h` reads and validates it.
namespace catalogue {

using text::Translated;

/// What the source says of the fee; decides what the screen may say (say.h). A zero that the
/// province decides is not "free" (shared/data/README.md, "fee.kind").
enum class FeeKind {
    amount,                  ///< Figures in VND, and they hold.
    amount_set_by_province,  ///< A figure is printed, but the province decides: not a fact.
    set_by_province,         ///< The portal prints "free", the note says the province decides.
    free_stated,             ///< The source itself says: no fee.
    zero_unexplained,        ///< Value 0 and no note: probably free, not proven.
    zero_with_note,          ///< Value 0 and a note that refers to other rules.
    unknown,                 ///< No figure seen.
};
enum class Method { any, online, counter, post };
struct FeeAmount {
    std::int64_t vnd = 0;
    Method method = Method::any;
    bool operator==(const FeeAmount&) const = default;
};
struct Fee {
    FeeKind kind = FeeKind::unknown;
    std::vector<FeeAmount> amounts;
    std::optional<std::chrono::sys_days> valid_until;  ///< After this day: ask.
    bool operator==(const Fee&) const = default;
};

enum class TimeUnit { working_day, day, hour };
struct TimeLimit {
    double value = 0;  ///< Halves exist: 21.5 working days.
    TimeUnit unit = TimeUnit::working_day;
    bool operator==(const TimeLimit&) const = default;
};

enum class OnlineLevel { full, partial, offered, none, unknown };
enum class Counter { ward, police, military };  ///< UBND, Công an, Ban CHQS of the commune.

enum class Paper { original, copy, form, show, if_needed };
struct Bring {
    Translated name;
    std::optional<Translated> note;
    Paper kind = Paper::original;
    std::vector<std::string> cases;  ///< Ids of the cases that need it; empty: every case.
    bool operator==(const Bring&) const = default;
};
struct Case {
    std::string id;
    Translated name;
    bool operator==(const Case&) const = default;
};

/// The plain card: our own short words; never the official sentences.
struct Card {
    Translated name, for_whom, result;
    std::vector<Case> cases;
    std::vector<Bring> bring;
    std::vector<std::string> words;      ///< Everyday search words, lower case.
    std::optional<Translated> fee_unit;  ///< "mỗi trang": what one fee is for.
    bool operator==(const Card&) const = default;
};

struct Procedure {
    std::string code;   ///< "1.001193": class, dot, six digits. Always text, never a number.
    std::string name;   ///< The official name, up to 1,192 characters in the wild.
    std::string field;  ///< The portal's lĩnh vực.
    std::string tile;   ///< The life-event tile it stands under.
    std::string group;  ///< The filter tab inside the tile; may be empty.
    Counter counter = Counter::ward;
    bool internal = false;     ///< Between agencies: never shown to citizens.
    std::string formality_id;  ///< The portal's UUID; empty: search by code.
    OnlineLevel online = OnlineLevel::unknown;
    Fee fee;
    std::vector<TimeLimit> times;  ///< Several: it depends on the case.
    std::string source_date;       ///< When the facts were read: ISO date, or its month.
    std::optional<Card> card;
    bool operator==(const Procedure&) const = default;
};

struct Group {
    std::string id;
    Translated name;
    std::string icon{};  ///< As of a tile; empty: the tile's.
    bool operator==(const Group&) const = default;
};
struct Tile {
    std::string id;
    std::string icon;  ///< A name of the icon font (ui/icons.h).
    std::string tint;  ///< family, papers, land, care: the colour family of the design.
    Translated name;
    std::vector<Group> groups;
    bool operator==(const Tile&) const = default;
};

/// All procedures and tiles. Pointers into it live as long as it does.
class Catalogue {
public:
    Catalogue() = default;
    Catalogue(std::string date, std::vector<Tile> tiles, std::vector<Procedure> procedures);

    const std::string& date() const { return date_; }  ///< ISO date of this edition.
    const std::vector<Tile>& tiles() const { return tiles_; }
    const std::vector<Procedure>& procedures() const { return procedures_; }  ///< File order.

    const Procedure* find(std::string_view code) const;  ///< nullptr when there is none.
    const Tile* tile(std::string_view id) const;

    /// The picture of a procedure: its group's, else its tile's.
    std::string_view icon(const Procedure& procedure) const;

    /// What a citizen sees under a tile, in file order; internal ones are left out.
    std::vector<const Procedure*> under(std::string_view tile, std::string_view group = {}) const;

private:
    std::string date_;
    std::vector<Tile> tiles_;
    std::vector<Procedure> procedures_;
    std::map<std::string, std::size_t, std::less<>> by_code_;
};

/// "1.001193": one digit, a dot, six digits.
bool is_code(std::string_view text);

/// The everyday name, else the official one without "Thủ tục" and not in capitals.
std::string short_name(const Procedure& procedure, text::Language language);

}  // namespace catalogue

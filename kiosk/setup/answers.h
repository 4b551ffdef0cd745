#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/wards.h"
#include "settings/agent_file.h"
#include "settings/settings.h"
#include "text/language.h"

/// What the person who sets the kiosk up is asked, and how what they typed becomes a value. The
/// same reading serves the prompt, the command line and the file on a stick.
namespace setup {

/// In the order of asking: the width is asked for as the panel stands.
enum class Field {
    ward,
    counter,
    rotate,
    panel_width_mm,
    above_floor_mm,
    wifi_name,
    wifi_password,
    workdays,
    saturday,
    sunday,
    slip_printer,
    sheet_printer,
    province,
    code,
};
inline constexpr std::array kFields{
    Field::ward,           Field::counter,   Field::rotate,        Field::panel_width_mm,
    Field::above_floor_mm, Field::wifi_name, Field::wifi_password, Field::workdays,
    Field::saturday,       Field::sunday,    Field::slip_printer,  Field::sheet_printer,
    Field::province,       Field::code};
/// "panel_width_mm": in the file; the option is "--panel-width-mm".
std::string_view name_of(Field field);
std::optional<Field> field_named(std::string_view name);

/// Everything that is asked, as values. Begins as what is configured now.
struct Answers {
    std::string ward, counter;  ///< Five digits; as citizens read it.
    int rotate = 0;
    double panel_width_mm = 0, above_floor_mm = 0;
    std::string wifi_name{}, wifi_password{};
    settings::WeekHours opening{};
    settings::Printer slip_printer{}, sheet_printer{};
    std::string province{};  ///< An address; empty: none.
    std::string code{};      ///< One-time; it goes to motcua-agent and is written nowhere.
    bool operator==(const Answers&) const = default;
};
Answers answers_of(const settings::Settings& settings, const settings::AgentFile& agent);

/// What reading an answer needs to know.
struct Known {
    const catalogue::Wards& wards;
    const text::Words& words;
    double aspect = 16.0 / 9;  ///< Width to height of the panel as it lies in its box.
};

/// Takes what was typed for a field. `invalid` says in words what is expected; whether the number
/// is one that the kiosk takes, its own loader decides later.
Result<> take(Answers& answers, Field field, std::string_view typed, const Known& known);

/// The value of a field as people may type it again; empty where there is none.
std::string shown(const Answers& answers, Field field);
/// The same with what it means: the ward's name, "mm".
std::string shown_long(const Answers& answers, Field field, const Known& known);

/// The wards that a code or a name means, without regard to accents: one if it is clear.
std::vector<const catalogue::Ward*> wards_like(const catalogue::Wards& wards,
                                               std::string_view typed);

/// What anybody may have written, for a terminal: without control characters, and not too long.
std::string printable(std::string_view text);

/// An answer from the command line or from a file, and where it stood.
struct Given {
    Field field;
    std::string typed;
    std::string source;  ///< "--ward", "motcua-setup.toml:3".
};
/// Takes them all; `invalid` has a line for each mistake.
Result<> take_all(Answers& answers, const std::vector<Given>& given, const Known& known);

}  // namespace setup

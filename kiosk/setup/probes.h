#pragma once

#include <optional>
#include <string>
#include <vector>

#include "printing/printer.h"
#include "settings/agent_file.h"
#include "setup/panel.h"
#include "setup/programs.h"
#include "shell/resources.h"

/// What is tested once the configuration stands: each look gives one finding with its figure, and
/// what to do where it is not well. They only look; what they open they close.
namespace setup {

enum class Grade {
    good,
    note,  ///< It works, but somebody should know.
    bad,   ///< Not ready for citizens.
};
struct Finding {
    std::string id;  ///< "glass": its name is the text "setup.check.glass".
    Grade grade = Grade::good;
    std::string figure;
    std::string advice{};  ///< What to do; empty when all is well.
    bool operator==(const Finding&) const = default;
};

/// The machine that is looked at; tests give it other folders and other programs.
struct Machine {
    const Clock& clock;
    Runner run = run_program;
    std::string programs = own_folder();
    std::string drm = "/sys/class/drm", input = "/sys/class/input";
    std::string mountinfo = "/proc/self/mountinfo";
    std::string systemd = "/run/systemd/system";  ///< There while systemd runs.
    std::string
        appliance{};  ///< Makes this machine a kiosk (systemd/appliance); empty: nothing does.
    bool at_console = false;  ///< Who sits here sits at the screen that the kiosk will take.
    bool may_draw = true;     ///< Whether the glass may be opened to see that it can be.
};

inline constexpr const char* kKioskUnit = "motcua-kiosk.service";
inline constexpr const char* kCageUnit = "motcua-kiosk-cage.service";
inline constexpr const char* kAgentUnit = "motcua-agent.service";
/// The unit that draws: the second way, under a compositor, where that is the one enabled.
std::string kiosk_unit(const Machine& machine);

/// Everything a look may want to know. Outlives the looks.
struct Subject {
    const Machine& machine;
    const shell::Places& places;
    const settings::Settings& settings;
    const settings::AgentFile& agent;
    const text::Words& words;
    text::Language language;
};

/// The panel as it was found, and everything that is tested on it.
struct Looked {
    std::vector<Finding> findings;
    int width_pixels = 0, height_pixels = 0;  ///< As it stands; 0: no display.
    std::string catalogue_date{};
};
Looked look_at_all(const Subject& subject);

// One by one.
Finding look_at_configuration(const Subject& subject);
Finding look_at_touch(const Subject& subject);
Finding look_at_clock(const Subject& subject);
Finding look_at_network(const Subject& subject);
Finding look_at_province(const Subject& subject);
Finding look_at_printer(const Subject& subject, const std::string& id,
                        const settings::Printer& printer);
Finding look_at_disk(const Subject& subject);
Finding look_at_journal(const Subject& subject);
Finding look_at_voice(const Subject& subject);
Finding look_at_staff(const Subject& subject);
Finding look_at_services(const Subject& subject);
/// The glass, its size and the codes on it; `looked` learns the panel.
void look_at_glass(const Subject& subject, Looked& looked);

bool is_well(const std::vector<Finding>& findings);  ///< None is bad.

bool has_systemd(const Machine& machine);
/// What `systemctl` answers of a unit: "active", "enabled"; empty where there is no systemd.
std::string ask_systemd(const Machine& machine, const char* question, const std::string& unit);
}  // namespace setup

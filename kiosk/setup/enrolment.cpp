#include "setup/enrolment.h"

#include <sys/stat.h>

#include <chrono>

#include "setup/answers.h"

namespace setup {

namespace {

// Meeting twice over a slow line, each with the agent's own patience.
constexpr std::chrono::minutes kEnrolMax{5};

/// The agent's folder once there is one; before that, of the kiosk's state.
std::string owned_folder(const std::string& state) {
    struct stat facts {};
    const std::string own = state + "/agent";
    return ::stat(own.c_str(), &facts) == 0 ? own : state;
}

}  // namespace

Result<std::string> enrol(const Machine& machine, const shell::Places& places,
                          const std::string& address, const std::string& code) {
    std::vector<std::string> words{machine.programs + "/motcua-agent", "--state", places.state,
                                   "--config", places.config};
    if (!address.empty()) words.insert(words.end(), {"--province", address});
    words.insert(words.end(), {"enrol", "--code=" + code});
    words = as_owner_of(owned_folder(places.state), std::move(words));
    const Ran ran = TRY(machine.run(words, kEnrolMax));
    const std::string said = ran.said.substr(0, ran.said.find('\0'));
    if (ran.status == 0) return said;
    const std::size_t line = said.rfind('\n');
    return Error{Error::Code::unavailable,
                 printable(line == said.npos ? said : said.substr(line + 1))};
}

}  // namespace setup

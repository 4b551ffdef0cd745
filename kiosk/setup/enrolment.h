#pragma once

#include <string>

#include "base/result.h"
#include "setup/probes.h"

namespace setup {

/// Has motcua-agent meet the province with a one-time code, as the user the agent runs as; an
/// agent that runs is asked, else one is made for this. What it says, with the four words that
/// the province must show; the Error says why it was refused or not reached.
Result<std::string> enrol(const Machine& machine, const shell::Places& places,
                          const std::string& address, const std::string& code);

}  // namespace setup

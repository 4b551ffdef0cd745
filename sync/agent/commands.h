#pragma once

#include <string>

#include "agent/asked.h"
#include "agent/courier.h"

namespace agent {

/// What was asked on the command line.
struct Command {
    Places places;
    std::string version;
    std::string code;    ///< enrol
    std::string folder;  ///< export, import
    bool json = false;   ///< status
    long wait_s = 0;     ///< send
};

/// What `motcua-agent` does. Whatever changes something is asked of the agent that runs, or done
/// here when none runs. They return the exit status: 0 done, 1 not done.
int run(const Command& command);
int status(const Command& command);
int send(const Command& command);
/// enrol, rotate, export, import.
int ask(const Command& command, Asked::What what);

}  // namespace agent

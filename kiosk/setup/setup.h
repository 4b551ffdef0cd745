#pragma once

#include <string>
#include <vector>

#include "setup/answers.h"
#include "setup/console.h"
#include "setup/probes.h"

/// `motcua-kiosk setup`: from a box with the program on it to a kiosk that is known to work. Asks,
/// writes the configuration, enrols with the province, tests everything, and says on one page
/// whether citizens may come. Running it again begins with what is configured.
namespace setup {

struct Options {
    shell::Places places;
    std::string version{};
    std::vector<Given> given{};  ///< By options of the command line; they win over a file's.
    std::string from{};          ///< A file of answers; empty: looked for on a stick.
    std::string report{};        ///< Where to write the readiness report, a PDF; empty: nowhere.
    std::string language = "vi";
    bool check = false;  ///< Only test.
    bool yes = false;    ///< Ask nothing: what is given and what is configured, and start it.
    bool print = false;  ///< The report and a page of each printer, on paper.
};

/// Returns the exit status: 0 ready for citizens, 1 not ready or given up, 2 wrong usage or a
/// configuration that cannot be read. Nothing is written before all of it is known to hold.
int run(const Options& options, const Machine& machine, Console& console);

/// Whether we are read on the machine's text console, also through sudo: it has 256 letters, and
/// those of Vietnamese are seldom among them; and the kiosk takes its place.
bool has_few_letters();

}  // namespace setup

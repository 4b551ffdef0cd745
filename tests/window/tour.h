#pragma once

#include <string>

#include "base/result.h"

/// The whole way of a count, by the real programs on this machine: a province, an agent that is
/// enrolled with it, a kiosk on a virtual display; a citizen who walks through it; and the count as
/// the province then has it, beside that of the kiosk's journal.
struct Tour {
    std::string programs;  ///< The folder of motcua-kiosk, motcua-agent and motcua-province.
    std::string folder;    ///< An empty folder that everything is put into; the caller's.
};

/// Prints each step and both counts on standard output. An Error when a step fails or the counts
/// are not equal.
Result<> walk_tour(const Tour& tour);

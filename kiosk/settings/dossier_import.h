#pragma once

#include <string>

#include "base/result.h"
#include "dossiers/mapping.h"

/// What an operator writes in config/dossier_import.toml, checked. Described in config/README.md.
namespace settings {

/// `invalid` says "file:line: what was expected"; several mistakes come together, a line each.
/// A word that stands for two things is a mistake.
Result<dossiers::Mapping> load_dossier_import(const std::string& path);

}  // namespace settings

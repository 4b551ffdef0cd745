#pragma once

#include <string>

#include "catalogue/catalogue.h"

namespace tools {

/// Every fact of a procedure and its plain card, for an operator's terminal, one a line. Facts
/// stand as the catalogue has them; what the kiosk says of them is say.h's matter.
std::string show(const catalogue::Catalogue& catalogue, const catalogue::Procedure& procedure,
                 text::Language language);

}  // namespace tools

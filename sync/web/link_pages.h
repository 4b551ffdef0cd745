#pragma once

#include <string>

#include "web/context.h"

/// The link check list (README.md, "Publishing"): every code, what people saw when they tried it,
/// and the code itself to try.
namespace web {

Answer link_list(Context& context, const Request& request, const std::string& part);
Answer mark_link(Context& context, const Request& request, const std::string& part);
Answer link_code(Context& context, const Request& request, const std::string& part);

}  // namespace web

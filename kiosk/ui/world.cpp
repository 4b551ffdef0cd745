#include "ui/world.h"

#include "catalogue/short_link.h"

namespace ui {

std::string World::address(catalogue::LinkKind kind, const catalogue::Procedure& of,
                           std::optional<std::uint32_t> device) const {
    if (!device || through_province.empty()) return links->address(kind, of);
    const bool own = catalogue::is_of_a_procedure(kind);
    return catalogue::short_address(
        through_province,
        {.device = *device, .kind = kind, .procedure = own ? of.code : std::string()});
}

std::string World::through_host() const {
    const std::size_t scheme = through_province.find("//");
    return scheme == std::string::npos ? std::string() : through_province.substr(scheme + 2);
}

}  // namespace ui

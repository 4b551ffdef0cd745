#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"

namespace catalogue {

/// Addresses with holes, from configuration: the portal was rebuilt in 2026 and will be again
/// (handbook/domain.md §5). {formality_id} and {code} are filled in.
struct LinkTemplates {
    std::string procedure;           ///< One procedure, by {formality_id}.
    std::string search;              ///< By {code}, where no formality_id is known.
    std::string submit;              ///< Start filing, by {formality_id}.
    std::string track;               ///< Follow a dossier; the citizen types its code there.
    std::string account;             ///< About VNeID.
    std::vector<std::string> hosts;  ///< The only hosts a QR code may lead to.
};

/// The addresses behind QR codes. The first two are of a procedure.
enum class LinkKind { procedure, submit, track, account };
inline constexpr LinkKind kLinkKinds[] = {LinkKind::procedure, LinkKind::submit, LinkKind::track,
                                          LinkKind::account};
std::string_view name_of(LinkKind kind);  ///< "procedure", "submit", "track", "account".
std::optional<LinkKind> link_kind(std::string_view name);
constexpr bool is_of_a_procedure(LinkKind kind) {
    return kind == LinkKind::procedure || kind == LinkKind::submit;
}

/// Every address the kiosk can show, made from checked templates: https, an allowed host, the
/// right holes, and short enough for a QR code that scans at arm's length.
class Links {
public:
    /// The longest address: 134 bytes fit version 8 at level M (49 modules), 1 mm a module in
    /// 60 mm with the quiet zone (handbook/kiosk.md §4.3).
    static constexpr std::size_t kLengthMax = 152;

    static Result<Links> make(LinkTemplates templates);

    std::string procedure(const Procedure& procedure) const;
    std::string submit(const Procedure& procedure) const;
    const std::string& track() const { return templates_.track; }
    const std::string& account() const { return templates_.account; }
    /// The same by kind; `of` is looked at where the kind is of a procedure.
    std::string address(LinkKind kind, const Procedure& of) const;
    const LinkTemplates& templates() const { return templates_; }

private:
    explicit Links(LinkTemplates templates) : templates_(std::move(templates)) {}
    LinkTemplates templates_;
};

/// "WIFI:T:WPA;S:name;P:password;;" as phones' cameras read it; an empty password is an open
/// network. Special characters are escaped.
std::string wifi_code(const std::string& name, const std::string& password);

}  // namespace catalogue

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "catalogue/links.h"
#include "ledger/ledger.h"
#include "publishing/in_force.h"

/// The list of codes that people try with a phone: a program cannot, for the portal answers 200 to
/// everything. A mark is of an address, so a changed template makes all older marks stale at once.
namespace publishing {

/// What somebody saw.
struct Mark {
    bool good = false;
    WallTime at{};
    std::string officer, note;
    std::string address;  ///< That was tried.
};

/// One code: of a procedure, or of everybody's (`procedure` is empty then).
struct LinkCheck {
    std::string procedure, name;
    catalogue::LinkKind kind = catalogue::LinkKind::procedure;
    std::string address;  ///< By the catalogue and the templates in force.
    std::optional<Mark> last;
    std::optional<WallTime> last_good;  ///< Of whichever address.
    /// The last mark is of the address as it is now.
    bool current() const { return last && last->address == address; }
};

/// Every code there is: those of everybody first, then the procedures in the catalogue's order.
Result<std::vector<LinkCheck>> link_checks(ledger::Ledger& ledger, const Folders& folders);

/// The address of one code as it is in force; nothing where there is no such code.
Result<std::optional<std::string>> address_of(ledger::Ledger& ledger, const Folders& folders,
                                              const std::string& procedure,
                                              catalogue::LinkKind kind);

/// Writes a mark down. The caller has held `mark.address` against address_of().
Result<> mark_link(ledger::Ledger& ledger, const std::string& procedure, catalogue::LinkKind kind,
                   const Mark& mark);

}  // namespace publishing

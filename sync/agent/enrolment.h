#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agent/identity.h"
#include "agent/road.h"
#include "base/result.h"

namespace agent {

/// How the province is met: what the operator configured, and what the clock is worth.
struct Meeting {
    std::string address;            ///< "https://province.example", without "/" at its end.
    std::vector<std::string> pins;  ///< Configured ones.
    bool clock_trusted = true;
};

/// What came of an enrolment.
struct Enrolled {
    std::optional<Identity> identity;  ///< Nothing: it was refused.
    std::string refused;  ///< Why, for programs: "mistyped", or the province's word: "code_used".
    std::string why;      ///< For people.
    bool by_code_alone = false;  ///< The server was not known; the code's MAC vouched for it.
};

/// Enrols this kiosk by a code as people type it. What was lost on the way can be asked again
/// with the same code. Fails with
///   `invalid`      who answered does not know the code,
///   `unavailable`  no answer, or "later": try again.
Result<Enrolled> enrol(const IdentityFiles& files, Road& road, const std::string& typed_code,
                       const std::string& ward, const Meeting& meeting);

/// Replaces the device's key by one the old key signs for. Asked again, it goes on where it was.
Result<Identity> rotate(const IdentityFiles& files, Road& road, const Identity& identity,
                        const Meeting& meeting);

/// By what the province is known once a kiosk is enrolled: the pins of its certificate, and the
/// configured ones, with which an operator can bridge a change of keys; else the authorities.
void know_province(Request& request, const Identity& identity, const Meeting& meeting);

}  // namespace agent

#pragma once

#include "officers/officers.h"

/// All four of an account as `officer` has them, whatever they are now.
inline officers::Patch patch_to(const officers::Officer& officer) {
    return {.name = officer.name,
            .full_name = officer.full_name,
            .role = officer.role,
            .ward = officer.ward,
            .disabled = officer.disabled.has_value()};
}

#pragma once

#include "base/result.h"
#include "settings/province_file.h"
#include "web/access.h"

namespace province {

/// The secret of the province's own proxy, read from the file that province.toml names; off where
/// none is. `invalid` for a secret that can be guessed, or a file that everybody may read.
Result<web::SignOn> load_sign_on(const settings::ProvinceSettings& settings);

}  // namespace province

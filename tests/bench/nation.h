#pragma once

#include <string>

#include "bench/fleet.h"
#include "tally/report.h"

/// A store as large as the country: 3,321 communes, each with a kiosk that was heard, and sums of
/// some days and procedures. The sums are put into their tables as they are, and there are no
/// cells below them: ten million cells would take minutes to tell, and no page of figures
/// reads them but the ward's own list of what did not count.
struct Nation {
    std::size_t wards = 3'321;
    tally::Period days;
    int procedures = 5;  ///< Of each ward on each day.
};

/// Fills an empty store.
Result<> fill_nation(const std::string& address, const wire::SecretKey& key, const Nation& nation);

/// A folder of configuration for it: ours, with these wards and a campaign that ends with these
/// days.
Result<> write_nation_config(const std::string& folder, const Nation& nation);

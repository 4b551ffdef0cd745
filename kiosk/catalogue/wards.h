#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace catalogue {

/// A commune-level unit (xã, phường). Two wards may share a name (Diên Hồng is 23563 in Gia Lai
/// and 27169 in TP.HCM): the code is what counts.
struct Ward {
    std::string code;       ///< Five digits.
    std::string name;       ///< "Diên Hồng".
    std::string full_name;  ///< "Phường Diên Hồng".
};
struct Wards {
    std::string province_code, province_name;
    std::vector<Ward> list;

    const Ward* find(const std::string& code) const;
};

/// Reads config/wards.json; `invalid` names the file and the entry.
Result<Wards> load_wards(const std::string& path);
/// The same of bytes that came from `source`, which the messages name.
Result<Wards> parse_wards(std::string_view bytes, const std::string& source);

}  // namespace catalogue

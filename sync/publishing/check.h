#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace publishing {

/// One mistake in a file that is to be published, in the words of the kiosk's own loader.
struct Fault {
    std::string path;
    std::optional<int> line{};  ///< Where the loader names one.
    std::string message;        ///< "expected two digits, as "52""; never empty.
    bool operator==(const Fault&) const = default;
};

std::string in_words(const Fault& fault);  ///< "portal.toml:12: what is wrong".

/// Why a file cannot be published; none: it can.
std::vector<Fault> faults_of(const std::string& path, std::string_view bytes);
/// The same of one that was published and is to be again: it may have a name of before.
std::vector<Fault> faults_of_former(const std::string& path, std::string_view bytes);

/// Whether files may be published: each is read by the loader that the kiosk itself uses.
/// `invalid` names every mistake, a line each, by the path under which it would be published.
Result<> check_publication(const std::vector<std::pair<std::string, std::string>>& path_and_bytes);

}  // namespace publishing

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "wire/keys.h"
#include "wire/publication.h"

namespace agent {

/// Gives the bytes of what a publication is made of, from the network or from a stick. `file`
/// writes to the path it is told; both fail as a Road does.
struct Source {
    std::function<Result<std::string>()> envelope;
    std::function<Result<>(const wire::Publication::File& file, const std::string& path)> file;
};

/// What the province publishes, in <state>/province: a folder for each version, `current` (a
/// link) names the one in use, `previous` the one before. A publication comes into use whole, by
/// one rename: a power cut at any moment leaves the old one or the new one.
class Publications {
public:
    /// Says whether the files in a folder may be used: the kiosk's own check.
    using Check = std::function<Result<>(const std::string& folder)>;

    Publications(std::string folder, Check check)
        : folder_(std::move(folder)), check_(std::move(check)) {}

    std::int64_t in_use() const;  ///< Its version; 0: none.

    /// Takes one in: signed by one of the keys, for this province, of a higher version than the one
    /// in use, every file as long and with the digest it says, and the check content. Returns its
    /// version. `invalid`: it does not pass, and will not the next time either.
    Result<std::int64_t> take(const Source& source, const std::vector<wire::PublicKey>& keys,
                              const std::string& province) const;

    /// Where `current` points to.
    std::string current() const { return folder_ + "/current"; }

private:
    Result<wire::Publication> open(const std::string& envelope,
                                   const std::vector<wire::PublicKey>& keys,
                                   const std::string& province) const;
    Result<> fetch(const Source& source, const wire::Publication& publication,
                   const std::string& folder) const;
    Result<> switch_to(std::int64_t version) const;
    Result<> point(const std::string& link, const std::string& target) const;
    void remove_others() const;

    std::string folder_;
    Check check_;
};

}  // namespace agent

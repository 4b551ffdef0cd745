#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "wire/certificate.h"
#include "wire/keys.h"

namespace agent {

/// Who this kiosk is to the province: the device's key, and the certificate that binds it.
struct Identity {
    wire::SecretKey key;
    wire::Certificate certificate;
    std::string address;  ///< Of the province, as given at enrolment.

    std::string words() const;  ///< The four words both ends show.
};

/// The files in <state>/agent in which it is kept. A key is on the disk before anybody hears of
/// it, and the certificate says which of the keys is in use: a power cut between any two steps
/// leaves the old identity or the new one.
class IdentityFiles {
public:
    explicit IdentityFiles(std::string folder) : folder_(std::move(folder)) {}

    /// Nothing when this kiosk is not enrolled.
    Result<std::optional<Identity>> load() const;

    /// The key of an enrolment by the code of this number: made once, so that an answer that was
    /// lost can be asked for again.
    Result<wire::SecretKey> key_for_code(const std::string& number) const;
    /// The key that is to replace the one in use, made once.
    Result<wire::SecretKey> next_key() const;
    bool has_next_key() const;  ///< A rotation was begun, and its answer is not here yet.

    /// The certificate is for one of the keys above: it is the one in use from now on.
    Result<> adopt(const std::string& certificate_envelope) const;
    Result<> keep_address(const std::string& address) const;

private:
    std::vector<std::string> key_files() const;
    Result<wire::SecretKey> key_in(const std::string& name) const;
    Result<std::optional<wire::SecretKey>> find_key(const wire::PublicKey& key) const;
    std::string path(const std::string& name) const { return folder_ + "/" + name; }

    std::string folder_;
};

}  // namespace agent

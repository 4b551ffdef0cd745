#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "wire/code.h"
#include "wire/keys.h"

namespace wire {

/// What binds a device's key to a ward, signed by the province (README.md §6).
struct Certificate {
    std::int64_t serial = 1;
    std::string device;  ///< 32 hexadecimal digits.
    PublicKey key{};
    std::string ward;  ///< Five digits.
    std::string name;  ///< "Quầy 1", at most 80 bytes.
    std::string province_code, province_name;
    std::vector<PublicKey> province_keys;  ///< The one in use first; 1 to 4.
    std::vector<std::string> pins;         ///< "sha256//…", at most 8.
    bool operator==(const Certificate&) const = default;
};
std::string encode(const Certificate& certificate);
Result<Certificate> decode_certificate(std::string_view payload);

/// The body of POST /v1/enrol.
struct EnrolRequest {
    std::string number;  ///< Of the code: four symbols.
    PublicKey key{};
    std::string ward;
    std::string mac;
    bool operator==(const EnrolRequest&) const = default;
};
EnrolRequest enrol_request(const Code& code, const PublicKey& key, const std::string& ward);
/// The MAC that only who knows the code can make; `code_key` is Code::key().
std::string enrol_mac(const EnrolRequest& request, std::string_view code_key);
std::string encode(const EnrolRequest& request);
Result<EnrolRequest> decode_enrol_request(std::string_view body);

/// The answer to it: the certificate's envelope, vouched for by the code.
struct EnrolAnswer {
    std::string certificate;  ///< The envelope's bytes.
    std::string mac;
    bool operator==(const EnrolAnswer&) const = default;
};
EnrolAnswer enrol_answer(std::string certificate_envelope, std::string_view code_key);
std::string encode(const EnrolAnswer& answer);
/// Checks form, MAC, envelope, that it is for this key and ward, and that one of the keys it names
/// signed it. `invalid` says which does not hold: somebody else than our province answered.
Result<Certificate> open_enrol_answer(std::string_view body, const Code& code,
                                      const EnrolRequest& request);
/// The envelope inside an answer whose MAC holds: what the device keeps as evidence.
Result<EnrolAnswer> decode_enrol_answer(std::string_view body);

/// The payload of a rotation, signed by the old key.
struct Rotation {
    std::string device;
    PublicKey key{};    ///< The new one.
    Signature proof{};  ///< By the new key.
    bool operator==(const Rotation&) const = default;
};
Rotation rotation(const std::string& device, const PublicKey& old_key, const SecretKey& new_key);
bool proves(const Rotation& rotation, const std::string& old_key_id);
std::string encode(const Rotation& rotation);
Result<Rotation> decode_rotation(std::string_view payload);

/// Opens a certificate's envelope: one of `keys` must have signed it.
Result<Certificate> open_certificate(std::string_view envelope, const std::vector<PublicKey>& keys);

/// {"error":"code_used","message":"…"}
std::string encode_problem(std::string_view code, std::string_view message);
struct Problem {
    std::string code, message;
};
Result<Problem> decode_problem(std::string_view body);

}  // namespace wire

#include "agent/identity.h"

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "wire/envelope.h"
#include "wire/words.h"

namespace agent {

namespace {

constexpr std::string_view kKey = "device.key", kNextKey = "device.key.next";
constexpr std::string_view kCertificate = "certificate.envelope", kAddress = "address";
constexpr std::string_view kEnrolPrefix = "enrol-", kKeySuffix = ".key";
constexpr std::size_t kKeyBytesMax = 256, kAddressBytesMax = 1024;
constexpr std::size_t kKeyFilesMax = 64;  // Codes that were tried; each names one.

bool is_key_file(const std::string& name) {
    return name == kKey || name == kNextKey ||
           (name.starts_with(kEnrolPrefix) && name.ends_with(kKeySuffix));
}

/// What our own file says is believed if one of the keys it names signed it: it was held against
/// the code when it came.
Result<wire::Certificate> own_certificate(const std::string& envelope) {
    const wire::Envelope parsed = TRY(wire::parse_envelope(envelope));
    const wire::Certificate claimed = TRY(wire::decode_certificate(parsed.payload));
    return wire::open_certificate(envelope, claimed.province_keys);
}

}  // namespace

std::string Identity::words() const {
    return wire::four_words(key.public_key(), certificate.province_keys.front());
}

std::vector<std::string> IdentityFiles::key_files() const {
    std::vector<std::string> names;
    std::error_code failure;
    for (std::filesystem::directory_iterator at(folder_, failure), end; !failure && at != end;
         at.increment(failure)) {
        const std::string name = at->path().filename();
        if (is_key_file(name)) names.push_back(name);
    }
    std::sort(names.begin(), names.end());  // device.key comes first.
    return names;
}

Result<std::optional<wire::SecretKey>> IdentityFiles::find_key(const wire::PublicKey& key) const {
    for (const std::string& name : key_files()) {
        const std::string text = TRY(files::read(path(name), kKeyBytesMax));
        const Result<wire::SecretKey> read = wire::SecretKey::parse(text);
        if (read && read->public_key() == key) {
            // What adopt() could not end.
            if (name != kKey)
                TRY(files::write_atomically(path(std::string(kKey)), text, files::Readers::owner));
            return std::optional<wire::SecretKey>(*read);
        }
    }
    return std::optional<wire::SecretKey>();
}

Result<std::optional<Identity>> IdentityFiles::load() const {
    const Result<std::string> envelope =
        files::read(path(std::string(kCertificate)), wire::kEnvelopeBytesMax);
    if (!envelope && envelope.error().code == Error::Code::not_found)
        return std::optional<Identity>();
    const std::string bytes = TRY(envelope);
    Result<wire::Certificate> certificate = own_certificate(bytes);
    if (!certificate) return std::move(certificate).error().during("read the certificate");
    const std::optional<wire::SecretKey> key = TRY(find_key(certificate->key));
    if (!key)
        return Error{Error::Code::corrupt,
                     "no key in " + folder_ + " fits the certificate: enrol this kiosk again"};
    Result<std::string> address = files::read(path(std::string(kAddress)), kAddressBytesMax);
    if (!address && address.error().code != Error::Code::not_found)
        return std::move(address).error();
    return std::optional<Identity>(
        Identity{*key, *certificate, address ? *address : std::string()});
}

Result<wire::SecretKey> IdentityFiles::key_in(const std::string& name) const {
    const Result<std::string> text = files::read(path(name), kKeyBytesMax);
    if (text) return wire::SecretKey::parse(*text);
    if (text.error().code != Error::Code::not_found) return text.error();
    const wire::SecretKey key = wire::SecretKey::generate();
    TRY(files::write_atomically(path(name), key.text() + "\n", files::Readers::owner));
    return key;
}

Result<wire::SecretKey> IdentityFiles::key_for_code(const std::string& number) const {
    const std::string name = std::string(kEnrolPrefix) + number + std::string(kKeySuffix);
    const std::vector<std::string> names = key_files();
    const bool known = std::find(names.begin(), names.end(), name) != names.end();
    if (!known && names.size() >= kKeyFilesMax)
        return Error{Error::Code::invalid,
                     "too many codes were tried: remove " + path("enrol-*.key") + " and try again"};
    return key_in(name);
}

Result<wire::SecretKey> IdentityFiles::next_key() const { return key_in(std::string(kNextKey)); }

bool IdentityFiles::has_next_key() const {
    std::error_code failure;
    return std::filesystem::exists(path(std::string(kNextKey)), failure);
}

Result<> IdentityFiles::adopt(const std::string& certificate_envelope) const {
    const wire::Certificate certificate = TRY(own_certificate(certificate_envelope));
    TRY(files::write_atomically(path(std::string(kCertificate)), certificate_envelope));
    const std::optional<wire::SecretKey> key = TRY(find_key(certificate.key));
    ASSERT(key.has_value());
    for (const std::string& name : key_files()) {
        if (name == kKey) continue;
        std::error_code failure;
        std::filesystem::remove(path(name), failure);
        if (failure) return Error{Error::Code::io, "remove " + path(name)};
    }
    return {};
}

Result<> IdentityFiles::keep_address(const std::string& address) const {
    return files::write_atomically(path(std::string(kAddress)), address);
}

}  // namespace agent

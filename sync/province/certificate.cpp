#include "province/certificate.h"

#include <netdb.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <memory>

#include "wire/keys.h"

namespace province {

namespace {

constexpr long kDays = 25 * 365;      // A kiosk's life, and more.
constexpr long kBackdated = -86'400;  // Clocks of a day before are no reason to refuse.
constexpr int kSerialBits = 127;

template <auto release>
struct Release {
    template <class T>
    void operator()(T* handle) const {
        release(handle);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Release<BIO_free_all>>;
using Number = std::unique_ptr<BIGNUM, Release<BN_free>>;

Error failure(const std::string& doing) {
    char text[256] = "unknown";
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    return {Error::Code::io, doing + ": " + text};
}

bool is_address(const std::string& host) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return false;
    freeaddrinfo(found);
    return true;
}

std::string alternative_names(const std::vector<std::string>& hosts) {
    std::string names;
    for (const std::string& host : hosts)
        names += (names.empty() ? "" : ",") + std::string(is_address(host) ? "IP:" : "DNS:") + host;
    return names;
}

Result<> extend(X509* certificate, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1)
        return failure("certificate: write \"" + value + "\"");
    return {};
}

Result<> fill(X509* certificate, EVP_PKEY* key, const std::vector<std::string>& hosts,
              WallTime now) {
    const Number serial(BN_new());
    if (!serial || BN_rand(serial.get(), kSerialBits, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) != 1 ||
        !BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)))
        return failure("certificate: make a serial");
    std::time_t at =
        std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    X509_set_version(certificate, X509_VERSION_3);
    X509_time_adj_ex(X509_getm_notBefore(certificate), 0, kBackdated, &at);
    X509_time_adj_ex(X509_getm_notAfter(certificate), kDays, 0, &at);
    X509_NAME* name = X509_get_subject_name(certificate);
    const auto* said = reinterpret_cast<const unsigned char*>("motcua-province");
    if (X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, said, -1, -1, 0) != 1 ||
        X509_set_issuer_name(certificate, name) != 1 || X509_set_pubkey(certificate, key) != 1)
        return failure("certificate: fill it in");
    TRY(extend(certificate, NID_basic_constraints, "critical,CA:FALSE"));
    TRY(extend(certificate, NID_key_usage, "critical,digitalSignature"));
    TRY(extend(certificate, NID_ext_key_usage, "serverAuth"));
    TRY(extend(certificate, NID_subject_alt_name, alternative_names(hosts)));
    if (X509_sign(certificate, key, EVP_sha256()) == 0) return failure("certificate: sign it");
    return {};
}

std::string text_of(BIO* memory) {
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory, &bytes);
    return std::string(bytes, static_cast<std::size_t>(size));
}

}  // namespace

Result<TlsPair> make_tls_pair(const std::vector<std::string>& hosts, WallTime now) {
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    const Memory key_text(BIO_new(BIO_s_mem())), certificate_text(BIO_new(BIO_s_mem()));
    if (!key || !certificate || !key_text || !certificate_text) return failure("make a TLS key");
    TRY(fill(certificate.get(), key.get(), hosts, now));
    if (PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                 nullptr) != 1 ||
        PEM_write_bio_X509(certificate_text.get(), certificate.get()) != 1)
        return failure("write a TLS key");
    return TlsPair{.key = text_of(key_text.get()), .certificate = text_of(certificate_text.get())};
}

Result<std::string> pin_of(std::string_view certificate_pem, const std::string& source) {
    const Memory text(
        BIO_new_mem_buf(certificate_pem.data(), static_cast<int>(certificate_pem.size())));
    const Certificate certificate(text ? PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr)
                                       : nullptr);
    if (!certificate)
        return Error{Error::Code::invalid, source + ": expected a certificate in PEM form"};
    unsigned char* bytes = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &bytes);
    if (size <= 0) return failure(source + ": read its key");
    const std::string spki(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    std::string digest;
    const std::string digits = wire::digest(spki);
    for (std::size_t i = 0; i < digits.size(); i += 2)
        digest += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    return "sha256//" + wire::base64(digest);
}

}  // namespace province

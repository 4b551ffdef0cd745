#include "wire/certificate.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "wire/envelope.h"
#include "wire/fields.h"

namespace wire {

namespace {

constexpr std::size_t kIdDigits = 32;
constexpr std::size_t kWardDigits = 5;
constexpr std::size_t kProvinceDigits = 2;
constexpr std::size_t kNameBytesMax = 80;
constexpr std::size_t kProvinceKeysMax = 4;  // In use, next, and as many of a change gone wrong.
constexpr std::size_t kPinsMax = 8;
constexpr std::size_t kCertificateBytesMax = 16u << 10;  // The largest has about 2 KiB.

bool is_pin(std::string_view text) {
    constexpr std::string_view kPrefix = "sha256//";
    if (!text.starts_with(kPrefix)) return false;
    const auto hash = parse_base64(text.substr(kPrefix.size()));
    return hash && hash->size() == std::tuple_size_v<PublicKey>;
}

void read_province(const json::Value& value, Certificate& certificate, Fields& outer) {
    Fields fields(value, {"code", "name", "keys", "pins"});
    certificate.province_code = fields.digits("code", kProvinceDigits);
    certificate.province_name = fields.text("name", kNameBytesMax);
    for (const json::Value& item : fields.array("keys", kProvinceKeysMax)) {
        const auto key = parse_key(text_of(item, fields, "keys"));
        fields.expect(key.has_value(), "keys");
        certificate.province_keys.push_back(key.value_or(PublicKey()));
    }
    fields.expect(!certificate.province_keys.empty(), "keys");
    for (const json::Value& item : fields.array("pins", kPinsMax)) {
        certificate.pins.push_back(text_of(item, fields, "pins"));
        fields.expect(is_pin(certificate.pins.back()), "pins");
    }
    outer.expect(fields.good(), "province");
}

template <class Items, class Write>
std::string list_of(const Items& items, Write write) {
    std::vector<std::string> texts;
    for (const auto& item : items) texts.push_back(fmt::format("\"{}\"", write(item)));
    return fmt::format("[{}]", fmt::join(texts, ","));
}

/// What a rotation's proof signs.
std::string rotation_text(const Rotation& rotation, const std::string& old_key_id) {
    return fmt::format("motcua-rotation-1\n{}\n{}\n{}\n", rotation.device, old_key_id,
                       hex(rotation.key));
}

}  // namespace

std::string encode(const Certificate& certificate) {
    const std::string keys =
        list_of(certificate.province_keys, [](const PublicKey& key) { return hex(key); });
    const std::string pins = list_of(certificate.pins, [](const std::string& pin) { return pin; });
    return fmt::format(R"({{"v":1,"serial":{},"device":"{}","key":"{}","ward":"{}","name":{},)"
                       R"("province":{{"code":"{}","name":{},"keys":{},"pins":{}}}}})",
                       certificate.serial, certificate.device, hex(certificate.key),
                       certificate.ward, json_text(certificate.name), certificate.province_code,
                       json_text(certificate.province_name), keys, pins);
}

Result<Certificate> decode_certificate(std::string_view payload) {
    const json::Value value = TRY(parse_object(payload, "certificate", kCertificateBytesMax));
    Fields fields(value, {"v", "serial", "device", "key", "ward", "name", "province"});
    fields.version();
    Certificate certificate;
    certificate.serial = fields.integer("serial", 1, kNumberMax);
    certificate.device = fields.hex("device", kIdDigits);
    certificate.key = fields.key("key");
    certificate.ward = fields.digits("ward", kWardDigits);
    certificate.name = fields.text("name", kNameBytesMax);
    read_province(fields.object("province"), certificate, fields);
    if (!fields.good()) return fields.error("certificate");
    return certificate;
}

Result<Certificate> open_certificate(std::string_view envelope,
                                     const std::vector<PublicKey>& keys) {
    const Envelope opened = TRY(parse_envelope(envelope));
    if (std::ranges::none_of(
            keys, [&](const PublicKey& key) { return holds(opened, kCertificateType, key); }))
        return Error{Error::Code::invalid, "certificate: not signed by a key of the province"};
    return decode_certificate(opened.payload);
}

Rotation rotation(const std::string& device, const PublicKey& old_key, const SecretKey& new_key) {
    Rotation rotation{.device = device, .key = new_key.public_key(), .proof = {}};
    rotation.proof = new_key.sign(rotation_text(rotation, key_id(old_key)));
    return rotation;
}

bool proves(const Rotation& rotation, const std::string& old_key_id) {
    return verifies(rotation.key, rotation_text(rotation, old_key_id), rotation.proof);
}

std::string encode(const Rotation& rotation) {
    return fmt::format(R"({{"v":1,"device":"{}","key":"{}","proof":"{}"}})", rotation.device,
                       hex(rotation.key), hex(rotation.proof));
}

Result<Rotation> decode_rotation(std::string_view payload) {
    const json::Value value = TRY(parse_object(payload, "rotation", kCertificateBytesMax));
    Fields fields(value, {"v", "device", "key", "proof"});
    fields.version();
    Rotation rotation;
    rotation.device = fields.hex("device", kIdDigits);
    rotation.key = fields.key("key");
    rotation.proof = parse_signature(fields.hex("proof", 2 * std::tuple_size_v<Signature>))
                         .value_or(Signature());
    if (!fields.good()) return fields.error("rotation");
    return rotation;
}

}  // namespace wire

#include <fmt/format.h>

#include <algorithm>

#include "wire/certificate.h"
#include "wire/envelope.h"
#include "wire/fields.h"

namespace wire {

// What is said before a device has a certificate, and answers that are no envelopes.

namespace {

constexpr std::size_t kMacDigits = 64;
constexpr std::size_t kWardDigits = 5;
constexpr std::size_t kNumberSymbols = 4;
constexpr std::size_t kRequestBytesMax = 1024;
constexpr std::size_t kAnswerBytesMax = 64u << 10;  // A certificate has about 2 KiB.
constexpr std::size_t kProblemBytesMax = 4096;
constexpr std::size_t kProblemCodeBytesMax = 32;
constexpr std::size_t kProblemTextBytesMax = 1024;

std::string answer_mac(std::string_view certificate, std::string_view code_key) {
    return mac(code_key, fmt::format("motcua-certificate-1\n{}", certificate));
}

Error refused(std::string_view why) {
    return {Error::Code::invalid, fmt::format("enrolment: {}", why)};
}

}  // namespace

EnrolRequest enrol_request(const Code& code, const PublicKey& key, const std::string& ward) {
    EnrolRequest request{.number = code.number(), .key = key, .ward = ward, .mac = {}};
    request.mac = enrol_mac(request, code.key());
    return request;
}

std::string enrol_mac(const EnrolRequest& request, std::string_view code_key) {
    return mac(code_key, fmt::format("motcua-enrol-1\n{}\n{}\n{}\n", request.number,
                                     hex(request.key), request.ward));
}

std::string encode(const EnrolRequest& request) {
    return fmt::format(R"({{"v":1,"number":"{}","key":"{}","ward":"{}","mac":"{}"}})",
                       request.number, hex(request.key), request.ward, request.mac);
}

Result<EnrolRequest> decode_enrol_request(std::string_view body) {
    const json::Value value = TRY(parse_object(body, "enrolment", kRequestBytesMax));
    Fields fields(value, {"v", "number", "key", "ward", "mac"});
    fields.version();
    EnrolRequest request;
    request.number = fields.text("number", kNumberSymbols);
    fields.expect(request.number.size() == kNumberSymbols &&
                      request.number.find_first_not_of(kCodeSymbols) == std::string::npos,
                  "number");
    request.key = fields.key("key");
    request.ward = fields.digits("ward", kWardDigits);
    request.mac = fields.hex("mac", kMacDigits);
    if (!fields.good()) return fields.error("enrolment");
    return request;
}

EnrolAnswer enrol_answer(std::string certificate_envelope, std::string_view code_key) {
    std::string proof = answer_mac(certificate_envelope, code_key);
    return {.certificate = std::move(certificate_envelope), .mac = std::move(proof)};
}

std::string encode(const EnrolAnswer& answer) {
    return fmt::format(R"({{"certificate":"{}","mac":"{}"}})", base64(answer.certificate),
                       answer.mac);
}

Result<EnrolAnswer> decode_enrol_answer(std::string_view body) {
    const json::Value value = TRY(parse_object(body, "enrolment: answer", kAnswerBytesMax));
    Fields fields(value, {"certificate", "mac"});
    const auto envelope = parse_base64(fields.text("certificate", kAnswerBytesMax));
    fields.expect(envelope.has_value(), "certificate");
    EnrolAnswer answer{.certificate = envelope.value_or(std::string()),
                       .mac = fields.hex("mac", kMacDigits)};
    if (!fields.good()) return fields.error("enrolment: answer");
    return answer;
}

Result<Certificate> open_enrol_answer(std::string_view body, const Code& code,
                                      const EnrolRequest& request) {
    const EnrolAnswer answer = TRY(decode_enrol_answer(body));
    if (!equal_in_constant_time(answer.mac, answer_mac(answer.certificate, code.key())))
        return refused("who answers does not know the code: another server, or a login page");
    const Envelope envelope = TRY(parse_envelope(answer.certificate));
    const Certificate certificate = TRY(decode_certificate(envelope.payload));
    if (std::ranges::none_of(certificate.province_keys, [&](const PublicKey& key) {
            return holds(envelope, kCertificateType, key);
        }))
        return refused("its certificate is not signed by a key that it names");
    if (certificate.key != request.key) return refused("its certificate is for another key");
    if (certificate.ward != request.ward) return refused("its certificate is for another ward");
    return certificate;
}

std::string encode_problem(std::string_view code, std::string_view message) {
    return fmt::format(R"({{"error":{},"message":{}}})", json_text(code), json_text(message));
}

Result<Problem> decode_problem(std::string_view body) {
    const json::Value value = TRY(parse_object(body, "answer", kProblemBytesMax));
    Fields fields(value, {"error", "message"});
    Problem problem{.code = fields.text("error", kProblemCodeBytesMax),
                    .message = fields.text("message", kProblemTextBytesMax)};
    fields.expect(!problem.code.empty(), "error");
    if (!fields.good()) return fields.error("answer");
    return problem;
}

}  // namespace wire

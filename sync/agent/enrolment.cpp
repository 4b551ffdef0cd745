#include "agent/enrolment.h"

#include <fmt/format.h>

#include "base/log.h"
#include "wire/envelope.h"

namespace agent {

namespace {

constexpr int kOk = 200;

/// What the province says against it; nothing when it says "later", or it is not the province.
std::optional<wire::Problem> problem_in(const Answer& answer) {
    const Result<wire::Problem> problem = wire::decode_problem(answer.body);
    const bool later = answer.status == 429 || answer.status >= 500;
    if (!problem || later) return std::nullopt;
    return *problem;
}

Error no_answer(const Answer& answer, std::string_view doing) {
    return {Error::Code::unavailable,
            fmt::format("{}: the answer is not the province's, or it is busy (HTTP {})", doing,
                        answer.status)};
}

Enrolled refusal(std::string word, std::string why) {
    return {.identity = {}, .refused = std::move(word), .why = std::move(why), .by_code_alone = {}};
}

Request question(const Meeting& meeting, const char* path, std::string media, std::string body) {
    Request request;
    request.url = meeting.address + path;
    request.post = true;
    request.media = std::move(media);
    request.body = std::move(body);
    request.clock_trusted = meeting.clock_trusted;
    return request;
}

/// The first meeting: by pins if there are any; else by authorities, and if only these do not
/// know the server, by nobody: the answer proves itself by the code.
Result<Answer> meet(Road& road, Request request, const Meeting& meeting, bool& by_code_alone) {
    if (!meeting.pins.empty()) {
        request.trust = Trust::pins;
        request.pins = meeting.pins;
        return road.ask(request);
    }
    Result<Answer> answer = road.ask(request);
    if (answer || answer.error().code != Error::Code::invalid) return answer;
    logging::warning("{}; the code will show whether it is", answer.error().message);
    by_code_alone = true;
    request.trust = Trust::nobody;
    return road.ask(request);
}

}  // namespace

void know_province(Request& request, const Identity& identity, const Meeting& meeting) {
    request.pins = identity.certificate.pins;
    request.pins.insert(request.pins.end(), meeting.pins.begin(), meeting.pins.end());
    request.trust = request.pins.empty() ? Trust::authorities : Trust::pins;
    request.clock_trusted = meeting.clock_trusted;
}

Result<Enrolled> enrol(const IdentityFiles& files, Road& road, const std::string& typed_code,
                       const std::string& ward, const Meeting& meeting) {
    const Result<wire::Code> typed = wire::parse_code(typed_code);
    if (!typed) return refusal("mistyped", typed.error().message);
    const wire::Code& code = *typed;
    const wire::SecretKey key = TRY(files.key_for_code(code.number()));
    const wire::EnrolRequest asked = wire::enrol_request(code, key.public_key(), ward);
    bool by_code_alone = false;
    const Answer answer =
        TRY(meet(road, question(meeting, "/v1/enrol", "application/json", wire::encode(asked)),
                 meeting, by_code_alone));
    if (const auto problem = problem_in(answer); problem && answer.status != kOk)
        return refusal(problem->code, problem->message);
    if (answer.status != kOk) return no_answer(answer, "enrol");
    TRY(wire::open_enrol_answer(answer.body, code, asked));
    const wire::EnrolAnswer opened = TRY(wire::decode_enrol_answer(answer.body));
    TRY(files.keep_address(meeting.address));
    TRY(files.adopt(opened.certificate));
    std::optional<Identity> identity = TRY(files.load());
    ASSERT(identity.has_value());
    return Enrolled{
        .identity = std::move(identity), .refused = {}, .why = {}, .by_code_alone = by_code_alone};
}

Result<Identity> rotate(const IdentityFiles& files, Road& road, const Identity& identity,
                        const Meeting& meeting) {
    const wire::SecretKey next = TRY(files.next_key());
    const wire::Rotation wanted =
        wire::rotation(identity.certificate.device, identity.key.public_key(), next);
    Request request = question(meeting, "/v1/rotate", std::string(wire::kEnvelopeMedia),
                               wire::seal(wire::kRotationType, wire::encode(wanted), identity.key));
    know_province(request, identity, meeting);
    const Answer answer = TRY(road.ask(request));
    if (const auto problem = problem_in(answer); problem && answer.status != kOk)
        return Error{Error::Code::invalid,
                     fmt::format("rotate: {} ({})", problem->message, problem->code)};
    if (answer.status != kOk) return no_answer(answer, "rotate");
    const wire::Certificate certificate =
        TRY(wire::open_certificate(answer.body, identity.certificate.province_keys));
    if (certificate.device != identity.certificate.device || certificate.key != next.public_key())
        return Error{Error::Code::invalid, "rotate: the certificate is for another key"};
    TRY(files.adopt(answer.body));
    std::optional<Identity> adopted = TRY(files.load());
    ASSERT(adopted.has_value());
    return std::move(*adopted);
}

}  // namespace agent

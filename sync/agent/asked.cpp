#include "agent/asked.h"

#include <fmt/format.h>

#include <utility>

#include "json/json.h"

namespace agent {

namespace {

const std::pair<Asked::What, std::string_view> kNames[] = {
    {Asked::What::status, "status"},    {Asked::What::send, "send"},
    {Asked::What::enrol, "enrol"},      {Asked::What::rotate, "rotate"},
    {Asked::What::export_to, "export"}, {Asked::What::import_from, "import"},
};
constexpr std::size_t kMessageMax = 2000;  // Half of what a line may have.

std::string_view name_of(Error::Code code) {
    switch (code) {
        case Error::Code::io: return "io";
        case Error::Code::not_found: return "not_found";
        case Error::Code::corrupt: return "corrupt";
        case Error::Code::invalid: return "invalid";
        case Error::Code::unavailable: return "unavailable";
    }
    ASSERT(false);
}

std::string text_in(const json::Value& value, std::string_view key) {
    const std::string* text = json::text(value, key);
    return text ? *text : std::string();
}

std::string line_of(const json::Value& value) {
    return value.dump(-1, ' ', false, json::Value::error_handler_t::replace);
}

std::string done(const std::string& message) {
    return line_of({{"ok", true}, {"message", message.substr(0, kMessageMax)}});
}

std::string refused_as(std::string_view word, const std::string& why) {
    return line_of({{"ok", false}, {"error", word}, {"message", why.substr(0, kMessageMax)}});
}

std::string answer_enrol(Courier& courier, const Asked& asked) {
    const Result<Enrolled> enrolled = courier.enrol(asked.code, asked.address);
    if (!enrolled && enrolled.error().code == Error::Code::unavailable)
        return refused_as("unreachable", enrolled.error().message);
    if (!enrolled) return refusal(enrolled.error());
    if (!enrolled->identity) return refused_as(enrolled->refused, enrolled->why);
    const std::string how =
        enrolled->by_code_alone
            ? "enrolled; the server itself was not known, the code has vouched for its answer"
            : "enrolled";
    return line_of({{"ok", true},
                    {"words", enrolled->identity->words()},
                    {"name", enrolled->identity->certificate.name},
                    {"message", how}});
}

std::string answer_import(Courier& courier, const std::string& folder) {
    const Result<Imported> imported = courier.import_from(folder);
    if (!imported) return refusal(imported.error());
    std::string words = fmt::format("{} receipts taken, {} others left alone", imported->receipts,
                                    imported->others);
    if (imported->published > 0)
        words += fmt::format("; publication {} is in use", imported->published);
    if (!imported->why_not.empty()) words += "; " + imported->why_not;
    return done(words);
}

}  // namespace

std::string encode(const Asked& asked) {
    json::Value value;
    for (const auto& [what, name] : kNames)
        if (what == asked.what) value["ask"] = name;
    if (!asked.code.empty()) value["code"] = asked.code;
    if (!asked.address.empty()) value["address"] = asked.address;
    if (!asked.folder.empty()) value["folder"] = asked.folder;
    if (asked.waits) value["wait"] = true;
    return line_of(value);
}

Result<Asked> decode_asked(std::string_view line) {
    const json::Value value = TRY(json::parse(line, "question"));
    const auto unknown = json::unknown_keys(value, {"ask", "code", "address", "folder", "wait"});
    if (!value.is_object() || !unknown.empty())
        return Error{Error::Code::invalid, "expected {\"ask\":\"status\"} or another question"};
    Asked asked;
    const std::string wanted = text_in(value, "ask");
    bool known = false;
    for (const auto& [what, name] : kNames) {
        if (wanted != name) continue;
        asked.what = what;
        known = true;
    }
    if (!known) return Error{Error::Code::invalid, "nobody knows how to \"" + wanted + "\""};
    asked.code = text_in(value, "code");
    asked.address = text_in(value, "address");
    asked.folder = text_in(value, "folder");
    const json::Value* waits = json::find(value, "wait");
    asked.waits = waits && *waits == true;
    const bool by_stick =
        asked.what == Asked::What::export_to || asked.what == Asked::What::import_from;
    if (by_stick && !asked.folder.starts_with('/'))
        return Error{Error::Code::invalid, "expected a folder, with its whole path"};
    return asked;
}

std::string answer(Courier& courier, const Asked& asked) {
    switch (asked.what) {
        case Asked::What::status: return encode(courier.status());
        case Asked::What::send:
            courier.hurry();
            courier.work();
            return encode(courier.status());
        case Asked::What::enrol: return answer_enrol(courier, asked);
        case Asked::What::rotate: {
            const Result<> rotated = courier.rotate();
            return rotated ? done("the key is replaced") : refusal(rotated.error());
        }
        case Asked::What::export_to: {
            const Result<std::size_t> written = courier.export_to(asked.folder);
            if (!written) return refusal(written.error());
            return done(fmt::format("{} batches written to {}/motcua", *written, asked.folder));
        }
        case Asked::What::import_from: return answer_import(courier, asked.folder);
    }
    ASSERT(false);
}

std::string refusal(const Error& error) { return refused_as(name_of(error.code), error.message); }

Result<Said> decode_said(std::string_view line) {
    const json::Value value = TRY(json::parse(line, "answer"));
    const json::Value* ok = json::find(value, "ok");
    return Said{.ok = ok && *ok == true,
                .message = text_in(value, "message"),
                .words = text_in(value, "words"),
                .name = text_in(value, "name")};
}

}  // namespace agent

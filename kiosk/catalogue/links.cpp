#include "catalogue/links.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/language.h"

namespace catalogue {

namespace {

constexpr std::string_view kIdHole = "{formality_id}";
constexpr std::string_view kCodeHole = "{code}";
constexpr std::string_view kSampleId = "00000000-0000-0000-0000-000000000000";
constexpr std::string_view kSampleCode = "1.000000";

std::string filled(const std::string& pattern, std::string_view id, std::string_view code) {
    return text::fill(pattern, {{"formality_id", id}, {"code", code}});
}

std::string host_of(const std::string& address) {
    constexpr std::string_view kScheme = "https://";
    if (!address.starts_with(kScheme)) return {};
    const std::size_t end = address.find_first_of("/?#", kScheme.size());
    return address.substr(kScheme.size(), end == address.npos ? end : end - kScheme.size());
}

Result<> check(const LinkTemplates& templates, const char* key, const std::string& pattern,
               std::string_view hole) {
    const auto refuse = [&](const std::string& why) {
        return Error{Error::Code::invalid,
                     fmt::format("portal.{} = \"{}\": {}", key, pattern, why)};
    };
    const std::string address = filled(pattern, kSampleId, kSampleCode);
    const std::string host = host_of(address);
    if (host.empty()) return refuse("must begin with https:// and a host");
    if (std::find(templates.hosts.begin(), templates.hosts.end(), host) == templates.hosts.end())
        return refuse("the host " + host + " is not in portal.hosts");
    if (!hole.empty() && pattern.find(hole) == std::string::npos)
        return refuse(fmt::format("must contain {}", hole));
    // Where only the code is known there is no id to fill in; elsewhere there may be neither.
    if (hole != kIdHole && pattern.find(kIdHole) != std::string::npos)
        return refuse(fmt::format("must not contain {}", kIdHole));
    if (hole.empty() && pattern.find(kCodeHole) != std::string::npos)
        return refuse(fmt::format("must not contain {}", kCodeHole));
    if (address.find_first_of("{} \t\"<>") != std::string::npos)
        return refuse("holes are {formality_id} and {code}; no spaces or quotes");
    for (const char c : address)
        if (static_cast<unsigned char>(c) < 0x21 || static_cast<unsigned char>(c) > 0x7e)
            return refuse("only plain characters; write others as %XX");
    if (address.size() > Links::kLengthMax)
        return refuse(fmt::format("is {} characters long; at most {} still scan at arm's length",
                                  address.size(), Links::kLengthMax));
    return {};
}

}  // namespace

std::string_view name_of(LinkKind kind) {
    switch (kind) {
        case LinkKind::procedure: return "procedure";
        case LinkKind::submit: return "submit";
        case LinkKind::track: return "track";
        case LinkKind::account: return "account";
    }
    return {};
}

std::optional<LinkKind> link_kind(std::string_view name) {
    for (const LinkKind kind : kLinkKinds)
        if (name_of(kind) == name) return kind;
    return std::nullopt;
}

Result<Links> Links::make(LinkTemplates templates) {
    TRY(check(templates, "procedure", templates.procedure, kIdHole));
    TRY(check(templates, "search", templates.search, kCodeHole));
    TRY(check(templates, "submit", templates.submit, kIdHole));
    TRY(check(templates, "track", templates.track, {}));
    TRY(check(templates, "account", templates.account, {}));
    return Links(std::move(templates));
}

std::string Links::procedure(const Procedure& procedure) const {
    const bool known = !procedure.formality_id.empty();
    return filled(known ? templates_.procedure : templates_.search, procedure.formality_id,
                  procedure.code);
}

std::string Links::submit(const Procedure& procedure) const {
    const bool known = !procedure.formality_id.empty();
    return filled(known ? templates_.submit : templates_.search, procedure.formality_id,
                  procedure.code);
}

std::string Links::address(LinkKind kind, const Procedure& of) const {
    switch (kind) {
        case LinkKind::procedure: return procedure(of);
        case LinkKind::submit: return submit(of);
        case LinkKind::track: return track();
        case LinkKind::account: return account();
    }
    return {};
}

std::string wifi_code(const std::string& name, const std::string& password) {
    const auto escaped = [](const std::string& text) {
        std::string out;
        for (const char c : text) {
            if (std::string_view("\\;,:\"").find(c) != std::string_view::npos) out += '\\';
            out += c;
        }
        return out;
    };
    if (password.empty()) return "WIFI:T:nopass;S:" + escaped(name) + ";;";
    return "WIFI:T:WPA;S:" + escaped(name) + ";P:" + escaped(password) + ";;";
}

}  // namespace catalogue

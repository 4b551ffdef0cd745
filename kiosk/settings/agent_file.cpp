#include "settings/agent_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "settings/reader.h"

namespace settings {

namespace {

constexpr std::size_t kPinsMax = 8;  // As a certificate has: today's, tomorrow's, and spares.

bool is_graphic(char c) { return c > ' ' && c < 0x7f && c != '"' && c != '\\'; }

/// The host of "host:port/path" or "[::1]:port".
std::string_view host_of(std::string_view rest) {
    if (rest.starts_with('[')) return rest.substr(0, rest.find(']') + 1);
    return rest.substr(0, rest.find_first_of(":/"));
}

bool is_here(std::string_view host) {
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

void read_province(const toml::table& table, Reader& reader, AgentFile& file) {
    reader.known(table, {"address", "pins", "proxy"});
    if (table.contains("address")) file.address = reader.text(table, "address", true);
    if (!file.address.empty() && !is_province_address(file.address))
        reader.problem(table.get("address"), table,
                       "\"address\": expected \"https://province.example\", without blanks");
    if (table.contains("pins")) file.pins = reader.texts(table, "pins");
    const toml::node* pins = table.get("pins");
    if (file.pins.size() > kPinsMax)
        reader.problem(pins, table, fmt::format("\"pins\": expected at most {}", kPinsMax));
    for (const std::string& pin : file.pins)
        if (!is_pin(pin))
            reader.problem(pins, table,
                           "\"pins\": expected \"sha256//\" and 44 letters of base64 each");
    if (table.contains("proxy")) file.proxy = reader.text(table, "proxy", true);
    if (!std::all_of(file.proxy.begin(), file.proxy.end(), is_graphic))
        reader.problem(table.get("proxy"), table,
                       "\"proxy\": expected \"http://proxy.example:3128\"");
}

}  // namespace

bool is_province_address(const std::string& text) {
    constexpr std::string_view kSafe = "https://", kPlain = "http://";
    if (!std::all_of(text.begin(), text.end(), is_graphic)) return false;
    // Names and passwords, queries and fragments have no place in it.
    if (text.find_first_of("@?#") != std::string::npos) return false;
    const std::string_view view = text;
    if (view.starts_with(kSafe)) return !host_of(view.substr(kSafe.size())).empty();
    return view.starts_with(kPlain) && is_here(host_of(view.substr(kPlain.size())));
}

bool is_pin(const std::string& text) {
    constexpr std::string_view kKind = "sha256//";
    constexpr std::size_t kLetters = 44;  // 32 bytes, the last letter a pad.
    if (!text.starts_with(kKind) || text.size() != kKind.size() + kLetters) return false;
    const auto is_letter = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '+' || c == '/';
    };
    return text.back() == '=' &&
           std::all_of(text.begin() + kKind.size(), text.end() - 1, is_letter);
}

Result<AgentFile> load_agent(const std::string& path) {
    const Result<std::string> bytes = files::read(path, tables::kBytesMax);
    if (!bytes && bytes.error().code == Error::Code::not_found) return AgentFile{};
    if (!bytes) return bytes.error();
    return parse_agent(*bytes, path);
}

Result<AgentFile> parse_agent(std::string_view bytes, const std::string& source) {
    const toml::table root = TRY(tables::parse(bytes, source));
    Reader reader(source);
    reader.known(root, {"province", "agent"});
    AgentFile file;
    if (root.contains("province")) read_province(reader.table(root, "province"), reader, file);
    if (root.contains("agent")) {
        const toml::table& agent = reader.table(root, "agent");
        reader.known(agent, {"checker"});
        if (agent.contains("checker")) file.checker = reader.text(agent, "checker", true);
        if (!file.checker.empty() && !file.checker.starts_with('/'))
            reader.problem(agent.get("checker"), agent,
                           "\"checker\": expected a whole path, as \"/usr/bin/motcua-kiosk\"");
    }
    TRY(reader.finish());
    return file;
}

}  // namespace settings

#include "settings/province_file.h"

#include <fmt/format.h>
#include <netdb.h>

#include <algorithm>
#include <memory>

#include "settings/agent_file.h"
#include "settings/reader.h"

namespace settings {

namespace {

constexpr std::int64_t kEvidenceMin = 30, kEvidenceMax = 3650;  // A month; ten years.
constexpr std::int64_t kNextMin = 10, kNextMax = 86'400;        // Of a test; once a day.
constexpr std::int64_t kLifeMin = 1, kLifeMax = 24 * 14;        // Codes lie about on paper.
constexpr std::size_t kPinsMax = 6;  // A certificate bears 8; two may be ours.

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_numeric_host(const std::string& host, int family) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST;
    hints.ai_family = family;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return false;
    freeaddrinfo(found);
    return true;
}

std::string read_address(const toml::table& table, std::string_view key, Reader& reader) {
    std::string text = reader.text(table, key, true);
    if (text.empty()) return text;
    if (const auto address = parse_address(text); !address)
        reader.problem(table.get(key), table,
                       fmt::format("\"{}\": {}", key, address.error().message));
    return text;
}

Listen read_listen(const toml::table& table, Reader& reader) {
    reader.known(table, {"https", "http", "certificate", "key", "pins"});
    Listen listen;
    listen.https = read_address(table, "https", reader);
    listen.http = read_address(table, "http", reader);
    listen.certificate = reader.text(table, "certificate", true);
    listen.key = reader.text(table, "key", true);
    listen.pins = reader.texts(table, "pins");
    if (listen.certificate.empty() != listen.key.empty())
        reader.problem(table.get("certificate"), table,
                       "\"certificate\" and \"key\": expected both, or neither");
    if (listen.pins.size() > kPinsMax)
        reader.problem(table.get("pins"), table,
                       fmt::format("\"pins\": expected at most {}", kPinsMax));
    for (const std::string& pin : listen.pins)
        if (!is_pin(pin))
            reader.problem(table.get("pins"), table,
                           fmt::format("\"{}\": expected \"sha256//…\", as init prints it", pin));
    return listen;
}

/// The section may be missing: files of the time before it had none.
std::string read_sign_on(const toml::table& root, Reader& reader) {
    if (!root.contains("sign_on")) return {};
    const toml::table& table = reader.table(root, "sign_on");
    reader.known(table, {"secret_file"});
    std::string path = reader.text(table, "secret_file", true);
    if (!path.empty() && !path.starts_with('/'))
        reader.problem(table.get("secret_file"), table,
                       "\"secret_file\": expected a whole path, or \"\" for none");
    return path;
}

}  // namespace

Result<Address> parse_address(std::string_view text) {
    const Error expected{Error::Code::invalid,
                         "expected an address and a port, as \"*:8443\", \"127.0.0.1:8080\" or "
                         "\"[::1]:8080\""};
    const std::size_t colon = text.rfind(':');
    if (colon == text.npos || colon == 0) return expected;
    const std::string_view digits = text.substr(colon + 1);
    if (!all_digits(digits) || digits.size() > 5) return expected;
    const int port = std::stoi(std::string(digits));
    if (port > 65535) return expected;
    Address address{.host = std::string(text.substr(0, colon)),
                    .port = static_cast<unsigned short>(port)};
    if (address.host.front() == '[') {
        if (address.host.back() != ']') return expected;
        address.host = address.host.substr(1, address.host.size() - 2);
        if (!is_numeric_host(address.host, AF_INET6)) return expected;
    } else if (address.host != "*" &&
               (std::count(address.host.begin(), address.host.end(), '.') != 3 ||
                !is_numeric_host(address.host, AF_INET))) {
        return expected;
    }
    return address;
}

std::string database_fault(std::string_view address) {
    for (const std::string_view form : {"sqlite:", "postgresql://", "postgres://"})
        if (address.starts_with(form)) return {};
    return "expected \"sqlite:\" (a file in the state folder), \"sqlite:FILE\" or "
           "\"postgresql://user@host/database\"";
}

Result<ProvinceSettings> load_province(const std::string& path) {
    const toml::table root = TRY(tables::parse_file(path));
    Reader reader(path);
    reader.known(root, {"province", "listen", "store", "evidence", "devices", "sign_on"});
    ProvinceSettings settings;

    const toml::table& province = reader.table(root, "province");
    reader.known(province, {"code", "name"});
    settings.code = reader.text(province, "code");
    settings.name = reader.text(province, "name");
    if (!settings.code.empty() && (!all_digits(settings.code) || settings.code.size() != 2))
        reader.problem(province.get("code"), province, "\"code\": expected two digits, as \"52\"");
    settings.listen = read_listen(reader.table(root, "listen"), reader);

    const toml::table& store = reader.table(root, "store");
    reader.known(store, {"db"});
    settings.database = reader.text(store, "db");
    if (const std::string fault = database_fault(settings.database);
        !settings.database.empty() && !fault.empty())
        reader.problem(store.get("db"), store, "\"db\": " + fault);

    const toml::table& evidence = reader.table(root, "evidence");
    reader.known(evidence, {"days"});
    settings.evidence =
        std::chrono::days(reader.whole(evidence, "days", kEvidenceMin, kEvidenceMax));

    const toml::table& devices = reader.table(root, "devices");
    reader.known(devices, {"next_s", "code_life_h"});
    settings.next = std::chrono::seconds(reader.whole(devices, "next_s", kNextMin, kNextMax));
    settings.code_life =
        std::chrono::hours(reader.whole(devices, "code_life_h", kLifeMin, kLifeMax));
    settings.sign_on_secret_file = read_sign_on(root, reader);
    TRY(reader.finish());
    return settings;
}

}  // namespace settings

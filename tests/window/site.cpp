#include "window/site.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/files.h"

namespace {

constexpr std::size_t kConfigMax = 64 << 10;
constexpr const char* kDays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                 "friday", "saturday", "sunday"};

constexpr const char* kNoRoutes = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n";
constexpr const char* kWayOut = "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\n";

}  // namespace

Result<Site> Site::make(const std::string& folder, bool portrait) {
    Site site(folder, portrait);
    std::error_code failed;
    std::filesystem::copy(SOURCE_DIR "/config", site.config(),
                          std::filesystem::copy_options::recursive, failed);
    if (failed) return Error{Error::Code::io, "copy config: " + failed.message()};
    // Open all day, on whatever day the test runs.
    TRY(files::write_atomically(site.config() + "/holidays.toml", ""));
    TRY(site.set("screen.panel_width_mm", portrait ? "268" : "476"));
    TRY(site.set_hours("[\"00:00-24:00\"]"));
    TRY(site.set("network.routes", "\"" + folder + "/route\""));
    TRY(site.connect(true));
    return site;
}

Result<> Site::set(const std::string& key, const std::string& value) {
    const std::string path = config() + "/kiosk.toml";
    std::string text = TRY(files::read(path, kConfigMax));
    const std::size_t dot = key.find('.');
    const std::size_t section = text.find("\n[" + key.substr(0, dot) + "]");
    const std::string start = "\n" + key.substr(dot + 1) + " = ";
    const std::size_t at = text.find(start, section);
    if (dot == key.npos || section == text.npos || at >= text.find("\n[", section + 1))
        return Error{Error::Code::not_found, path + ": there is no \"" + key + "\""};
    const std::size_t from = at + start.size();
    text.replace(from, text.find('\n', from) - from, value);
    return files::write_atomically(path, text);
}

Result<> Site::set_hours(const std::string& spans) {
    for (const char* day : kDays) TRY(set(std::string("opening.") + day, spans));
    return {};
}

Result<> Site::connect(bool connected) const {
    return files::write_atomically(folder_ + "/route",
                                   std::string(kNoRoutes) + (connected ? kWayOut : ""));
}

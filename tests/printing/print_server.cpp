#include "printing/print_server.h"

#include <cups/cups.h>
#include <stdlib.h>
#include <sys/socket.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "base/files.h"
#include "support/must.h"
#include "text/language.h"

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBytesMax = 64 << 20;

constexpr const char* kConfiguration = R"(Listen {dir}/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
LogLevel debug
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Allow all
  </Limit>
</Policy>
)";

// Run by root it gives up root's rights for the account that Debian has for this, and takes no
// other; run by anybody else it stays who it is.
constexpr const char* kFiles = R"(ServerRoot {dir}/etc
ServerBin {dir}/lib
DataDir /usr/share/cups
RequestRoot {dir}/spool
TempDir {dir}/spool/tmp
CacheDir {dir}/cache
StateDir {dir}/run
ErrorLog {dir}/log/error
AccessLog {dir}/log/access
PageLog {dir}/log/page
User lp
Group lp
SystemGroup root
)";

constexpr const char* kQueue = R"(<Printer {name}>
DeviceURI {name}:/
State {state}
StateMessage {message}
Accepting Yes
ErrorPolicy abort-job
</Printer>
)";

// Of a printer whose roll is 80 mm, which takes PDF as it is.
constexpr const char* kRollPpd = R"ppd(*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "ROLL.PPD"
*Manufacturer: "Roll"
*Product: "(Roll)"
*ModelName: "Roll"
*ShortNickName: "Roll"
*NickName: "Roll"
*PSVersion: "(3010.000) 0"
*cupsVersion: 2.4
*cupsFilter: "application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: w227h842
*PageSize w227h842/80 x 297 mm: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: w227h842
*PageRegion w227h842/80 x 297 mm: ""
*CloseUI: *PageRegion
*DefaultImageableArea: w227h842
*ImageableArea w227h842: "0 0 227 842"
*DefaultPaperDimension: w227h842
*PaperDimension w227h842: "227 842"
)ppd";

// A backend is called without arguments to list its devices, else with the job's file as the
// sixth.
constexpr const char* kBackend = "#!/bin/sh\n[ $# -eq 0 ] && exit 0\n";
constexpr const char* kPaper = "sleep 0.5\ncat \"$6\" >> {dir}/out.pdf\n";
constexpr const char* kHungry = R"(if [ -e {dir}/refilled ]; then
  echo 'STATE: -media-empty-error' >&2
  cat "$6" >> {dir}/out.pdf
else
  touch {dir}/refilled
  echo 'STATE: +media-empty-error' >&2
  exec sleep 60
fi
)";

}  // namespace

PrintServer::PrintServer() {
    for (const char* folder :
         {"etc", "etc/ppd", "spool", "cache", "run", "log", "lib", "lib/backend"})
        fs::create_directory(dir_ / folder);
    fs::create_directory(dir_ / "spool/tmp");
    fs::create_directory_symlink("/usr/lib/cups/daemon", dir_ / "lib/daemon");
    const auto write = [&](const std::string& name, const std::string& text) {
        std::ofstream(dir_ / name) << text::fill(text, {{"dir", dir_.path()}});
    };
    write("etc/cupsd.conf", kConfiguration);
    write("etc/cups-files.conf", kFiles);
    std::string queues;
    const auto add = [&](const std::string& name, const std::string& backend) {
        const bool stopped = name == "stopped";
        queues += text::fill(kQueue, {{"name", name},
                                      {"state", stopped ? "Stopped" : "Idle"},
                                      {"message", stopped ? "waiting for toner" : ""}});
        const std::string file = "lib/backend/" + name;
        write(file, kBackend + backend);
        // Readable by its owner only: then a server run by root runs it as root, who may
        // enter this folder.
        fs::permissions(dir_ / file, fs::perms::owner_all);
    };
    add("paper", kPaper);
    add("stopped", kPaper);
    add("roll", kPaper);
    write("etc/ppd/roll.ppd", kRollPpd);
    add("hungry", kHungry);
    add("broken", "exit 1\n");
    add("asleep", "exec sleep 60\n");
    write("etc/printers.conf", queues);
    fs::permissions(dir_ / "etc/printers.conf", fs::perms::owner_read | fs::perms::owner_write);
    // A copy, because AppArmor keeps the one in its place to the system's own folders.
    std::error_code absent;
    fs::copy_file("/usr/sbin/cupsd", dir_ / "cupsd", absent);
    if (absent) FAIL("cups-daemon is not installed: " << absent.message());
    server_.emplace(
        must(Process::start({.words = {dir_ / "cupsd", "-f", "-c", dir_ / "etc/cupsd.conf", "-s",
                                       dir_ / "etc/cups-files.conf"},
                             .output = dir_ / "log/said"})));
    setenv("CUPS_SERVER", (dir_ / "cups.sock").c_str(), 1);
    for (int i = 0; !fs::exists(dir_ / "cups.sock"); ++i) {
        if (i > 500 || !server_->runs()) FAIL("cupsd (package cups-daemon): " << log());
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

PrintServer::~PrintServer() { unsetenv("CUPS_SERVER"); }

std::string PrintServer::printed() const {
    const Result<std::string> bytes = files::read(dir_ / "out.pdf", kBytesMax);
    return bytes ? *bytes : std::string();
}

int PrintServer::jobs_waiting() const {
    http_t* server = httpConnect2((dir_ / "cups.sock").c_str(), 631, nullptr, AF_UNSPEC,
                                  HTTP_ENCRYPTION_NEVER, 1, 5000, nullptr);
    REQUIRE(server);
    cups_job_t* jobs = nullptr;
    const int count = cupsGetJobs2(server, &jobs, nullptr, 0, CUPS_WHICHJOBS_ACTIVE);
    cupsFreeJobs(count, jobs);
    httpClose(server);
    return count;
}

std::string PrintServer::log() const {
    std::string all;
    for (const char* name : {"log/said", "log/error"})
        if (const Result<std::string> bytes = files::read(dir_ / name, kBytesMax)) all += *bytes;
    return all;
}

#include "bench/province_server.h"

#include <signal.h>

#include "base/files.h"

namespace {

constexpr std::chrono::milliseconds kStep{20};
constexpr int kSteps = 1000;  // 20 s.
constexpr std::size_t kSaidMax = 64u << 20;
constexpr std::string_view kHere = "://127.0.0.1:";

std::vector<std::string> words_of(const ProvinceServer::How& how, std::vector<std::string> words) {
    words.insert(words.begin(), BINARY_DIR "/motcua-province");
    words.insert(words.end(), {"--state", how.folder, "--config", how.config});
    if (!how.database.empty()) words.insert(words.end(), {"--db", how.database});
    return words;
}

}  // namespace

Result<ProvinceServer> ProvinceServer::start(const How& how) {
    TRY(files::make_folder(how.folder));
    if (how.key)
        TRY(files::write_atomically(how.folder + "/province.key", how.key->text(),
                                    files::Readers::owner));
    const std::string log = how.folder + "/log";
    TRY(files::write_atomically(log, ""));
    const std::string address = "127.0.0.1:" + std::to_string(how.port);
    const std::string none, &https = how.tls ? address : none, &http = how.tls ? none : address;
    Process process = TRY(Process::start(
        {.words = words_of(how, {"serve", "--https", https, "--http", http}), .output = log}));
    for (int step = 0; step < kSteps; ++step) {
        const std::string said = TRY(files::read(log, kSaidMax));
        const std::size_t line = said.find("listening ");
        const std::size_t at = line == said.npos ? line : said.find(kHere, line);
        if (at != said.npos && said.find('\n', at) != said.npos)
            return ProvinceServer(std::stoi(said.substr(at + kHere.size())), std::move(process));
        if (process.wait(kStep))
            return Error{Error::Code::unavailable, "motcua-province ended: " + said};
    }
    return Error{Error::Code::unavailable, "motcua-province does not listen"};
}

void ProvinceServer::kill() {
    process_.signal(SIGKILL);
    (void)process_.wait(std::chrono::seconds(5));
}

Result<std::string> run_province(const ProvinceServer::How& how, std::vector<std::string> words,
                                 const std::string& input) {
    TRY(files::make_folder(how.folder));
    const std::string output = how.folder + "/said";
    TRY(files::write_atomically(output, ""));
    std::vector<std::string> all = words_of(how, std::move(words));
    all.insert(all.begin(), {"sh", "-c", "printf '%s\\n' \"$0\" | \"$@\"", input});
    Process process = TRY(Process::start({.words = all, .output = output}));
    const int status = TRY(process.wait(std::chrono::minutes(20)));
    const std::string said = TRY(files::read(output, kSaidMax));
    if (status == 0) return said;
    return Error{Error::Code::invalid, "motcua-province: " + said};
}

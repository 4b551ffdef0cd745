#include "province/running.h"

#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <utility>

#include "base/files.h"
#include "json/json.h"
#include "wire/certificate.h"

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kStep{20};
constexpr int kSteps = 1000;  // 20 s: two cores may be busy.
constexpr milliseconds kCommandPatience = std::chrono::minutes(1);
constexpr std::size_t kPrintedMax = 64u << 20;

const std::string kProgram = std::string(BINARY_DIR) + "/motcua-province";

/// The port after "http://127.0.0.1:" in a line.
int port_in(const std::string& line, const std::string& scheme) {
    const std::size_t at = line.find(" " + scheme + "://");
    if (at == line.npos) return 0;
    const std::size_t end = line.find_first_of(" \n", at + 1);
    const std::string address = line.substr(at, end - at);
    return std::atoi(address.substr(address.rfind(':') + 1).c_str());
}

}  // namespace

Folder::Folder() {
    must(files::make_folder(state()));
    must(files::write_atomically(state() + "/province.key", hand::identity().key.text(),
                                 files::Readers::owner));
}

Printed command(const Folder& folder, std::vector<std::string> words, const std::string& input) {
    static int number = 0;
    const std::string output = folder / ("printed." + std::to_string(++number));
    words.insert(words.begin(), kProgram);
    words.insert(words.end(), {"--state", folder.state()});
    if (!input.empty())
        words.insert(words.begin(), {"sh", "-c", "printf %s \"$0\" | \"$@\"", input});
    Process process = must(Process::start({.words = words, .output = output}));
    const int status = must(process.wait(kCommandPatience));
    return {.status = status, .text = must(files::read(output, kPrintedMax))};
}

Running::Running(const Folder& folder, const How& how)
    : state_(how.state.empty() ? folder.state() : how.state) {
    static int number = 0;
    log_ = folder / ("log." + std::to_string(++number));
    std::vector<std::string> words{kProgram,  "serve",   "--state", state_,
                                   "--https", how.https, "--http",  how.http};
    if (!how.config.empty()) words.insert(words.end(), {"--config", how.config});
    if (!how.database.empty()) words.insert(words.end(), {"--db", how.database});
    process_.emplace(must(Process::start({.words = words, .output = log_})));
    for (int step = 0; step < kSteps; ++step) {
        const std::string text = said();
        const std::size_t at = text.find("listening ");
        if (at != text.npos && text.find('\n', at) != text.npos) {
            http_ = port_in(text.substr(at), "http");
            https_ = port_in(text.substr(at), "https");
            return;
        }
        if (process_->wait(kStep)) break;
    }
    FAIL("motcua-province does not serve: " << said());
}

int Running::end() {
    process_->signal(SIGTERM);
    return must(process_->wait(std::chrono::seconds(15)));
}

std::string Running::said() const {
    const auto text = files::read(log_, kPrintedMax);
    return text ? *text : std::string();
}

hand::Kiosk enrolled_at(const Folder& folder, int port,
                        const std::vector<std::string>& more_words) {
    std::vector<std::string> words{"enrol", "--ward", hand::kWard, "--json"};
    words.insert(words.end(), more_words.begin(), more_words.end());
    const Printed printed = command(folder, words);
    REQUIRE_MESSAGE(printed.status == 0, printed.text);
    const json::Value answer = must(json::parse(printed.text, "enrol"));
    const wire::Code code = must(wire::parse_code(*json::text(answer, "code")));
    hand::Kiosk kiosk{.key = wire::SecretKey::generate(), .device = {}, .ward = hand::kWard};
    const wire::EnrolRequest request =
        wire::enrol_request(code, kiosk.key.public_key(), kiosk.ward);
    const auto got = Peer(port).ask(post("/v1/enrol", "application/json", wire::encode(request)));
    REQUIRE(got);
    REQUIRE_MESSAGE(got->status == 200, got->body);
    kiosk.device = must(wire::open_enrol_answer(got->body, code, request)).device;
    return kiosk;
}

hand::Told tell_at(int port, const std::string& batch) {
    const auto got = Peer(port).ask(post("/v1/ingest", std::string(wire::kEnvelopeMedia), batch));
    REQUIRE(got);
    return hand::told({.status = got->status, .envelope = got->body}, batch);
}

std::string batch_of(hand::Kiosk& kiosk, int run, std::int64_t count, std::int64_t revision) {
    wire::Batch batch = kiosk.batch();
    batch.header.runs = {hand::run(run, 1, run)};
    batch.lines = {hand::cell(count, revision)};
    return wire::seal(batch, kiosk.key);
}

#include "support/province_stand.h"

#include <fmt/format.h>
#include <signal.h>

#include <filesystem>

#include "base/files.h"
#include "json/json.h"

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kStart = seconds(30);
constexpr milliseconds kCommand = seconds(150);
constexpr std::size_t kOutputMax = 16 << 20;

/// The word after `scheme` in "listening https://… http://… unix:…".
std::string word_from(const std::string& printed, const std::string& scheme) {
    const std::size_t line = printed.find("listening ");
    if (line == printed.npos || printed.find('\n', line) == printed.npos) return {};
    const std::size_t at = printed.find(" " + scheme, line);
    if (at == printed.npos) return {};
    return printed.substr(at + 1, printed.find_first_of(" \n", at + 1) - at - 1);
}

int port_of(const std::string& address) {
    const std::size_t colon = address.rfind(':');
    return colon == address.npos ? 0 : std::stoi(address.substr(colon + 1));
}

Result<std::string> run(std::vector<std::string> words, const std::string& file, int expected) {
    const std::string said = fmt::format("{}", fmt::join(words, " "));
    std::error_code ignored;
    std::filesystem::remove(file, ignored);  // What is there would be added to.
    Process process = TRY(Process::start({.words = std::move(words), .output = file}));
    const int status = TRY(process.wait(kCommand));
    std::string printed = TRY(files::read(file, kOutputMax));
    if (status != expected)
        return Error{Error::Code::unavailable,
                     fmt::format("{}: status {}: {}", said, status, printed)};
    return printed;
}

}  // namespace

Result<ProvinceStand> ProvinceStand::make(const std::string& folder, const std::string& programs) {
    TRY(files::make_folder(folder));
    ProvinceStand stand(folder, programs);
    TRY(files::make_folder(stand.state()));
    std::error_code failed;
    if (std::filesystem::exists(stand.config(), failed)) return stand;
    std::filesystem::copy(SOURCE_DIR "/config", stand.config(),
                          std::filesystem::copy_options::recursive, failed);
    if (failed) return Error{Error::Code::io, "copy config: " + failed.message()};
    return stand;
}

Result<> ProvinceStand::start(const Start& how) {
    db_ = how.db;
    log_file_ = folder_ + "/province-" + how.name + ".log";
    std::error_code ignored;
    std::filesystem::remove(log_file_, ignored);
    std::vector<std::string> words{programs_ + "/motcua-province", "serve", "--state",
                                   province_state()};
    const auto option = [&](const char* name, const std::string& value) {
        if (!value.empty()) words.insert(words.end(), {name, value});
    };
    option("--db", how.db);
    words.insert(words.end(), {"--https", how.https});  // Empty: none, not the configured one.
    option("--http", how.http);
    server_.reset();
    server_.emplace(TRY(Process::start({.words = std::move(words), .output = log_file_})));
    const SystemClock clock;
    const Instant end = clock.now() + kStart;
    while (clock.now() < end) {
        const auto printed = files::read(log_file_, kOutputMax);
        https_ = printed ? word_from(*printed, "https://") : "";
        http_ = printed ? word_from(*printed, "http://") : "";
        if (!https_.empty() || !http_.empty()) return {};
        const auto ended = server_->wait(milliseconds(10));  // Its end, or a moment.
        if (ended) break;
    }
    return Error{Error::Code::unavailable, "the province does not listen: " + log()};
}

void ProvinceStand::kill() {
    if (!server_) return;
    server_->signal(SIGKILL);
    (void)server_->wait(seconds(10));
    server_.reset();
}

Result<int> ProvinceStand::end() {
    if (!server_) return 0;
    server_->signal(SIGTERM);
    const int status = TRY(server_->wait(seconds(20)));
    server_.reset();
    return status;
}

int ProvinceStand::port() const { return port_of(https_); }
int ProvinceStand::plain_port() const { return port_of(http_); }

std::string ProvinceStand::log() const {
    const auto printed = files::read(log_file_, kOutputMax);
    return printed ? *printed : std::string();
}

Result<std::string> ProvinceStand::code() {
    const std::string printed =
        TRY(province({"enrol", "--ward", kStandWard, "--name", "Quầy 1", "--json"}));
    const json::Value answer = TRY(json::parse(printed, "motcua-province enrol"));
    const std::string* code = json::text(answer, "code");
    if (!code) return Error{Error::Code::invalid, "no code in: " + printed};
    return *code;
}

Result<std::string> ProvinceStand::enrol(const std::string& address) {
    const std::string one = TRY(code());
    return agent(address, {"enrol", "--code", one});
}

Result<std::string> ProvinceStand::province(std::vector<std::string> words, int expected) {
    std::vector<std::string> all{programs_ + "/motcua-province"};
    all.insert(all.end(), words.begin(), words.end());
    all.insert(all.end(), {"--state", province_state()});
    if (!db_.empty()) all.insert(all.end(), {"--db", db_});
    return run(std::move(all), folder_ + "/command.out", expected);
}

std::vector<std::string> ProvinceStand::agent_words(const std::string& address,
                                                    std::vector<std::string> words) const {
    std::vector<std::string> all{programs_ + "/motcua-agent", "--state", state(), "--config",
                                 config()};
    if (!address.empty()) all.insert(all.end(), {"--province", address});
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

Result<std::string> ProvinceStand::agent(const std::string& address, std::vector<std::string> words,
                                         int expected) {
    return run(agent_words(address, std::move(words)), folder_ + "/agent.out", expected);
}

Result<tally::Measures> ProvinceStand::of_journal() const {
    journal::Reader reader = TRY(journal::Reader::open(journal()));
    return reader.total(kStandPeriod);
}

Result<tally::Measures> ProvinceStand::of_province() {
    const std::string printed =
        TRY(province({"export", "--measures", "--format", "json", "--from",
                      iso_date(kStandPeriod.first), "--to", iso_date(kStandPeriod.last)}));
    const json::Value answer = TRY(json::parse(printed, "motcua-province export"));
    const json::Value* wards = json::array(answer, "measures");
    if (!wards) return Error{Error::Code::invalid, "no measures in: " + printed};
    tally::Measures sum;
    for (const json::Value& ward : *wards)
        for (const tally::MeasureName& measure : tally::measure_names()) {
            std::int64_t count = 0;
            if (!json::integer(ward, measure.name, count))
                return Error{Error::Code::invalid, "no count in: " + printed};
            sum.*measure.field += count;
        }
    return sum;
}

Result<> ProvinceStand::must_agree() {
    const tally::Measures journal = TRY(of_journal());
    const tally::Measures province = TRY(of_province());
    if (journal == tally::Measures())
        return Error{Error::Code::invalid, "the journal counts nothing"};
    if (journal == province) return {};
    std::string text = "the province's counts are not the journal's:";
    for (const tally::MeasureName& measure : tally::measure_names())
        if (journal.*measure.field != province.*measure.field)
            text += fmt::format(" {} {} and {};", measure.name, journal.*measure.field,
                                province.*measure.field);
    return Error{Error::Code::invalid, text};
}

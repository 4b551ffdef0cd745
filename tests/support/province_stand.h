#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "journal/reader.h"
#include "support/process.h"

/// The ward of every kiosk at the stand: phường Diên Hồng.
inline constexpr const char* kStandWard = "23563";

/// The days that are compared: as many as one question may ask for.
inline constexpr tally::Period kStandPeriod{
    .first = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1),
    .last = std::chrono::sys_days(std::chrono::year(2028) / 9 / 1)};

/// A real province and a real kiosk's state in one folder, on this machine: starts and stops the
/// server, enrols the agent, and holds the province's counts against the journal's. Nothing here
/// knows how either of them works: it runs programs and reads what they print.
class ProvinceStand {
public:
    /// The folder is made, with the shipped configuration in it unless it has one; it must outlive
    /// us. `programs`: where the programs are.
    static Result<ProvinceStand> make(const std::string& folder,
                                      const std::string& programs = BINARY_DIR);

    struct Start {
        std::string db;  ///< Empty: SQLite in the folder.
        std::string https = "127.0.0.1:0";
        std::string http{};      ///< Empty: no plain listener.
        std::string name = "1";  ///< Of this server among several.
    };
    /// Starts the server and waits until it listens.
    Result<> start(const Start& how);
    void kill();        ///< At once, as a power cut would.
    Result<int> end();  ///< SIGTERM; its exit status.

    std::string address() const { return https_; }
    std::string plain() const { return http_; }
    int port() const;  ///< Of the TLS listener.
    int plain_port() const;
    pid_t id() const { return server_->id(); }

    /// A one-time code for the ward, and an agent that used one.
    Result<std::string> code();
    Result<std::string> enrol(const std::string& address);

    /// Runs a command of motcua-province or motcua-agent to its end; what it printed. Fails, with
    /// what it said, when its status is not `expected`.
    Result<std::string> province(std::vector<std::string> words, int expected = 0);
    Result<std::string> agent(const std::string& address, std::vector<std::string> words,
                              int expected = 0);
    std::vector<std::string> agent_words(const std::string& address,
                                         std::vector<std::string> words) const;

    /// The sixteen measures over kStandPeriod, by the journal and by the province; an Error unless
    /// they are equal and not all 0.
    Result<tally::Measures> of_journal() const;
    Result<tally::Measures> of_province();
    Result<> must_agree();

    const std::string& folder() const { return folder_; }
    std::string config() const { return folder_ + "/config"; }
    std::string state() const { return folder_ + "/state"; }
    std::string province_state() const { return folder_ + "/province"; }
    std::string journal() const { return state() + "/journal.db"; }
    std::string log() const;  ///< What the server said.

private:
    ProvinceStand(std::string folder, std::string programs)
        : folder_(std::move(folder)), programs_(std::move(programs)) {}
    Result<> read_addresses(const std::string& file);

    std::string folder_, programs_;
    std::string db_, https_, http_, log_file_;
    std::optional<Process> server_;
};

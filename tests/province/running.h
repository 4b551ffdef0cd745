#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/hand.h"
#include "province/peer.h"
#include "support/process.h"
#include "support/temp_dir.h"

/// A folder for a province: its signing key is hand::identity()'s, so that kiosks made by hand can
/// hold its receipts.
class Folder {
public:
    Folder();
    const std::string& path() const { return dir_.path(); }
    std::string state() const { return dir_ / "state"; }
    std::string operator/(const std::string& name) const { return dir_ / name; }

private:
    TempDir dir_;
};

/// What a command of motcua-province printed, and how it ended.
struct Printed {
    int status = 0;
    std::string text;  ///< Both streams.
};
/// `input`: what it reads on its standard input.
Printed command(const Folder& folder, std::vector<std::string> words,
                const std::string& input = {});

/// A real motcua-province that serves; ended with us.
class Running {
public:
    struct How {
        std::string database;  ///< Empty: SQLite in the state folder.
        std::string https, http = "127.0.0.1:0";
        std::string state;     ///< Empty: the folder's.
        std::string config{};  ///< Empty: ours.
    };
    explicit Running(const Folder& folder) : Running(folder, How{}) {}
    Running(const Folder& folder, const How& how);

    int http() const { return http_; }
    int https() const { return https_; }
    std::string socket() const { return state_ + "/province.sock"; }
    Process& process() { return *process_; }
    /// SIGTERM; its exit status.
    int end();
    std::string said() const;

private:
    std::string state_, log_;
    int http_ = 0, https_ = 0;
    std::optional<Process> process_;
};

/// Enrols over HTTP with a code of the command line.
hand::Kiosk enrolled_at(const Folder& folder, int port,
                        const std::vector<std::string>& more_words = {});

/// Sends a batch over HTTP and holds its receipt.
hand::Told tell_at(int port, const std::string& batch);

/// A batch with one run (its number) and one cell.
std::string batch_of(hand::Kiosk& kiosk, int run, std::int64_t count, std::int64_t revision);

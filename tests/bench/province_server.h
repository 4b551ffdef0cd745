#pragma once

#include <optional>
#include <string>
#include <vector>

#include "support/process.h"
#include "wire/keys.h"

/// The real motcua-province, serving plain HTTP on this machine as it does behind nginx, or TLS,
/// from a state folder of its own.
class ProvinceServer {
public:
    struct How {
        std::string folder;                    ///< Its state; made if it is not there.
        std::string database{};                ///< An address; empty for SQLite in the folder.
        std::optional<wire::SecretKey> key{};  ///< Signs receipts: servers of a province share it.
        int port = 0;                          ///< 0: any that is free.
        bool tls = false;
        std::string config = SOURCE_DIR "/config";
    };
    static Result<ProvinceServer> start(const How& how);

    int port() const { return port_; }
    pid_t id() const { return process_.id(); }
    void kill();

private:
    ProvinceServer(int port, Process process) : port_(port), process_(std::move(process)) {}

    int port_;
    Process process_;
};

/// Runs a command of motcua-province to its end; what it printed. `input` stands on its standard
/// input.
Result<std::string> run_province(const ProvinceServer::How& how, std::vector<std::string> words,
                                 const std::string& input = {});

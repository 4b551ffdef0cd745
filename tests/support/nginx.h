#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "support/process.h"

/// A real nginx before servers of the province, as sync/province/README.md says, but for TLS. It is
/// not root's, and all it writes is in the folder it is given.
class Nginx {
public:
    /// `ports`: of the servers on this machine, asked in turn. The folder must be there, in a place
    /// that others may enter.
    static Result<Nginx> start(const std::string& folder, const std::vector<int>& ports);

    int port() const { return port_; }
    pid_t id() const { return process_.id(); }

private:
    Nginx(int port, Process process) : port_(port), process_(std::move(process)) {}

    int port_;
    Process process_;
};

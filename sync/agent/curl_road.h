#pragma once

#include <functional>
#include <memory>
#include <string>

#include "agent/road.h"

namespace agent {

/// The road over libcurl. One thread asks; `may_go_on` is asked about once a second meanwhile,
/// and a false ends the question. Redirects are never followed; a slow line is waited for as
/// long as something moves.
class CurlRoad final : public Road {
public:
    struct Settings {
        std::string proxy;  ///< Empty: what the environment says.
        std::string version;
        std::string authorities{};  ///< A file of certificates; empty: the system's.
        std::function<bool()> may_go_on;
        long connect_s = 30;
        long still_s = 60;   ///< Without one byte.
        long total_s = 900;  ///< A full batch takes 70 s at 32 kbit/s; a large file much longer.
    };
    explicit CurlRoad(Settings settings) : settings_(std::move(settings)) {}

    Result<Answer> ask(const Request& request) override;

private:
    Settings settings_;
};

}  // namespace agent

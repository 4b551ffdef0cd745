#pragma once

#include <memory>
#include <string>

/// A kiosk's connection to the province: plain HTTP as nginx passes it on, or TLS. Blocks.
class Road {
public:
    virtual ~Road() = default;

    struct Answer {
        long status = 0;  ///< 0: none came.
        std::string body;
    };
    /// Sends a batch.
    virtual Answer send(const std::string& envelope) = 0;

    enum class Door { plain, tls };
    static std::unique_ptr<Road> to(int port, Door door);
};

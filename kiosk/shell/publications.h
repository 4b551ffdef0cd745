#pragma once

#include <memory>
#include <optional>
#include <string>

#include "shell/resources.h"

namespace shell {

/// Notices when the province has published another version than the one that is shown, and reads
/// it. The agent swaps a link, so looking costs one system call.
class Publications {
public:
    /// Both must outlive us.
    Publications(const Places& places, const ui::Glass& glass) : places_(places), glass_(glass) {}

    /// Everything anew, when there is another version and all of it holds; else nothing, and the
    /// log says once a version what is wrong. Takes a tenth of a second or three when there is one.
    std::unique_ptr<Resources> look(const Resources& shown);

private:
    const Places& places_;
    const ui::Glass& glass_;
    std::optional<std::string> refused_;  ///< The folder that was read last, in vain.
};

}  // namespace shell

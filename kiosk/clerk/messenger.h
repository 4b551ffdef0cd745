#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "desk/action.h"

namespace clerk {

/// Asks the agent of this machine, over its Unix socket, to enrol the kiosk: one line there, one
/// line back. Never blocks: whoever asks goes on working, waits for descriptor() among other
/// things, and looks. An agent that is away, silent or says nothing sensible is "no_agent". One
/// thread.
class Messenger {
public:
    explicit Messenger(std::string socket_path) : path_(std::move(socket_path)) {}
    ~Messenger() { hang_up(); }
    Messenger(const Messenger&) = delete;
    Messenger& operator=(const Messenger&) = delete;

    /// An earlier question that is still open is given up.
    void ask(const std::string& code, Instant now);

    /// The answer, once it is here.
    std::optional<desk::EnrolCame> hear(Instant now);

    bool waiting() const { return line_ >= 0 || told_.has_value(); }
    int descriptor() const { return line_; }  ///< Readable when there is something; −1: nothing.
    Instant until() const { return until_; }  ///< Then hear() gives up.

    static constexpr std::size_t kBytesMax = 4096;  ///< Four words and a name take 200.
    /// The agent asks the province, which answers within a minute or not at all (wire, §5).
    static constexpr std::chrono::seconds kPatience{75};

private:
    Result<int> call(const std::string& words) const;
    void give_up(const std::string& why);
    void hang_up();

    std::string path_;
    int line_ = -1;
    Instant until_{};
    std::string heard_;
    std::optional<desk::EnrolCame> told_;
};

}  // namespace clerk

#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "catalogue/load.h"

/// Short notices of the province for everybody who comes: messages.json, described in
/// config/README.md. Checked whole before anything is shown; every problem names the file, the
/// message and what to do about it.
namespace catalogue {

inline constexpr std::size_t kMessagesMax = 8;         ///< More are read by nobody.
inline constexpr std::size_t kMessageLengthMax = 140;  ///< Three lines of the narrow glass.
inline constexpr std::size_t kMessageBytesMax = 64 << 10;

struct Message {
    std::string id;
    std::chrono::sys_days from, until;  ///< Both days count.
    Translated text;
    bool operator==(const Message&) const = default;
};
using Messages = std::vector<Message>;

/// `invalid` with one problem per line, `not_found` when there is no file.
Result<Messages> load_messages(const std::string& path, const Rules& rules = {});
/// The same of bytes that came from `source`, which the messages name.
Result<Messages> parse_messages(std::string_view bytes, const std::string& source,
                                const Rules& rules = {});

/// The message of a moment: where several hold on a day, each has its minute in turn. nullptr
/// when none holds. `minute`: of the day.
const Message* message_at(const Messages& messages, std::chrono::sys_days today,
                          std::chrono::minutes minute);

}  // namespace catalogue

#include "catalogue/messages.h"

#include <fmt/format.h>

#include <set>

#include "base/files.h"
#include "catalogue/entry.h"

namespace catalogue {

namespace {

std::chrono::sys_days read_day(const json::Value& value, std::string_view key, Problems& problems) {
    if (json::find(value, key)) return problems.day(value, key).value_or(std::chrono::sys_days());
    problems.add(fmt::format("\"{}\" is missing: give a day as 2026-12-31", key));
    return {};
}

Message read_message(const json::Value& value, Problems& problems) {
    problems.unknown(value, {"id", "from", "until", "vi", "en", "jra", "bdq"});
    Message message;
    message.id = problems.text(value, "id");
    message.from = read_day(value, "from", problems);
    message.until = read_day(value, "until", problems);
    const bool both =
        message.from != std::chrono::sys_days() && message.until != std::chrono::sys_days();
    if (both && message.until < message.from) problems.add("\"until\" is before \"from\"");
    message.text = problems.languages(value, kMessageLengthMax);
    return message;
}

}  // namespace

Result<Messages> load_messages(const std::string& path, const Rules& rules) {
    const std::string bytes = TRY(files::read(path, kMessageBytesMax));
    return parse_messages(bytes, path, rules);
}

Result<Messages> parse_messages(std::string_view bytes, const std::string& source,
                                const Rules& rules) {
    const json::Value root = TRY(json::parse(bytes, source, {.bytes = kMessageBytesMax}));
    Problems problems(source, rules);
    std::int64_t format = 0;
    if (!json::integer(root, "format", format) || format != 1)
        return Error{Error::Code::invalid,
                     source + ": \"format\" must be 1: these are no messages this kiosk knows"};
    problems.unknown(root, {"format", "messages"});
    const json::Value* list = json::array(root, "messages");
    if (!list || list->size() > kMessagesMax) {
        problems.add(fmt::format("\"messages\" must list at most {} messages", kMessagesMax));
        return problems.error();
    }
    Messages messages;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const json::Value& value = (*list)[i];
        const std::string* id = json::text(value, "id");
        problems.enter(fmt::format("message {} (entry {})", id ? *id : "?", i + 1));
        messages.push_back(read_message(value, problems));
        if (!ids.insert(messages.back().id).second) problems.add("this id stands twice");
    }
    problems.enter({});
    if (!problems.none()) return problems.error();
    return messages;
}

const Message* message_at(const Messages& messages, std::chrono::sys_days today,
                          std::chrono::minutes minute) {
    std::vector<const Message*> holding;
    for (const Message& message : messages)
        if (message.from <= today && today <= message.until) holding.push_back(&message);
    if (holding.empty()) return nullptr;
    return holding[static_cast<std::size_t>(minute.count()) % holding.size()];
}

}  // namespace catalogue

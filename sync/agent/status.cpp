#include "agent/status.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/log.h"
#include "json/json.h"

namespace agent {

namespace {

std::string text_in(const json::Value& value, std::string_view key) {
    const std::string* text = json::text(value, key);
    return text ? *text : std::string();
}

std::int64_t number_in(const json::Value& value, std::string_view key) {
    std::int64_t number = 0;
    return json::integer(value, key, number) ? number : 0;
}

std::string next_words(const Status& status) {
    if (status.next_s < 60) return fmt::format("in {} s", status.next_s);
    return fmt::format("in {} min", (status.next_s + 59) / 60);
}

}  // namespace

std::string encode(const Status& status) {
    const json::Value value = {{"v", 1},
                               {"enrolled", status.enrolled},
                               {"device", status.device},
                               {"ward", status.ward},
                               {"name", status.name},
                               {"province", status.province},
                               {"words", status.words},
                               {"address", status.address},
                               {"state", status.state},
                               {"message", status.message},
                               {"last_receipt", status.last_receipt},
                               {"unsent", status.unsent},
                               {"oldest_unsent", status.oldest_unsent},
                               {"next_s", status.next_s},
                               {"serial", status.serial},
                               {"published", status.published},
                               {"faults", status.faults},
                               {"parked", status.parked},
                               {"bad", status.bad}};
    // A message may repeat bytes of somebody else's.
    return value.dump(-1, ' ', false, json::Value::error_handler_t::replace);
}

Result<Status> decode_status(std::string_view text) {
    const json::Value value = TRY(json::parse(text, "status"));
    if (number_in(value, "v") != 1)
        return Error{Error::Code::invalid, "status: of another version of motcua-agent"};
    const json::Value* enrolled = json::find(value, "enrolled");
    return Status{.enrolled = enrolled && *enrolled == true,
                  .device = text_in(value, "device"),
                  .ward = text_in(value, "ward"),
                  .name = text_in(value, "name"),
                  .province = text_in(value, "province"),
                  .words = text_in(value, "words"),
                  .address = text_in(value, "address"),
                  .state = text_in(value, "state"),
                  .message = text_in(value, "message"),
                  .last_receipt = text_in(value, "last_receipt"),
                  .unsent = number_in(value, "unsent"),
                  .oldest_unsent = text_in(value, "oldest_unsent"),
                  .next_s = number_in(value, "next_s"),
                  .serial = number_in(value, "serial"),
                  .published = number_in(value, "published"),
                  .faults = number_in(value, "faults"),
                  .parked = number_in(value, "parked"),
                  .bad = number_in(value, "bad")};
}

std::string in_words(const Status& status) {
    std::string words = fmt::format("State:         {} ({})\n", status.state, status.message);
    if (status.enrolled) {
        words += fmt::format("Kiosk:         {}, ward {}, device {}\n", status.name, status.ward,
                             status.device);
        words += fmt::format("Province:      {}, {}\n", status.province, status.address);
        words += fmt::format("Four words:    {}\n", status.words);
        words += fmt::format("Last receipt:  {}\n",
                             status.last_receipt.empty() ? "none yet" : status.last_receipt);
        words += fmt::format("Next try:      {}\n", next_words(status));
    }
    words += fmt::format("Not yet there: {} counts", status.unsent);
    if (!status.oldest_unsent.empty())
        words += fmt::format(", the oldest of {}", status.oldest_unsent);
    words += '\n';
    if (status.published > 0) words += fmt::format("Publication:   {} in use\n", status.published);
    if (status.parked > 0)
        words += fmt::format("Parked:        {} counts wait for a decision of the province\n",
                             status.parked);
    if (status.bad > 0)
        words +=
            fmt::format("Bad:           {} counts were refused; tell the makers\n", status.bad);
    if (status.faults > 0)
        words += fmt::format(
            "Faults:        {} rows of the journal were changed or damaged; they do not count\n",
            status.faults);
    return words;
}

std::optional<Instant> StatusFile::offer(const Status& status, Instant now) {
    if (written_) {
        Status same = status;
        same.next_s = written_->next_s;
        if (same == *written_) return {};
        if (now < written_at_ + kPause) return written_at_ + kPause;
    }
    write(status, now);
    return {};
}

void StatusFile::write(const Status& status, Instant now) {
    const Result<> done = files::write_atomically(path_, encode(status) + "\n");
    if (!done) logging::warning("status: {}", done.error().message);
    written_ = status;
    written_at_ = now;
}

}  // namespace agent

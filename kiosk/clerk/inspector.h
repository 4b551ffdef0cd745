#pragma once

#include <optional>

#include "clerk/agent_status.h"
#include "clerk/ledger.h"
#include "clerk/vitals.h"

namespace clerk {

/// Looks the machine over for the health page, and says what it sees in words. The clerk's
/// thread only.
class Inspector {
public:
    Inspector(const Surroundings& around, const Ledger& ledger)
        : around_(around), ledger_(ledger) {}

    desk::Health look(const Vitals& vitals) const;

    /// The whole journal was checked now; the page tells it from then on.
    void note_checked(bool whole) {
        checked_at_ = around_.clock.wall();
        whole_ = whole;
    }

private:
    using Line = desk::HealthLine;
    Line sync(const Result<AgentStatus>& agent) const;
    Line unsent(const Result<AgentStatus>& agent, const std::optional<journal::Head>& head) const;
    std::optional<Line> four_words(const Result<AgentStatus>& agent) const;
    Line network(const Vitals& vitals) const;
    Line clock() const;
    Line disk() const;
    Line journal(const std::optional<journal::Head>& head) const;
    Line touch(const Vitals& vitals) const;
    Line filtered(const std::optional<tally::Report>& today) const;
    Line catalogue() const;
    Line frames(const Vitals& vitals) const;
    std::optional<Line> temperature() const;
    Line version(const Vitals& vitals) const;

    bool keeps_its_word(const AgentStatus& agent) const;
    std::string say(std::string_view key) const { return around_.words_vi(key); }
    std::string fill(
        std::string_view key,
        std::initializer_list<std::pair<std::string_view, std::string_view>> values) const;

    const Surroundings& around_;
    const Ledger& ledger_;
    std::optional<WallTime> checked_at_;
    bool whole_ = false;
};

}  // namespace clerk

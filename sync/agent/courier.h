#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "agent/enrolment.h"
#include "agent/fold.h"
#include "agent/outbox.h"
#include "agent/publications.h"
#include "agent/road.h"
#include "agent/status.h"
#include "agent/stick.h"
#include "agent/uploader.h"
#include "base/kept_clock.h"
#include "settings/agent_file.h"

namespace agent {

/// Where everything is, from the command line.
struct Places {
    std::string state;   ///< The kiosk's state folder; ours is agent/ in it.
    std::string config;  ///< With kiosk.toml and agent.toml.
    std::string assets;
    std::string address;  ///< Of the province; empty: from agent.toml, or as kept at enrolment.
    std::string kiosk;    ///< The motcua-kiosk that checks publications; empty: none.

    std::string own() const { return state + "/agent"; }
    std::string socket() const { return own() + "/agent.sock"; }
    std::string status() const { return own() + "/status.json"; }
};

/// Carries counts to the province: reads the journal, keeps the outbox, asks, takes what comes
/// back. One thread owns it and calls it; between calls nothing happens.
class Courier {
public:
    struct Settings {
        Places places;
        settings::AgentFile file;
        std::string version;
        std::uint64_t seed = 0;
        std::function<bool()> may_go_on;  ///< False: end what you do, we are stopping.
        /// The clock, where staff may have set the kiosk's: looked at again with each work().
        /// Certificates are held against dates by the machine's own clock alone. May be nullptr.
        KeptClock* kept = nullptr;
    };
    /// Road and clock must outlive it. Makes the folder; `unavailable` when another agent has it.
    static Result<Courier> open(Settings settings, Road& road, const Clock& clock);

    /// Does what is due. Returns when to call again. What goes wrong stands in status().
    Instant work();
    void link_up() { uploader_.link_up(clock_.now()); }
    void hurry();  ///< Reads the journal and sends at the next work(), whatever is due.

    Result<Enrolled> enrol(const std::string& typed_code, const std::string& address);
    Result<> rotate();
    Result<std::size_t> export_to(const std::string& folder);
    Result<Imported> import_from(const std::string& folder);

    Status status();
    void write_status() { status_file_.write(status(), clock_.now()); }  ///< At the end.

private:
    Courier(Settings settings, Road& road, const Clock& clock, Outbox outbox);

    Result<> load_identity();
    Meeting meeting(const std::string& asked_for) const;
    void read_journal();
    void recheck_journal();
    Result<> send();
    Result<Letter> next_letter();
    void end_rotation();
    Result<> take_publication();
    Source published_there();
    Facts facts() const;
    void note(const Result<>& done, std::string_view doing);

    Settings settings_;
    Road& road_;
    const Clock& clock_;
    IdentityFiles files_;
    Outbox outbox_;
    Publications publications_;
    Uploader uploader_;
    Backoff publication_pause_;
    Instant publication_due_{};
    StatusFile status_file_;

    std::optional<Identity> identity_;
    std::vector<Reached> reached_;
    std::string journal_trouble_;  ///< Why the journal cannot be read; empty: it can.
    std::string trouble_;          ///< Of our own files; empty: none.
    Instant read_due_{};
    Instant recheck_due_{};
};

}  // namespace agent

#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agent/road.h"
#include "wire/batch.h"
#include "wire/certificate.h"
#include "wire/publication.h"
#include "wire/receipt.h"

/// A province as sync/wire/README.md asks for one, in memory and as plain as can be: what our
/// agent's tests send to. It keeps the newest count of every key, and remembers each receipt.
class SmallProvince {
public:
    SmallProvince();

    /// What a server would answer to a path and a body.
    agent::Answer answer(const std::string& path, const std::string& body);

    wire::Code make_code();
    wire::PublicKey key() const { return key_.public_key(); }
    /// A receipt as only the province can sign it.
    std::string sign(const wire::Receipt& receipt) const;
    std::string sign(const wire::Publication& publication) const;

    /// The newest counts: "<run> <line without n and rev>" to n; seals to their digest's line.
    const std::map<std::string, std::int64_t>& counts() const { return counts_; }
    const std::vector<std::string>& seals() const { return seals_; }
    const std::vector<wire::Batch>& batches() const { return batches_; }
    std::size_t repeats() const { return repeats_; }  ///< Batches whose receipt was known already.

    /// But keys and enrolments.
    void lose_everything();

    // How it behaves, to be set by tests.
    std::int64_t next_s = 300;
    std::int64_t published = 0;
    std::size_t lines_max = wire::kLinesMax;  ///< More: `too_large`.
    std::function<bool(const wire::Line&)> is_poison = [](const wire::Line&) { return false; };
    std::string refusal;                          ///< Refuses everything so.
    std::map<std::string, std::string> verdicts;  ///< By `what`: instead of "ok".
    bool forgets_receipts = false;                ///< Asks for everything again.
    std::string publication;                      ///< Its envelope.
    std::map<std::string, std::string> files;     ///< By digest.
    std::string ward = "23563";

private:
    agent::Answer ingest(const std::string& envelope);
    agent::Answer enrol(const std::string& body);
    agent::Answer rotate(const std::string& envelope);
    agent::Answer refuse(const std::string& envelope, int status, const std::string& why);
    std::string take(const wire::Line& line, const wire::Batch& batch);
    void take_heads(const wire::Batch& batch, wire::Receipt& receipt);
    std::string certify(const std::string& device, const wire::PublicKey& key,
                        std::int64_t serial) const;

    wire::SecretKey key_;
    std::map<std::string, wire::Code> codes_;      ///< By number.
    std::map<std::string, wire::PublicKey> used_;  ///< By number.
    std::map<std::string, wire::PublicKey> devices_;
    std::map<std::string, std::int64_t> serials_;
    std::map<std::string, std::string> receipts_;  ///< By digest of the batch.
    std::map<std::string, wire::Checkpoint> heads_;
    std::map<std::string, std::int64_t> counts_, revisions_;
    std::vector<std::string> seals_;
    std::vector<wire::Batch> batches_;
    std::size_t repeats_ = 0;
};

/// A road to it that a test can break: `before` and `after` may make an answer of their own of a
/// request that did not arrive, or of an answer that did not come back.
class TestRoad final : public agent::Road {
public:
    explicit TestRoad(SmallProvince& province) : province_(province) {}
    Result<agent::Answer> ask(const agent::Request& request) override;

    std::vector<agent::Request> asked;
    std::function<std::optional<Result<agent::Answer>>(const agent::Request&)> before;
    std::function<Result<agent::Answer>(const agent::Request&, agent::Answer)> after;

    static constexpr const char* kAddress = "https://province.example";

private:
    SmallProvince& province_;
};

#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "catalogue/short_link.h"
#include "publishing/arrivals.h"
#include "publishing/in_force.h"

/// /q/<short code>: where a QR code through the province leads. A request picks one of the
/// addresses that the catalogue and the portal's templates give; nothing of it ever becomes part
/// of one. Answers without the database; what was counted is written down by a worker.
namespace publishing {

/// Every address there is, by what a short code names. Never changed once made.
class Redirects {
public:
    Redirects(const catalogue::Catalogue& catalogue, const catalogue::Links& links);

    /// nullptr where the code names no procedure that citizens are shown.
    const std::string* find(const catalogue::ShortLink& link) const;
    std::size_t size() const { return addresses_.size(); }

private:
    std::map<std::pair<catalogue::LinkKind, std::string>, std::string> addresses_;
};

/// One a server. answer() is for the socket's thread, tend() for a worker's; both whenever they
/// like.
class Redirector {
public:
    /// So often tend() is to be called: what is published leads by then, and not more than this
    /// is lost when the machine fails. And once when the server stops, after the last answer.
    static constexpr std::chrono::seconds kTendEvery{5};

    explicit Redirector(Folders folders) : folders_(std::move(folders)) {}

    struct Answer {
        int status = 404;      ///< 302, 404; 503 before the first tend().
        std::string location;  ///< Of 302.
        std::string body;      ///< Plain text in UTF-8, Vietnamese and English; empty of 302.
    };
    /// `code`: the rest of the path after /q/ or /Q/, without a query. `counts`: no for HEAD.
    Answer answer(std::string_view code, bool counts, WallTime now);

    /// Makes the table anew if another version was published, by whichever server, and writes
    /// down the arrivals. What could not be written is kept for the next time.
    Result<> tend(ledger::Ledger& ledger);

private:
    Result<> renew(ledger::Ledger& ledger);

    Folders folders_;
    std::mutex mutex_;  // Of the two below; held for a look-up, never for the database.
    std::unique_ptr<const Redirects> redirects_;
    Arrivals arrivals_;
    std::mutex tending_;         // One at a time.
    std::int64_t version_ = -1;  // That the table was made from.
};

}  // namespace publishing

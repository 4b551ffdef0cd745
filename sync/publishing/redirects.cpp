#include "publishing/redirects.h"

#include "ledger/publishing.h"

namespace publishing {

namespace {

constexpr std::string_view kUnknown =
    "Mã QR này không còn dùng. Xin quét lại mã trên màn hình, hoặc hỏi cán bộ một cửa.\n"
    "This QR code is no longer in use. Please scan the code on the screen again, or ask at the "
    "one-stop counter.\n";
constexpr std::string_view kNotYet =
    "Máy chủ đang khởi động. Xin thử lại sau ít giây.\n"
    "The server is starting. Please try again in a few seconds.\n";

}  // namespace

Redirects::Redirects(const catalogue::Catalogue& catalogue, const catalogue::Links& links) {
    using catalogue::LinkKind;
    for (const LinkKind kind : catalogue::kLinkKinds) {
        if (!catalogue::is_of_a_procedure(kind)) {
            addresses_[{kind, std::string()}] = links.address(kind, {});
            continue;
        }
        for (const catalogue::Procedure& procedure : catalogue.procedures())
            if (!procedure.internal)
                addresses_[{kind, procedure.code}] = links.address(kind, procedure);
    }
}

const std::string* Redirects::find(const catalogue::ShortLink& link) const {
    const auto at = addresses_.find({link.kind, link.procedure});
    return at == addresses_.end() ? nullptr : &at->second;
}

Redirector::Answer Redirector::answer(std::string_view code, bool counts, WallTime now) {
    const std::optional<catalogue::ShortLink> link = catalogue::decode_short(code);
    const std::lock_guard lock(mutex_);
    if (!redirects_) return {.status = 503, .location = {}, .body = std::string(kNotYet)};
    const std::string* address = link ? redirects_->find(*link) : nullptr;
    if (!address) return {.status = 404, .location = {}, .body = std::string(kUnknown)};
    if (counts)
        arrivals_.add({.day = business_day(now),
                       .device = link->device,
                       .procedure = link->procedure,
                       .kind = link->kind});
    return {.status = 302, .location = *address, .body = {}};
}

Result<> Redirector::renew(ledger::Ledger& ledger) {
    const std::int64_t version = TRY(ledger::newest_version(ledger.connection()));
    if (version == version_) return {};
    const Signposts posts = TRY(signposts(ledger, folders_));
    auto fresh = std::make_unique<const Redirects>(posts.catalogue, posts.portal.links);
    version_ = posts.version;
    const std::lock_guard lock(mutex_);
    redirects_.swap(fresh);
    return {};
}

Result<> Redirector::tend(ledger::Ledger& ledger) {
    const std::unique_lock one_at_a_time(tending_, std::try_to_lock);
    if (!one_at_a_time) return {};  // Somebody is at it; nobody need wait for the disk twice.
    const Result<> renewed = renew(ledger);  // Whatever became of it, counts are written down.
    Arrivals::Counts counts;
    {
        const std::lock_guard lock(mutex_);
        counts = arrivals_.take();
    }
    Result<> stored = store_arrivals(ledger, counts);
    if (stored) return renewed;
    const std::lock_guard lock(mutex_);
    arrivals_.give_back(counts);
    return Error(stored.error()).during("write the arrivals down");
}

}  // namespace publishing

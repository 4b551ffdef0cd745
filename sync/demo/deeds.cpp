#include "demo/deeds.h"

#include "demo/campaign_text.h"
#include "demo/chance.h"
#include "ledger/publishing.h"
#include "publishing/check.h"
#include "publishing/link_checks.h"

namespace demo {

namespace {

using namespace std::chrono_literals;

enum Path : std::uint64_t { kOfCodes = 31 };

constexpr std::size_t kTried = 44;  // Codes that a person tries in an afternoon.

/// Half past eight of a day in Viet Nam.
WallTime morning(tally::Day day) {
    return WallTime(day.time_since_epoch()) - kVietNamOffset + 8h + 30min;
}

Result<std::int64_t> publish_one(ledger::Ledger& ledger, const std::string& path,
                                 const std::string& bytes, const std::string& note, WallTime at) {
    const std::vector<std::pair<std::string, std::string>> files{{path, bytes}};
    TRY(publishing::check_publication(files));
    const ledger::Publisher by{.officer = kOfficer, .note = note};
    const std::optional<std::int64_t> version = TRY(ledger::publish(ledger, files, by, at));
    ASSERT(version);  // Nothing was said of a base.
    return *version;
}

}  // namespace

Result<std::int64_t> publish(ledger::Ledger& ledger, const Sources& sources,
                             const campaign::Campaign& campaign, const tally::Period& period) {
    campaign::Campaign before = campaign;
    before.kicker = {.vi = "Minh họa", .en = "Demonstration"};
    const WallTime first = morning(period.first);
    TRY(publish_one(ledger, "wards.json", sources.wards_bytes, "Danh sách xã, phường", first));
    TRY(publish_one(ledger, "catalogue.json", sources.catalogue_bytes, "Danh mục thủ tục",
                    first + 10min));
    TRY(publish_one(ledger, "campaign.toml", text_of(before), "Chiến dịch (minh họa)",
                    first + 20min));
    const tally::Day lately = std::max(period.first, period.last - std::chrono::days(2));
    return publish_one(ledger, "campaign.toml", text_of(campaign), "Sửa lời trên màn hình chờ",
                       morning(lately) + 90min);
}

Result<> try_codes(ledger::Ledger& ledger, const Sources& sources, std::uint64_t seed,
                   WallTime now) {
    Chance chance(seed, {kOfCodes});
    const std::vector<publishing::LinkCheck> all =
        TRY(publishing::link_checks(ledger, sources.folders));
    for (std::size_t i = 0; i < std::min(kTried, all.size()); ++i) {
        publishing::Mark mark{.good = true,
                              .at = now - 3h * static_cast<int>(20 + chance.below(60)),
                              .officer = kOfficer,
                              .note = {},
                              .address = all[i].address};
        if (i % 15 == 9) {
            mark.good = false;
            mark.note = "Trang báo không tìm thấy thủ tục";
        }
        if (i == 5) mark.address += "#cu";  // The address of an older template.
        TRY(publishing::mark_link(ledger, all[i].procedure, all[i].kind, mark));
    }
    return {};
}

}  // namespace demo

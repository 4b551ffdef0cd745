#include "publishing/redirects.h"

#include <thread>

#include "base/files.h"
#include "ledger/hand.h"
#include "ledger/publishing.h"

using namespace hand;
using catalogue::LinkKind;
using publishing::Redirector;

namespace {

const publishing::Folders kFolders{.config = SOURCE_DIR "/config", .assets = SOURCE_DIR "/assets"};

std::string code(const std::string& device, LinkKind kind, const std::string& procedure = {}) {
    return catalogue::encode(
        {.device = *catalogue::device_part(device), .kind = kind, .procedure = procedure});
}

const std::string kNobody(32, '0');

/// "day device procedure kind count" a row, in order.
std::vector<std::string> arrivals(ledger::Ledger& ledger) {
    std::vector<std::string> lines;
    for (const sql::Row& row :
         must(ledger.connection().query("SELECT day, device, procedure, kind, count FROM arrival "
                                        "ORDER BY day, device, procedure, kind",
                                        {})))
        lines.push_back(std::to_string(row.integer(0)) + " " + row.text(1).substr(0, 8) + " " +
                        row.text(2) + " " + row.text(3) + " " + std::to_string(row.integer(4)));
    return lines;
}

std::string day_of(WallTime wall) {
    return std::to_string(business_day(wall).time_since_epoch().count());
}

std::string portal_with(const std::string& from, const std::string& to) {
    std::string text = must(files::read(SOURCE_DIR "/config/portal.toml", 64 << 10));
    REQUIRE(text.find(from) != std::string::npos);
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE_TEMPLATE("a code leads where catalogue and templates say, and is counted once", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const Kiosk kiosk = enrolled(ledger);
    Redirector redirector(kFolders);
    const std::string birth = code(kiosk.device, LinkKind::procedure, "1.001193");
    CHECK(redirector.answer(birth, true, kMorning).status == 503);  // Nothing is known yet.
    must(redirector.tend(ledger));

    const Redirector::Answer answer = redirector.answer(birth, true, kMorning);
    CHECK(answer.status == 302);
    const publishing::Signposts posts = must(publishing::signposts(ledger, kFolders));
    CHECK(answer.location == posts.portal.links.procedure(*posts.catalogue.find("1.001193")));
    CHECK(answer.body.empty());
    CHECK(redirector.answer(birth, true, kMorning).status == 302);
    CHECK(redirector.answer(birth, false, kMorning).status == 302);  // HEAD.
    CHECK(redirector.answer(code(kNobody, LinkKind::track), true, kMorning).location ==
          posts.portal.links.track());
    const WallTime late = kMorning + std::chrono::hours(15);  // Past midnight in Viet Nam.
    CHECK(redirector.answer(birth, true, late).status == 302);
    CHECK(arrivals(ledger).empty());
    must(redirector.tend(ledger));
    const std::string device = kiosk.device.substr(0, 8);
    const std::vector<std::string> expected{
        day_of(kMorning) + "   track 1", day_of(kMorning) + " " + device + " 1.001193 procedure 2",
        day_of(late) + " " + device + " 1.001193 procedure 1"};
    CHECK(arrivals(ledger) == expected);
    must(redirector.tend(ledger));
    CHECK(arrivals(ledger) == expected);
    CHECK(redirector.answer(birth, true, kMorning).status == 302);
    must(redirector.tend(ledger));
    CHECK(arrivals(ledger)[1] == day_of(kMorning) + " " + device + " 1.001193 procedure 3");
}

TEST_CASE("nothing but a code of a procedure that citizens see leads anywhere") {
    OnSqlite store;
    ledger::Ledger ledger = opened(store.address());
    Redirector redirector(kFolders);
    must(redirector.tend(ledger));
    const std::string good = code(kNobody, LinkKind::procedure, "1.001193");
    CHECK(redirector.answer(good, false, kMorning).status == 302);
    for (const std::string& bad :
         {std::string(), std::string("https://evil.example/"), std::string("//evil.example"),
          good + "?to=https://evil.example", good + "\r\nLocation: https://evil.example",
          good + "/", good.substr(1), code(kNobody, LinkKind::procedure, "9.999999"),
          std::string(100'000, 'A'), std::string("%2e%2e")}) {
        const Redirector::Answer answer = redirector.answer(bad, true, kMorning);
        CHECK(answer.status == 404);
        CHECK(answer.location.empty());
        CHECK(answer.body.find("evil") == std::string::npos);
        CHECK(answer.body.find("QR") != std::string::npos);
    }
    must(redirector.tend(ledger));
    CHECK(arrivals(ledger).empty());
    // Between agencies: kiosks never show it, so nobody can have scanned it.
    const auto posts = must(publishing::signposts(ledger, kFolders));
    for (const catalogue::Procedure& one : posts.catalogue.procedures())
        CHECK(
            (redirector.answer(code(kNobody, LinkKind::submit, one.code), false, kMorning).status ==
             404) == one.internal);
}

TEST_CASE_TEMPLATE("what is published leads at the next look; what does not hold, never", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Redirector redirector(kFolders);
    must(redirector.tend(ledger));
    const std::string track = code(kNobody, LinkKind::track);
    const auto location = [&] {
        must(redirector.tend(ledger));
        return redirector.answer(track, false, kMorning).location;
    };
    const std::string first = location();
    CHECK(first == "https://dichvucong.gov.vn/tra-cuu-ho-so");
    must(ledger::publish(ledger, {{"portal.toml", portal_with("/tra-cuu-ho-so", "/theo-doi")}},
                         kMorning));
    CHECK(location() == "https://dichvucong.gov.vn/theo-doi");
    must(ledger::publish(
        ledger, {{"portal.toml", portal_with("\"https://dichvucong.gov.vn/tra", "\"javascript:")}},
        kMorning));              // The ledger does not look at content.
    CHECK(location() == first);  // As a kiosk does it: what is configured.
}

TEST_CASE("made up devices fill neither memory nor table") {
    OnSqlite store;
    ledger::Ledger ledger = opened(store.address());
    const Kiosk kiosk = enrolled(ledger);
    publishing::Arrivals kept;
    constexpr std::uint32_t kMany = 3 * publishing::Arrivals::kKeysMax;
    for (std::uint32_t device = 0; device < kMany; ++device)
        kept.add({.day = business_day(kMorning),
                  .device = device,
                  .procedure = "1.001193",
                  .kind = LinkKind::submit});
    publishing::Arrivals::Counts counts = kept.take();
    CHECK(counts.size() == publishing::Arrivals::kKeysMax + 1);
    kept.give_back(counts);
    kept.give_back(counts);
    CHECK(kept.take().size() <= publishing::Arrivals::kKeysMax + 1);
    must(publishing::store_arrivals(ledger, counts));
    CHECK(arrivals(ledger) ==
          std::vector{day_of(kMorning) + "  1.001193 submit " + std::to_string(kMany)});
}

TEST_CASE("what could not be written is written the next time") {
    OnPostgres store;
    ledger::Ledger ledger = opened(store.address());
    Redirector redirector(kFolders);
    must(redirector.tend(ledger));
    redirector.answer(code(kNobody, LinkKind::track), true, kMorning);
    must(ledger.connection().script("ALTER TABLE arrival RENAME TO gone"));
    CHECK_FALSE(redirector.tend(ledger).has_value());
    redirector.answer(code(kNobody, LinkKind::track), true, kMorning);
    must(ledger.connection().script("ALTER TABLE gone RENAME TO arrival"));
    must(redirector.tend(ledger));
    CHECK(arrivals(ledger) == std::vector{day_of(kMorning) + "   track 2"});
}

TEST_CASE("answers and writing at once lose nothing") {
    OnPostgres store;
    ledger::Ledger ledger = opened(store.address());
    Redirector redirector(kFolders);
    must(redirector.tend(ledger));
    const std::string track = code(kNobody, LinkKind::track);
    constexpr int kEach = 20'000;
    std::thread socket([&] {
        for (int i = 0; i < kEach; ++i) redirector.answer(track, true, kMorning);
    });
    for (int i = 0; i < 20; ++i) must(redirector.tend(ledger));
    socket.join();
    must(redirector.tend(ledger));
    CHECK(arrivals(ledger) == std::vector{day_of(kMorning) + "   track " + std::to_string(kEach)});
}

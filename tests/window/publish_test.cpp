// The portal changes its links: one person publishes, and every kiosk's next QR code leads where
// the new template says; back again; through the province; and straight once it was not heard for a
// day. By the real programs: province, agent, and a kiosk in a window whose codes zbar reads.

#include <curl/curl.h>
#include <doctest/doctest.h>
#include <signal.h>

#include "base/files.h"
#include "catalogue/load.h"
#include "catalogue/short_link.h"
#include "json/json.h"
#include "settings/portal_file.h"
#include "sql/connection.h"
#include "support/province_stand.h"
#include "window/stand.h"

namespace {

constexpr const char* kProcedure = "1.001193";
constexpr const char* kOld = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{formality_id}";
constexpr const char* kNew = "https://dichvucong.gov.vn/tthc/chi-tiet?id={formality_id}";
constexpr std::size_t kFileMax = 64 << 10;

using std::chrono::minutes;

/// An answer of the province to a phone, which is not led on.
struct Answer {
    long status = 0;
    std::string location, body;
};
std::size_t keep(char* bytes, std::size_t size, std::size_t count, void* text) {
    static_cast<std::string*>(text)->append(bytes, size * count);
    return size * count;
}
Answer ask(const std::string& address, bool head = false) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                   curl_easy_cleanup);
    Answer answer;
    curl_easy_setopt(curl.get(), CURLOPT_URL, address.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_SSL_VERIFYPEER, 0L);  // The stand's own certificate.
    curl_easy_setopt(curl.get(), CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(curl.get(), CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 20L);
    curl_easy_setopt(curl.get(), CURLOPT_NOBODY, head ? 1L : 0L);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer.body);
    REQUIRE(curl_easy_perform(curl.get()) == CURLE_OK);
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer.status);
    char* location = nullptr;
    curl_easy_getinfo(curl.get(), CURLINFO_REDIRECT_URL, &location);
    if (location) answer.location = location;
    return answer;
}

/// Whether a code leads to an address before long: the server looks every few seconds at what is
/// published (publishing/redirects.h). Asked by HEAD: a preview, not a person.
bool leads_to(const std::string& code, const std::string& address) {
    const SystemClock clock;
    const Instant end = clock.now() + std::chrono::seconds(20);
    while (clock.now() < end) {
        const Answer answer = ask(code, true);
        CHECK(answer.status == 302);
        if (answer.location == address) return true;
    }
    return false;
}

/// A province, an agent that is enrolled and runs, and a kiosk; everything in one folder.
class Place {
public:
    Place()
        : province_(must(ProvinceStand::make(stand_.folder.path()))),
          enrolled_(start()),
          agent_(must(Process::start({.words = province_.agent_words(province_.address(), {"run"}),
                                      .output = stand_.folder / "agent.log"}))),
          walker_(stand_.open({.own_clock = true, .synchronised = true})) {}

    ProvinceStand& province() { return province_; }
    void end_agent() {
        agent_.signal(SIGTERM);
        CHECK(must(agent_.wait(std::chrono::seconds(20))) == 0);
    }
    Walker& walker() { return walker_; }

    /// portal.toml as shipped but for one thing, published; the version.
    void publish(const std::string& from, const std::string& to) {
        std::string text = must(files::read(SOURCE_DIR "/config/portal.toml", kFileMax));
        if (!from.empty()) {
            REQUIRE(text.find(from) != std::string::npos);
            text.replace(text.find(from), from.size(), to);
        }
        must(files::write_atomically(stand_.folder / "portal.toml", text));
        must(province_.province({"publish", stand_.folder / "portal.toml"}));
    }

    /// Until the glass shows a version: the agent is told, the kiosk looks every minute.
    void arrive(const std::string& version) {
        must(province_.agent(province_.address(), {"send", "--wait", "60"}));
        must(walker_.pass(minutes(1)));
        must(walker_.until("version " + version, [&](const Shown&) {
            return walker_.log().find("/province/" + version + "\n") != std::string::npos;
        }));
        must(walker_.until_written(0));
        must(walker_.settle());
    }

    /// A citizen comes, asks for the procedure's code, holds a phone before it, and goes.
    std::string scan() {
        must(walker_.go("start", "home"));
        must(walker_.go("tile-ho-tich", "list"));
        must(walker_.go(std::string("row-") + kProcedure, "detail"));
        must(walker_.go("by-phone", "guide"));
        const std::vector<std::string> codes = must(read_codes(must(walker_.look())));
        REQUIRE(codes.size() == 1);
        must(walker_.pass(std::chrono::seconds(3)));
        must(walker_.go("home", "home"));
        must(walker_.go("back", "attract"));
        must(walker_.settle());
        return codes.front();
    }

    std::string device() {
        const json::Value status =
            must(json::parse(must(province_.agent({}, {"status", "--json"})), "status"));
        const std::string* device = json::text(status, "device");
        REQUIRE(device);
        return *device;
    }

    /// "device procedure kind count" a row of what the province has counted.
    std::vector<std::string> arrivals() {
        const auto store =
            must(sql::open_reader("sqlite:" + province_.province_state() + "/province.db"));
        std::vector<std::string> lines;
        for (const sql::Row& row : must(store->query(
                 "SELECT device, procedure, kind, count FROM arrival ORDER BY device", {})))
            lines.push_back(row.text(0) + " " + row.text(1) + " " + row.text(2) + " " +
                            std::to_string(row.integer(3)));
        return lines;
    }

private:
    std::string start() {
        must(province_.start({}));
        return must(province_.enrol(province_.address()));
    }

    Stand stand_;
    ProvinceStand province_;
    std::string enrolled_;
    Process agent_;
    Walker walker_;
};

/// What a template gives for the procedure, by hand.
std::string address(const std::string& pattern) {
    const auto loaded = must(catalogue::load(SOURCE_DIR "/config/catalogue.json"));
    const catalogue::Procedure* procedure = loaded.catalogue.find(kProcedure);
    REQUIRE(procedure);
    return pattern.substr(0, pattern.find('{')) + procedure->formality_id;
}

}  // namespace

TEST_CASE("a template published is in the next code; back; through the province; and without it") {
    Place place;
    CHECK(place.scan() == address(kOld));

    place.publish("", "");  // As shipped: something to come back to.
    place.publish(kOld, kNew);
    place.arrive("2");
    CHECK(place.scan() == address(kNew));

    must(place.province().province({"rollback", "1", "--note", "the old links work again"}));
    place.arrive("3");
    CHECK(place.scan() == address(kOld));

    const std::string through = place.province().address();
    place.publish("address = \"\"", "address = \"" + through + "\"");
    place.arrive("4");
    const std::string code = place.scan();
    const std::string device = place.device();
    CHECK(code == catalogue::short_address(through, {.device = *catalogue::device_part(device),
                                                     .kind = catalogue::LinkKind::procedure,
                                                     .procedure = kProcedure}));
    CHECK(leads_to(code, address(kOld)));
    const Answer led = ask(code);
    CHECK(led.status == 302);
    CHECK(led.location == address(kOld));
    CHECK(ask(code + "0").status == 404);
    CHECK(ask(code + "0").location.empty());
    must(place.province().end());  // What was counted is written down at the latest now.
    place.end_agent();             // Its last receipt stands in its status.
    CHECK(place.arrivals() == std::vector{device + " " + kProcedure + " procedure 1"});

    // Nobody is there any more: for a day codes still lead that way, then straight.
    must(place.walker().pass(minutes(1)));
    must(place.walker().settle());
    must(place.walker().pass(std::chrono::hours(23)));
    must(place.walker().settle());
    CHECK(place.scan() == code);
    must(place.walker().pass(std::chrono::hours(1)));
    must(place.walker().settle());
    CHECK(place.scan() == address(kOld));
    CHECK(must(place.walker().end()) == 0);
}

TEST_CASE("where nobody keeps the clock set, codes lead straight") {
    const Stand stand;
    must(files::make_folder(stand.site.state() + "/agent"));
    const std::string portal = stand.site.config() + "/portal.toml";
    std::string text = must(files::read(portal, kFileMax));
    const std::string off = "address = \"\"";
    REQUIRE(text.find(off) != std::string::npos);
    text.replace(text.find(off), off.size(), "address = \"https://motcua.gialai.gov.vn\"");
    must(files::write_atomically(portal, text));
    const SystemClock clock;
    const auto second = std::chrono::floor<std::chrono::seconds>(clock.wall());
    const auto of_day = second - std::chrono::floor<std::chrono::days>(second);
    const std::chrono::hh_mm_ss time(of_day);
    char receipt[32];
    std::snprintf(receipt, sizeof receipt, "%sT%02ld:%02ld:%02ldZ",
                  iso_date(std::chrono::floor<std::chrono::days>(second)).c_str(),
                  static_cast<long>(time.hours().count()),
                  static_cast<long>(time.minutes().count()),
                  static_cast<long>(time.seconds().count()));
    must(files::write_atomically(stand.site.state() + "/agent/status.json",
                                 std::string(R"({"v":1,"enrolled":true,"device":")") +
                                     std::string(32, 'a') + R"(","state":"ok","last_receipt":")" +
                                     receipt + "\"}"));
    for (const bool synchronised : {false, true}) {
        CAPTURE(synchronised);
        Walker walker = stand.open({.own_clock = true, .synchronised = synchronised});
        must(walker.go("start", "home"));
        must(walker.go("tile-ho-tich", "list"));
        must(walker.go(std::string("row-") + kProcedure, "detail"));
        must(walker.go("by-phone", "guide"));
        const std::vector<std::string> codes = must(read_codes(must(walker.look())));
        REQUIRE(codes.size() == 1);
        CHECK(codes.front().starts_with(synchronised ? "HTTPS://MOTCUA.GIALAI.GOV.VN/Q/"
                                                     : "https://dichvucong.gov.vn/"));
        end(walker);
    }
}

#include "window/pictures.h"

#include <fmt/format.h>

#include <vector>

#include "base/files.h"
#include "support/scratch_folder.h"
#include "support/xvfb.h"
#include "window/camera.h"

namespace {

constexpr const char* kCommon = "1.001193";       // Birth certificate: a card, cases, online.
constexpr const char* kCounterOnly = "2.000815";  // Certified copies: at the counter only.
constexpr const char* kNoCard = "2.001955";       // Facts only.
constexpr const char* kLongest = "1.115372";      // 919 letters, and no card.

constexpr int kPagesMax = 40;  // A pager that never ends is a bug, not a long list.

std::string row(const char* code) { return std::string("row-") + code; }

/// How a visit may like the screen: what to tap on the comfort screen for it.
struct Mode {
    const char* name;
    std::vector<const char*> likings;
};

/// One walk through the screens. Every part begins on home and ends there.
class Album {
public:
    Album(Walker& walker, const Site& site, std::string folder)
        : walker_(walker), site_(site), camera_(walker, std::move(folder), site.portrait()) {}

    Result<> fill();
    int count() const { return camera_.count(); }

private:
    Result<> take(const std::string& name) { return camera_.take(name); }
    Result<> take_after(const std::string& id, const std::string& name);
    Result<> go_back_to(const std::string& screen) { return walker_.go("back", screen); }
    Result<> turn_to_last_page(const std::string& name = {});
    Result<> find_tile(const std::string& id);
    Result<> open_by_code(const std::string& code);

    Result<> attract();
    Result<> lists();
    Result<> searching();
    Result<> common_procedure();
    Result<> guide();
    Result<> endings();
    Result<> bad_rating();
    Result<> other_procedures();
    Result<> warning();
    Result<> english();
    Result<> choose(const std::string& id);
    Result<> modes();
    Result<> in_mode(const Mode& mode);
    Result<> offline();

    Walker& walker_;
    const Site& site_;
    Camera camera_;
};

Result<> Album::take_after(const std::string& id, const std::string& name) {
    TRY(walker_.tap(id));
    return take(name);
}

/// Through all pages of what is shown; with a name, a picture of each.
Result<> Album::turn_to_last_page(const std::string& name) {
    for (int page = 1; page <= kPagesMax; ++page) {
        if (!name.empty()) TRY(take(name + std::to_string(page)));
        if (!walker_.shown().has("page-down")) return {};
        TRY(walker_.tap("page-down"));
        TRY(walker_.settle());
    }
    return Error{Error::Code::invalid, "the pages do not end"};
}

/// At large text the tiles take several pages.
Result<> Album::find_tile(const std::string& id) {
    for (int page = 1; page <= kPagesMax && !walker_.shown().has(id); ++page) {
        TRY(walker_.tap("more"));
        TRY(walker_.settle());
    }
    return {};
}

Result<> Album::open_by_code(const std::string& code) {
    TRY(walker_.go("search", "search"));
    TRY(walker_.type(code));
    return walker_.go("row-" + code, "detail");
}

Result<> Album::attract() {
    TRY(take("01-attract"));
    TRY(walker_.pass(std::chrono::minutes(10)));
    TRY(walker_.until("the dimmed glass", [](const Shown& now) { return now.targets.empty(); }));
    TRY(take("01b-attract-dimmed"));
    walker_.tap_at(9, 9);
    TRY(walker_.until("start", [](const Shown& now) { return now.has("start"); }));
    TRY(walker_.pass(std::chrono::seconds(1)));  // The guard after the waking touch.
    return walker_.go("start", "home");
}

Result<> Album::lists() {
    TRY(take("02-home"));
    TRY(walker_.go("tile-ho-tich", "list"));
    TRY(take("03-list"));
    TRY(go_back_to("home"));
    TRY(walker_.go("most-used", "list"));
    TRY(take("03c-list-most-used"));
    TRY(go_back_to("home"));
    TRY(walker_.go("tile-dat-dai", "list"));
    TRY(turn_to_last_page());
    TRY(take("03b-list-long"));
    return go_back_to("home");
}

Result<> Album::searching() {
    TRY(walker_.go("search", "search"));
    TRY(take("04a-search-empty"));
    TRY(walker_.type("giaays khai sinh"));
    TRY(take("04-search"));
    TRY(walker_.type("zqqq"));
    TRY(take("04b-search-none"));
    TRY(take_after("key-digits", "04c-search-digits"));
    return walker_.go("home", "home");
}

Result<> Album::common_procedure() {
    TRY(walker_.go("tile-ho-tich", "list"));
    TRY(walker_.go(row(kCommon), "detail"));
    TRY(take("05-detail"));
    TRY(walker_.tap("case"));
    TRY(take("05d-cases"));
    TRY(walker_.tap("case-0"));
    TRY(walker_.settle());
    TRY(walker_.go("facts", "facts"));
    TRY(turn_to_last_page("05b-facts-"));
    TRY(go_back_to("detail"));
    TRY(guide());
    return endings();
}

Result<> Album::guide() {
    TRY(walker_.go("by-phone", "guide"));
    TRY(take("06-guide"));
    for (const char* step : {"wifi", "vneid", "submit", "track"})
        TRY(take_after(std::string("step-") + step, std::string("06-guide-") + step));
    return walker_.go("done", "outcome");
}

Result<> Album::endings() {
    TRY(take("07-outcome"));
    TRY(walker_.go("out.need_help", "help"));
    TRY(take("07b-help"));
    TRY(walker_.go("first", "rating"));
    TRY(take("08-rating"));
    TRY(walker_.go("face-5", "thanks"));
    TRY(take("09-thanks"));
    return walker_.go("again", "home");
}

Result<> Album::bad_rating() {
    TRY(walker_.go("track", "track"));
    TRY(take("06b-track"));
    TRY(walker_.go("done", "rating"));
    TRY(walker_.tap("face-2"));
    TRY(take_after("reason-3", "08b-rating-reason"));
    TRY(walker_.go("send", "thanks"));
    TRY(take("09b-thanks-no-procedure"));
    return walker_.go("again", "home");
}

Result<> Album::other_procedures() {
    TRY(open_by_code(kCounterOnly));
    TRY(take("05c-detail-counter"));
    TRY(walker_.go("home", "home"));
    TRY(open_by_code(kNoCard));
    TRY(take("05e-detail-no-card"));
    TRY(walker_.go("home", "home"));
    TRY(open_by_code(kLongest));
    TRY(take("05f-detail-longest"));
    TRY(walker_.go("facts", "facts"));
    TRY(turn_to_last_page("05g-facts-longest-"));
    TRY(go_back_to("detail"));
    TRY(walker_.go("by-phone", "guide"));
    TRY(take("06c-guide-longest"));
    return walker_.go("home", "home");
}

Result<> Album::warning() {
    TRY(walker_.pass(std::chrono::seconds(20)));  // visit.idle, below.
    TRY(walker_.until("warning"));
    TRY(walker_.pass(std::chrono::seconds(12)));
    TRY(take("10-timeout"));
    return walker_.go("stay", "home");
}

Result<> Album::english() {
    TRY(take_after("language", "19-home-en"));
    TRY(walker_.go("tile-ho-tich", "list"));
    TRY(take("19a-list-en"));
    TRY(walker_.go(row(kCommon), "detail"));
    TRY(take("19b-detail-en"));
    TRY(walker_.go("by-phone", "guide"));
    TRY(take("19c-guide-en"));
    TRY(walker_.go("home", "home"));
    return walker_.tap("language");
}

/// On the comfort screen, whatever page of it the choice stands on.
Result<> Album::choose(const std::string& id) {
    for (int page = 1; page <= kPagesMax && !walker_.shown().has(id); ++page) {
        TRY(walker_.tap("page-down"));
        TRY(walker_.settle());
    }
    return walker_.tap(id);
}

Result<> Album::in_mode(const Mode& mode) {
    const auto shot = [&](const char* screen) {
        return take(std::string("30-") + mode.name + "-" + screen);
    };
    TRY(walker_.go("start", "home"));
    for (const char* liking : mode.likings) {
        TRY(walker_.go("comfort", "comfort"));
        TRY(choose(liking));
        TRY(walker_.go("home", "home"));
    }
    TRY(walker_.go("comfort", "comfort"));
    TRY(shot("comfort"));
    TRY(walker_.go("back", "home"));
    TRY(shot("home"));
    TRY(find_tile("tile-ho-tich"));
    TRY(walker_.go("tile-ho-tich", "list"));
    TRY(shot("list"));
    TRY(walker_.go("home", "home"));
    TRY(walker_.go("search", "search"));
    TRY(walker_.type("khai sinh"));
    TRY(shot("search"));
    TRY(walker_.go("home", "home"));
    TRY(open_by_code(kCommon));
    TRY(shot("detail"));
    TRY(walker_.go("facts", "facts"));
    TRY(shot("facts"));
    TRY(walker_.go("back", "detail"));
    TRY(walker_.go("by-phone", "guide"));
    TRY(shot("guide"));
    TRY(walker_.go("done", "outcome"));
    TRY(shot("outcome"));
    TRY(walker_.go("out.submitted", "rating"));
    TRY(shot("rating"));
    TRY(walker_.go("face-4", "thanks"));
    TRY(shot("thanks"));
    return walker_.go("end", "attract");
}

/// Every size, every scheme, and the reach, each by itself, and what is hardest together.
Result<> Album::modes() {
    static const Mode kModes[] = {
        {"small", {"text-small"}},
        {"large", {"text-large"}},
        {"extra", {"text-extra"}},
        {"black-on-white", {"scheme-black_on_white"}},
        {"white-on-black", {"scheme-white_on_black"}},
        {"dim", {"scheme-dim"}},
        {"low", {"reach-low"}},
        {"left", {"hand-left"}},
        {"low-extra-white-on-black", {"scheme-white_on_black", "reach-low", "text-extra"}},
    };
    for (const Mode& mode : kModes) TRY(in_mode(mode));
    // By keypad, with the focus where a key put it.
    TRY(walker_.go("start", "home"));
    walker_.key("Down");
    TRY(walker_.until("the focus", [](const Shown& now) { return !now.focus.empty(); }));
    TRY(walker_.walk_to("tile-ho-tich"));
    TRY(take("31-keys-home"));
    return walker_.go("back", "attract");
}

/// "No network" is said where a visit begins.
Result<> Album::offline() {
    TRY(site_.connect(false));
    TRY(walker_.go("start", "offline"));
    TRY(take("15-offline"));
    TRY(walker_.go("first", "home"));
    TRY(take("15b-home-offline"));
    TRY(open_by_code(kCommon));
    TRY(walker_.go("by-phone", "guide"));
    return take("15c-guide-offline");
}

Result<> Album::fill() {
    TRY(attract());
    TRY(lists());
    TRY(searching());
    TRY(common_procedure());
    TRY(bad_rating());
    TRY(other_procedures());
    TRY(warning());
    TRY(english());
    TRY(walker_.go("back", "attract"));
    TRY(modes());
    return offline();
}

Result<int> take_in(const std::string& scratch, const std::string& folder,
                    const std::string& kiosk, bool portrait) {
    const int width = portrait ? 1080 : 1920, height = portrait ? 1920 : 1080;
    Site site = TRY(Site::make(scratch, portrait));
    TRY(site.set("visit.idle", "20"));
    TRY(site.set_hours("[]"));  // The glass dims only when the office is closed.
    const Xvfb display = TRY(Xvfb::start(fmt::format("{}x{}x24", width, height)));
    Walker::Command command{
        .display = display.name(), .own_clock = true, .synchronised = true};
    if (!kiosk.empty()) command.program = kiosk;
    Walker walker = TRY(Walker::start(command, site, width, height));
    Album album(walker, site, folder);
    TRY(album.fill());
    TRY(walker.end());
    return album.count();
}

}  // namespace

Result<int> take_pictures(const std::string& folder, const std::string& kiosk, bool portrait) {
    TRY(files::make_folder(folder));
    const ScratchFolder scratch = TRY(ScratchFolder::make());
    return take_in(scratch.path(), folder, kiosk, portrait);
}

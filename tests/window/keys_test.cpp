// Whole visits by people who cannot use the glass, or cannot see it: six keys, and what is said
// at every step, by the real program in a real window.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <filesystem>

#include "base/files.h"
#include "voice/spoken.h"
#include "window/stand.h"

namespace {

using Texts = std::vector<std::string>;

constexpr std::size_t kTranscriptMax = 1 << 20;

/// What was said so far, a line for each time the voice began or was cut short.
Texts lines_of(const std::string& path) {
    std::string text = must(files::read(path, kTranscriptMax));
    Texts lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// A kiosk walked by keys, whose voice is taken down.
class Listener {
public:
    explicit Listener(const Stand& stand, bool speaks = true)
        : path_(stand.folder / "transcript"), walker_(open(stand, speaks)) {}

    Walker& walker() { return walker_; }

    /// The newest thing said, which must hold every text of the screen, whole and in order.
    void hears_the_screen() {
        const std::string screen = walker_.shown().screen;
        CAPTURE(screen);
        const Texts all = lines_of(path_);
        REQUIRE_FALSE(all.empty());
        const std::string& said = all.back();
        std::size_t at = 0;
        for (const std::string& text : walker_.shown().read) {
            const std::string words = voice::spoken(text, text::Language::vi);
            const std::size_t found = said.find(words, at);
            CHECK_MESSAGE(found != std::string::npos,
                          text << " is not said, or not in its place: " << said);
            if (found != std::string::npos) at = found + words.size();
        }
        transcript_ += fmt::format("[{}]\n{}\n", screen, said);
    }
    void hears(const std::string& words) {
        const Texts all = lines_of(path_);
        REQUIRE_FALSE(all.empty());
        CHECK_MESSAGE(all.back().find(words) != std::string::npos, all.back()
                                                                       << " lacks " << words);
        transcript_ += all.back() + "\n";
    }
    const std::string& transcript() const { return transcript_; }
    Texts said() const { return lines_of(path_); }

private:
    Walker open(const Stand& stand, bool speaks) {
        Walker::Command command{.own_clock = true, .more = {"--transcript", path_}};
        if (!speaks) command.more.clear();
        return stand.open(command);
    }

    std::string path_;
    Walker walker_;
    std::string transcript_;
};

}  // namespace

TEST_CASE("from attract to thanks by six keys, without a look: every screen is said whole") {
    for (const bool portrait : {false, true}) {
        CAPTURE(portrait);
        const Stand stand(portrait);
        Listener listener(stand);
        Walker& walker = listener.walker();
        walker.key("Down");
        must(walker.until("the focus", [](const Shown& now) { return !now.focus.empty(); }));
        listener.hears_the_screen();
        must(walker.choose("start", "home"));
        listener.hears_the_screen();
        must(walker.choose("tile-ho-tich", "list"));
        listener.hears_the_screen();
        must(walker.walk_to("row-1.001193", "Down"));
        listener.hears("khai sinh");
        must(walker.choose("row-1.001193", "detail"));
        listener.hears_the_screen();
        must(walker.choose("by-phone", "guide"));
        listener.hears_the_screen();
        must(walker.choose("done", "outcome"));
        listener.hears_the_screen();
        must(walker.choose("out.submitted", "rating"));
        listener.hears_the_screen();
        must(walker.choose("face-5", "thanks"));
        listener.hears_the_screen();
        must(walker.choose("end", "attract"));
        must(walker.until_written(6));
        end(walker);
        CHECK(stand.rows() ==
              "visit_began – – counted\n"
              "procedure_opened 1.001193 – counted\n"
              "qr_shown 1.001193 procedure counted\n"
              "outcome 1.001193 submitted counted\n"
              "rating 1.001193 5 counted\n"
              "visit_ended – finished counted\n");
        // Left beside the test for whoever wants to read it.
        const std::string name = portrait ? "/spoken-portrait.txt" : "/spoken-landscape.txt";
        must(files::write_atomically(BINARY_DIR + name, listener.transcript()));
    }
}

TEST_CASE("back leads back, every screen can be left, and keys never press twice") {
    const Stand stand;
    Listener listener(stand);
    Walker& walker = listener.walker();
    walker.key("Right");
    must(walker.choose("start", "home"));
    must(walker.choose("search", "search"));
    must(walker.walk_to("key-k", "Right"));
    must(walker.wait_guard());
    walker.key("Return");
    must(walker.until("results", [](const Shown& now) { return now.count("row-") > 0; }));
    must(walker.wait_guard());
    walker.key("Escape");
    must(walker.until("home"));
    must(walker.choose("track", "track"));
    must(walker.wait_guard());
    walker.key("BackSpace");
    must(walker.until("home"));
    must(walker.wait_guard());
    walker.key("Escape");  // Nothing behind home but the end.
    must(walker.until("attract"));
    end(walker);
}

TEST_CASE("a key that comes while something is said ends it at once, and so does a finger") {
    const Stand stand;
    Listener listener(stand);
    Walker& walker = listener.walker();
    must(walker.go("start", "home"));
    must(walker.tap("aloud"));
    listener.hears_the_screen();
    must(walker.go("search", "search"));
    const Texts said = listener.said();
    // The finger's press, and what it led to.
    REQUIRE(said.size() >= 2);
    CHECK(said[said.size() - 2] == "hush");
    CHECK(said.back() != "hush");
    walker.key("Right");
    must(walker.until("the focus", [](const Shown& now) { return !now.focus.empty(); }));
    const Texts after = listener.said();
    CHECK(std::count(after.begin(), after.end(), "hush") >
          std::count(said.begin(), said.end(), "hush"));
    end(walker);
}

TEST_CASE("the real voice, taken down as sound, is not silent") {
    const Stand stand;
    const std::string path = stand.folder / "spoken.wav";
    Walker walker = stand.open({.more = {"--recording", path}});
    must(walker.go("start", "home"));
    must(walker.tap("aloud"));
    // The button says "again" once it has fallen silent, and by then all of it is in the file.
    constexpr std::size_t kHeader = 44, kFiveSeconds = 5 * 2 * 22'050;
    must(walker.until("the recording", [&](const Shown&) {
        return std::filesystem::file_size(path) > kHeader + kFiveSeconds;
    }));
    end(walker);
    const std::string bytes = must(files::read(path, 200 << 20));
    REQUIRE(bytes.size() > kHeader + kFiveSeconds);
    double square = 0;
    const auto* samples = reinterpret_cast<const unsigned char*>(bytes.data() + kHeader);
    const std::size_t count = (bytes.size() - kHeader) / 2;
    for (std::size_t i = 0; i < count; ++i) {
        const int value = static_cast<std::int16_t>(samples[2 * i] | samples[2 * i + 1] << 8);
        square += static_cast<double>(value) * value;
    }
    CHECK(std::sqrt(square / static_cast<double>(count)) > 300);
}

#include "shell/aloud.h"

#include <doctest/doctest.h>

namespace {

using text::Language;
using Place = ui::Script::Place;

/// Takes down what is said.
class Recorder : public voice::Voice {
public:
    void say(std::vector<voice::Piece> pieces) override {
        std::string line;
        for (const voice::Piece& piece : pieces) line += (line.empty() ? "" : " | ") + piece.text;
        said.push_back(line);
    }
    void hush() override { said.push_back("(hush)"); }
    void set_volume(int percent) override { volume = percent; }
    bool speaking() const override { return false; }

    std::vector<std::string> taken() { return std::exchange(said, {}); }
    std::vector<std::string> said;
    int volume = -1;
};

using Lines = std::vector<std::string>;

/// A visit that listens, and the screen before it.
struct Listener {
    Recorder recorder;
    shell::Aloud aloud{recorder};
    app::Model model;
    ui::Script script;

    Listener() {
        model.display.aloud = true;
        add("Bộ phận Một cửa", Place::header);
        add("Bạn cần làm gì?");
        add("Tìm thủ tục", Place::content, "search");
        add("Quay lại", Place::bar, "back");
    }
    ui::Script::Part& add(const std::string& text, Place place = Place::content,
                          const std::string& target = {}) {
        ui::Script::Part part{.id = {},
                              .text = text,
                              .language = Language::vi,
                              .place = place,
                              .live = false,
                              .target = target,
                              .box = {}};
        return script.parts.emplace_back(std::move(part));
    }
    Lines look() {
        aloud.follow(model, script, {"aloud.keys", "Nhấn phím", Language::vi});
        return recorder.taken();
    }
};

}  // namespace

TEST_CASE("a screen is said once, in reading order, without what frames it") {
    Listener listener;
    ++listener.model.reading;
    CHECK(listener.look() == Lines{"Bạn cần làm gì? | Tìm thủ tục"});
    CHECK(listener.look() == Lines{});
    ++listener.model.reading;
    CHECK(listener.look() == Lines{"Bạn cần làm gì? | Tìm thủ tục"});
}

TEST_CASE("asked for, it is said with header and bar") {
    Listener listener;
    ++listener.model.reading;
    listener.model.read_frame = true;
    CHECK(listener.look() == Lines{"Bộ phận Một cửa | Bạn cần làm gì? | Tìm thủ tục | Quay lại"});
}

TEST_CASE("by keys the way to walk is said once a visit, and then what comes into focus") {
    Listener listener;
    listener.model.display.keys = true;
    listener.script.focus = "search";
    ++listener.model.reading;
    CHECK(listener.look() == Lines{"Bạn cần làm gì? | Tìm thủ tục | Nhấn phím"});
    listener.script.focus = "back";
    CHECK(listener.look() == Lines{"Quay lại"});
    ++listener.model.reading;
    CHECK(listener.look() == Lines{"Bạn cần làm gì? | Tìm thủ tục"});
    listener.script.focus = "search";
    CHECK(listener.look() == Lines{"Tìm thủ tục"});
    listener.script.parts[2].text = "Đã tìm";  // What is in focus changed: it says so.
    CHECK(listener.look() == Lines{"Đã tìm"});
}

TEST_CASE("what changes by itself is said, and nothing around it") {
    Listener listener;
    listener.add("Tìm thấy 9").live = true;
    ++listener.model.reading;
    listener.look();
    listener.script.parts.back().text = "Tìm thấy 3";
    CHECK(listener.look() == Lines{"Tìm thấy 3"});
    CHECK(listener.look() == Lines{});
}

TEST_CASE("who stops listening hears nothing more; the loudness is passed on") {
    Listener listener;
    ++listener.model.reading;
    listener.look();
    CHECK(listener.recorder.volume == app::kVolume);
    listener.model.display.volume = 20;
    listener.look();
    CHECK(listener.recorder.volume == 20);
    listener.model.display.aloud = false;
    CHECK(listener.look() == Lines{"(hush)"});
    CHECK(listener.look() == Lines{});
    listener.aloud.interrupt();
    CHECK(listener.recorder.taken() == Lines{});
    listener.model.display.aloud = true;
    listener.look();
    listener.aloud.interrupt();
    CHECK(listener.recorder.taken() == Lines{"(hush)"});
}

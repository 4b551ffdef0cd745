#include "voice/speaker.h"

#include <filesystem>
#include <fstream>

#include "support/environment.h"
#include "support/said_log.h"
#include "voice/fake_program.h"
#include "voice/player.h"
#include "voice/recording.h"
#include "voice/sounds.h"

using text::Language;
using voice::Piece;
using voice::Speaker;
using voice::Wake;
using Strings = std::vector<std::string>;

namespace {

const SystemClock kClock;

/// Waits for something that another thread does and rings for.
template <class Done>
void wait_for(const Wake& wake, const Done& done) {
    const Instant latest = kClock.now() + std::chrono::minutes(1);
    while (!done() && kClock.now() < latest) wake.wait(std::chrono::milliseconds(10'000));
    REQUIRE(done());
}

/// Tells what it was asked for, and answers with a tone; for "bad" with an error.
class ToneEngine final : public voice::Engine {
public:
    explicit ToneEngine(const Wake& rings) : rings_(rings) {}

    Result<voice::Sound> speak(std::string_view words, Language, const Wake&) override {
        {
            const std::lock_guard lock(mutex_);
            asked_.emplace_back(words);
        }
        rings_.ring();
        if (words == "bad") return Error{Error::Code::unavailable, "bad words"};
        return tone(0.01);
    }
    Strings asked() {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

private:
    const Wake& rings_;
    std::mutex mutex_;
    Strings asked_;
};

/// Moves when told to, from any thread.
class PushedClock final : public Clock {
public:
    Instant now() const override { return Instant(std::chrono::milliseconds(now_.load())); }
    WallTime wall() const override { return {}; }
    bool wall_is_synchronised() const override { return false; }
    void advance(std::chrono::milliseconds by) { now_ += by.count(); }

private:
    std::atomic<std::int64_t> now_ = 0;
};

/// A loudspeaker on which a sound is over when the test says so.
class SlowLoudspeaker final : public voice::Loudspeaker {
public:
    explicit SlowLoudspeaker(const Wake& rings) : rings_(rings) {}

    Result<int> open() override {
        ++opened_;
        if (broken_) return Error{Error::Code::unavailable, "nothing sounds"};
        return 22'050;
    }
    void close() override {
        ++closed_;
        if (on_close_) on_close_();
        rings_.ring();
    }
    void play(std::vector<std::int16_t>) override {
        ++waiting_;
        rings_.ring();
    }
    std::size_t waiting() const override { return waiting_; }
    void clear() override { waiting_ = 0; }
    void set_volume(int percent) override { volume_ = percent; }
    void when_over(std::function<void()> tell) override { over_ = std::move(tell); }

    void end_one() {
        --waiting_;
        over_();
    }
    void stir() { over_(); }
    std::function<void()> on_close_{};  ///< What comes in between.

    std::atomic<int> opened_ = 0, closed_ = 0, volume_ = 100;
    std::atomic<bool> broken_ = false;

private:
    const Wake& rings_;
    std::atomic<std::size_t> waiting_ = 0;
    std::function<void()> over_;
};

Piece piece(std::string text, Language language = Language::vi, std::string id = {}) {
    return {.id = std::move(id), .text = std::move(text), .language = language};
}

struct Stand {
    Wake wake = must(Wake::make());
    TempDir dir;
    voice::Clips clips{dir.path()};
    ToneEngine engine{wake};
    SlowLoudspeaker loudspeaker{wake};
    std::atomic<int> changes = 0;

    std::unique_ptr<Speaker> speaker(voice::Engine& with_engine, voice::Loudspeaker& with,
                                     const Clock& clock = kClock) {
        return must(Speaker::start(
            {.engine = with_engine, .clips = clips, .loudspeaker = with, .clock = clock}, [this] {
                ++changes;
                wake.ring();
            }));
    }
    std::unique_ptr<Speaker> speaker() { return speaker(engine, loudspeaker); }

    void put_clip(const std::string& code, const std::string& id, const std::string& wav) const {
        std::filesystem::create_directories(dir / code);
        std::ofstream(dir / code + "/" + id + ".wav", std::ios::binary) << wav;
    }
    voice::Sound recorded() const {
        return must(voice::read_wav(must(files::read(dir / "said.wav", 64 << 20)),
                                    voice::WavLength::stated));
    }
};

}  // namespace

TEST_CASE("pieces are said in order, each as it is spoken, the next one made in advance") {
    Stand stand;
    const auto speaker = stand.speaker();
    CHECK_FALSE(speaker->speaking());
    speaker->say({piece("30.000 đ"), piece("Page 1/3", Language::en), piece(" · "), piece("ba"),
                  piece("tư")});
    CHECK(speaker->speaking());
    CHECK(stand.changes == 1);
    wait_for(stand.wake, [&] { return stand.loudspeaker.waiting() == 2; });
    // One sounds, one waits; the third is not made yet.
    CHECK(stand.engine.asked() == Strings{"ba mươi nghìn đồng", "Page one of three"});
    stand.loudspeaker.end_one();
    wait_for(stand.wake, [&] { return stand.engine.asked().size() == 3; });
    wait_for(stand.wake, [&] { return stand.loudspeaker.waiting() == 2; });
    stand.loudspeaker.end_one();
    wait_for(stand.wake, [&] { return stand.engine.asked().size() == 4; });
    wait_for(stand.wake, [&] { return stand.loudspeaker.waiting() == 2; });
    stand.loudspeaker.end_one();
    CHECK(speaker->speaking());
    stand.loudspeaker.end_one();
    wait_for(stand.wake, [&] { return !speaker->speaking(); });
    wait_for(stand.wake, [&] { return stand.changes == 2; });
    CHECK(stand.engine.asked().back() == "tư");
    CHECK(stand.loudspeaker.closed_ == 1);
}

TEST_CASE("hush is silence at once; say replaces what is being said") {
    Stand stand;
    const auto speaker = stand.speaker();
    speaker->say({piece("một"), piece("hai"), piece("ba")});
    wait_for(stand.wake, [&] { return stand.loudspeaker.waiting() == 2; });
    speaker->hush();
    CHECK_FALSE(speaker->speaking());
    CHECK(stand.loudspeaker.waiting() == 0);
    CHECK(stand.changes == 2);
    speaker->hush();
    CHECK(stand.changes == 2);
    wait_for(stand.wake, [&] { return stand.loudspeaker.closed_ == 1; });

    speaker->say({piece("bốn"), piece("năm"), piece("sáu")});
    wait_for(stand.wake, [&] { return stand.loudspeaker.waiting() == 2; });
    speaker->say({piece("bảy")});
    CHECK(speaker->speaking());
    wait_for(stand.wake, [&] { return stand.loudspeaker.waiting() == 1; });
    CHECK(stand.engine.asked() == Strings{"một", "hai", "bốn", "năm", "bảy"});
    CHECK(stand.loudspeaker.closed_ == 1);  // It went on.
    stand.loudspeaker.end_one();
    wait_for(stand.wake, [&] { return !speaker->speaking(); });
}

TEST_CASE("a thousand screens in a row leave one voice") {
    Stand stand;
    voice::Recording recording(stand.dir / "said.wav");
    const auto speaker = stand.speaker(stand.engine, recording);
    for (int i = 0; i < 1000; ++i) {
        speaker->say({piece("một"), piece("hai")});
        if (i % 3 == 0) speaker->hush();
    }
    speaker->say({piece("xong")});
    wait_for(stand.wake, [&] { return !speaker->speaking(); });
    CHECK(stand.engine.asked().back() == "xong");
}

TEST_CASE("what is asked for while the loudspeaker is being closed is said") {
    Stand stand;
    const auto speaker = stand.speaker();
    std::atomic<bool> first = true;
    stand.loudspeaker.on_close_ = [&] {
        if (first.exchange(false)) speaker->say({piece("hai")});
    };
    speaker->say({piece("một")});
    wait_for(stand.wake, [&] { return stand.loudspeaker.waiting() == 1; });
    stand.loudspeaker.end_one();
    wait_for(stand.wake,
             [&] { return stand.engine.asked().size() == 2 && stand.loudspeaker.waiting() == 1; });
    CHECK(speaker->speaking());
    stand.loudspeaker.end_one();
    wait_for(stand.wake, [&] { return !speaker->speaking(); });
}

TEST_CASE("a clip wins over the synthesiser") {
    Stand stand;
    voice::Recording recording(stand.dir / "said.wav");
    stand.put_clip("vi", "home.title", write_wav(tone(0.25)));
    stand.put_clip("vi", "home.track", "no sound");
    const SaidLog log;
    const auto speaker = stand.speaker(stand.engine, recording);
    speaker->say({piece("Ông/bà cần làm việc gì?", Language::vi, "home.title"),
                  piece("Tra cứu hồ sơ", Language::vi, "home.track")});
    wait_for(stand.wake, [&] { return !speaker->speaking(); });
    CHECK(stand.engine.asked() == Strings{"Tra cứu hồ sơ"});
    CHECK(log.count("home.track.wav: not a WAV file") == 1);
    // 0.25 s of clip, a breath of 0.3 s, 0.01 s of the engine.
    CHECK(double(stand.recorded().samples.size()) / 22'050 == doctest::Approx(0.56).epsilon(0.01));
}

TEST_CASE("Jrai and Bahnar are said by their clips alone, and never by another's voice") {
    Stand stand;
    voice::Recording recording(stand.dir / "said.wav");
    stand.put_clip("jra", "bar.back", write_wav(tone(0.25)));
    stand.put_clip("vi", "bar.home", write_wav(tone(0.25)));
    const auto speaker = stand.speaker(stand.engine, recording);
    speaker->say({piece("ơ̆", Language::jra, "bar.back"), piece("ơ̆", Language::jra, "bar.home"),
                  piece("ơ̆", Language::bdq), piece("Về đầu", Language::vi)});
    wait_for(stand.wake, [&] { return !speaker->speaking(); });
    CHECK(stand.engine.asked() == Strings{"Về đầu"});
    CHECK(double(stand.recorded().samples.size()) / 22'050 == doctest::Approx(0.56).epsilon(0.01));
}

TEST_CASE("hush while the synthesiser works leaves no child and no thread behind") {
    Stand stand;
    const FakeProgram hangs(FakeProgram::kHangs);
    voice::EspeakEngine::Options options;
    options.program = hangs.path();
    voice::EspeakEngine engine(kClock, options);
    const SaidLog log;
    auto speaker = stand.speaker(engine, stand.loudspeaker);

    speaker->say({piece("một")});
    const std::string first = hangs.told();
    speaker->hush();
    wait_for(stand.wake, [&] { return stand.loudspeaker.closed_ == 1; });
    CHECK_FALSE(FakeProgram::lives(first));

    // The thread is free again; and the end of all ends the next one in mid-word.
    speaker->say({piece("hai")});
    const std::string second = hangs.told();
    speaker.reset();
    CHECK_FALSE(FakeProgram::lives(second));
    CHECK(log.count("voice:") == 0);  // Who is interrupted has not failed.
}

TEST_CASE("what fails is logged once, and the rest is said") {
    Stand stand;
    const SaidLog log;
    voice::Recording recording(stand.dir / "said.wav");
    const auto speaker = stand.speaker(stand.engine, recording);
    speaker->say({piece("bad"), piece("bad"), piece("tốt")});
    wait_for(stand.wake, [&] { return !speaker->speaking(); });
    CHECK(log.count("voice: bad words") == 1);
    CHECK(loudness(stand.recorded().samples) > 1000);
}

TEST_CASE("a missing synthesiser is one clear line in the log, and silence") {
    Stand stand;
    const SaidLog log;
    voice::EspeakEngine::Options options;
    options.program = "espeak-of-nobody";
    voice::EspeakEngine engine(kClock, options);
    const auto speaker = stand.speaker(engine, stand.loudspeaker);
    for (int i = 0; i < 3; ++i) {
        speaker->say({piece("một"), piece("hai")});
        wait_for(stand.wake, [&] { return !speaker->speaking(); });
    }
    CHECK(log.count("espeak-of-nobody: no such program") == 1);
}

TEST_CASE("no loudspeaker is logged once and tried again at the next say") {
    Stand stand;
    const SaidLog log;
    stand.loudspeaker.broken_ = true;
    const auto speaker = stand.speaker();
    for (int i = 0; i < 2; ++i) {
        speaker->say({piece("một")});
        wait_for(stand.wake, [&] { return !speaker->speaking(); });
    }
    CHECK(log.count("voice: nothing sounds") == 1);
    CHECK(stand.engine.asked().empty());
    stand.loudspeaker.broken_ = false;
    speaker->say({piece("hai")});
    wait_for(stand.wake, [&] { return stand.loudspeaker.waiting() == 1; });
    CHECK(stand.engine.asked() == Strings{"hai"});
}

TEST_CASE("a sound card that takes no more sound is given up, said once, and tried again") {
    Stand stand;
    const SaidLog log;
    PushedClock clock;
    const auto speaker = stand.speaker(stand.engine, stand.loudspeaker, clock);
    for (int i = 0; i < 2; ++i) {
        speaker->say({piece("một"), piece("hai"), piece("ba")});
        wait_for(stand.wake, [&] { return stand.loudspeaker.waiting() == 2; });
        stand.loudspeaker.stir();
        CHECK(speaker->speaking());
        clock.advance(std::chrono::minutes(1));
        stand.loudspeaker.stir();
        wait_for(stand.wake, [&] { return !speaker->speaking(); });
        CHECK(stand.loudspeaker.waiting() == 0);
    }
    CHECK(log.count("the loudspeaker takes no more sound") == 1);
    CHECK(stand.engine.asked() == Strings{"một", "hai", "một", "hai"});
}

TEST_CASE("more pieces than any screen has are left out") {
    Stand stand;
    const SaidLog log;
    voice::Recording recording(stand.dir / "said.wav");
    const auto speaker = stand.speaker(stand.engine, recording);
    speaker->say(std::vector<Piece>(Speaker::kPiecesMax + 5, piece("một")));
    wait_for(stand.wake, [&] { return !speaker->speaking(); });
    CHECK(stand.engine.asked().size() == Speaker::kPiecesMax);
    CHECK(log.count("205 pieces at once") == 1);
}

TEST_CASE("the volume reaches the loudspeaker, within its bounds") {
    Stand stand;
    const auto speaker = stand.speaker();
    speaker->set_volume(40);
    CHECK(stand.loudspeaker.volume_ == 40);
    speaker->set_volume(-3);
    CHECK(stand.loudspeaker.volume_ == 0);
    speaker->set_volume(140);
    CHECK(stand.loudspeaker.volume_ == 100);
}

TEST_CASE("espeak-ng through SDL's own thread: words are heard, and hushed in mid-word") {
    Stand stand;
    const Environment driver("SDL_AUDIODRIVER", "disk");
    const Environment file("SDL_DISKAUDIOFILE", stand.dir / "played.raw");
    const Environment delay("SDL_DISKAUDIODELAY", "1");
    const SaidLog log;
    voice::EspeakEngine engine(kClock);
    voice::Player player;
    const auto speaker = stand.speaker(engine, player);
    speaker->say({piece("Quay lại"), piece("Page 1/3", Language::en)});
    wait_for(stand.wake, [&] { return !speaker->speaking(); });
    const auto spoken_bytes = std::filesystem::file_size(stand.dir / "played.raw");
    CHECK(spoken_bytes > 48'000 * 2);

    speaker->say({piece("Thủ tục này chưa nộp trực tuyến được. Mời ông/bà nộp tại quầy.")});
    wait_for(stand.wake, [&] { return player.waiting() > 0 || !speaker->speaking(); });
    speaker->hush();
    CHECK(player.waiting() == 0);
}

TEST_CASE("a real run into a WAV file is not silent, in both languages") {
    for (const auto& [text, language] : {std::pair("Lệ phí: 30.000 đ", Language::vi),
                                         std::pair("Fee: 30,000 VND", Language::en)}) {
        Stand stand;
        voice::EspeakEngine engine(kClock);
        voice::Recording recording(stand.dir / "said.wav");
        const auto speaker = stand.speaker(engine, recording);
        speaker->say({piece(text, language)});
        wait_for(stand.wake, [&] { return !speaker->speaking(); });
        const voice::Sound sound = stand.recorded();
        CHECK(sound.samples.size() > 22'050);
        CHECK(loudness(sound.samples) > 500);
        MESSAGE(std::string(text) << ": " << sound.samples.size() * 1000 / 22'050
                                  << " ms, loudness " << loudness(sound.samples));
    }
}

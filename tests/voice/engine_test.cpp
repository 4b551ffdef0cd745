#include "voice/engine.h"

#include "voice/fake_program.h"
#include "voice/sounds.h"

using text::Language;
using voice::EspeakEngine;
using voice::Sound;
using voice::Wake;

namespace {

const SystemClock kClock;

Result<Sound> speak(EspeakEngine& engine, std::string_view words, Language language) {
    const Wake cancel = must(Wake::make());
    return engine.speak(words, language, cancel);
}

EspeakEngine with_program(const std::string& program) {
    EspeakEngine::Options options;
    options.program = program;
    return EspeakEngine(kClock, options);
}

}  // namespace

TEST_CASE("espeak-ng speaks Vietnamese and English aloud") {
    EspeakEngine engine(kClock);
    const Sound vi = must(speak(engine, "ba mươi nghìn đồng", Language::vi));
    const Sound en = must(speak(engine, "thirty thousand dong", Language::en));
    for (const Sound& sound : {vi, en}) {
        const double seconds = double(sound.samples.size()) / sound.rate;
        CHECK(seconds > 0.7);
        CHECK(seconds < 5);
        CHECK(loudness(sound.samples) > 500);
    }
    CHECK_FALSE(vi == en);
    // Words that look like options are words.
    CHECK(loudness(must(speak(engine, "--version", Language::en)).samples) > 500);
}

TEST_CASE("a language without a voice is never read with another's") {
    EspeakEngine engine(kClock);
    CHECK(speak(engine, "ơ̆", Language::jra).error().code == Error::Code::invalid);
    CHECK(speak(engine, "ơ̆", Language::bdq).error().code == Error::Code::invalid);
}

TEST_CASE("a synthesiser that is not there, crashes, or says nothing fails") {
    EspeakEngine missing = with_program("espeak-of-nobody");
    CHECK(speak(missing, "xin chào", Language::vi).error().code == Error::Code::not_found);

    const FakeProgram crashing("kill -SEGV $$");
    EspeakEngine crashes = with_program(crashing.path());
    CHECK(speak(crashes, "xin chào", Language::vi).error().code == Error::Code::unavailable);

    const FakeProgram dumb("exit 0");
    EspeakEngine mute = with_program(dumb.path());
    CHECK(must_fail(speak(mute, "xin chào", Language::vi)) == dumb.path() + ": not a WAV file");

    EspeakEngine engine(kClock);
    CHECK(must_fail(speak(engine, std::string(5000, 'a'), Language::vi)) ==
          "a text too long to be read aloud");
}

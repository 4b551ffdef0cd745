#include "voice/clips.h"

#include <filesystem>
#include <fstream>

#include "support/said_log.h"
#include "voice/sounds.h"

using text::Language;

namespace {

struct Folder {
    TempDir dir;
    voice::Clips clips{dir.path()};

    void put(const std::string& file, const std::string& bytes) const {
        std::filesystem::create_directories(std::filesystem::path(dir / file).parent_path());
        std::ofstream(dir / file, std::ios::binary) << bytes;
    }
};

}  // namespace

TEST_CASE("a clip is found by language and id") {
    const Folder folder;
    folder.put("vi/home.title.wav", write_wav(tone(0.1)));
    CHECK(folder.clips.find("home.title", Language::vi) == tone(0.1));
    CHECK_FALSE(folder.clips.find("home.title", Language::en));
    CHECK_FALSE(folder.clips.find("home.private", Language::vi));
    CHECK_FALSE(folder.clips.find("", Language::vi));
}

TEST_CASE("an id is never a path") {
    const Folder folder;
    folder.put("secret.wav", write_wav(tone(0.1)));
    folder.put("vi/.hidden.wav", write_wav(tone(0.1)));
    for (const char* id : {"../secret", "..", "/etc/passwd", ".hidden", "a b"})
        CHECK_FALSE_MESSAGE(folder.clips.find(id, Language::vi), id);
}

TEST_CASE("a clip that cannot be played is a warning, and no clip") {
    const Folder folder;
    folder.put("vi/home.title.wav", write_wav(tone(0.1)).substr(0, 100));
    folder.put("vi/home.track.wav", "an mp3 under another name");
    folder.put("vi/home.top.wav", std::string(voice::Clips::kBytesMax + 1, '\0'));
    const SaidLog log;
    for (const char* id : {"home.title", "home.track", "home.top"})
        CHECK_FALSE_MESSAGE(folder.clips.find(id, Language::vi), id);
    CHECK(log.count("home.title.wav: it is cut off") == 1);
    CHECK(log.count("home.track.wav: not a WAV file") == 1);
    CHECK(log.count("home.top.wav") == 1);
}

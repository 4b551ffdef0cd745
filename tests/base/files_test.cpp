#include "base/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <optional>

#include "support/must.h"
#include "support/temp_dir.h"

namespace {

unsigned permissions(const std::string& path) {
    struct stat facts {};
    REQUIRE(stat(path.c_str(), &facts) == 0);
    return facts.st_mode & 0777u;
}

/// A variable of the environment, as it was before when the test is over.
class Variable {
public:
    Variable(const char* name, const char* value) : name_(name) {
        if (const char* old = std::getenv(name)) before_ = old;
        value ? setenv(name, value, 1) : unsetenv(name);
    }
    ~Variable() { before_ ? setenv(name_, before_->c_str(), 1) : unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("what is written is what is read") {
    const TempDir folder;
    const std::string bytes("a\0b\r\n\xFF", 6);
    must(files::write_atomically(folder / "x", bytes));
    CHECK(must(files::read(folder / "x", 6)) == bytes);
    must(files::write_atomically(folder / "x", ""));
    CHECK(must(files::read(folder / "x", 0)).empty());
}

TEST_CASE("what comes piece by piece is there whole or not at all") {
    const TempDir folder;
    std::string all;
    {
        files::Replacement file = must(files::Replacement::begin(folder / "x"));
        for (const std::size_t size : {1u, 65'535u, 3u, 200'000u, 0u, 70'000u}) {
            const std::string piece(size, static_cast<char>('a' + size % 7));
            must(file.write(piece));
            all += piece;
        }
        CHECK_FALSE(std::filesystem::exists(folder / "x"));
        must(file.commit());
    }
    std::string read;
    must(files::read_pieces(folder / "x", [&](std::string_view piece) -> Result<> {
        read += piece;
        return {};
    }));
    CHECK(read == all);
    {
        files::Replacement file = must(files::Replacement::begin(folder / "x"));
        must(file.write(std::string(100'000, 'z')));
        files::Replacement moved = std::move(file);
    }
    CHECK(must(files::read(folder / "x", all.size())) == all);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a file for its owner is readable by nobody else, whatever a crash left beside it") {
    const TempDir folder;
    const mode_t before = umask(0);
    must(files::write_atomically(folder / "x.new", "left by a crash"));
    must(files::write_atomically(folder / "x", "secret", files::Readers::owner));
    must(files::write_atomically(folder / "y", "public"));
    umask(before);
    CHECK(permissions(folder / "x") == 0600u);
    CHECK(permissions(folder / "y") == 0644u);
    CHECK(must(files::read(folder / "x", 6)) == "secret");
}

TEST_CASE("a file larger than the limit is refused, one as large is not") {
    const TempDir folder;
    must(files::write_atomically(folder / "x", std::string(200'000, 'a')));
    CHECK(must(files::read(folder / "x", 200'000)).size() == 200'000);
    const auto result = files::read(folder / "x", 199'999);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == Error::Code::invalid);
    CHECK(files::read("/dev/zero", 1000).error().code == Error::Code::invalid);
}

TEST_CASE("an absent file is not found, a folder is no file") {
    const TempDir folder;
    must(files::write_atomically(folder / "x", "1"));
    CHECK(files::read(folder / "none", 10).error().code == Error::Code::not_found);
    CHECK(files::read(folder / "x/below", 10).error().code == Error::Code::not_found);
    CHECK(files::read(folder.path(), 10).error().code == Error::Code::io);
    CHECK(must_fail(files::read(folder / "none", 10)).find(folder / "none") != std::string::npos);
}

TEST_CASE("replacing a file leaves nothing beside it") {
    const TempDir folder;
    must(files::write_atomically(folder / "x", "old"));
    must(files::write_atomically(folder / "x", "new"));
    CHECK(must(files::read(folder / "x", 10)) == "new");
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        count += entry.path().filename() == "x" ? 1u : 100u;
    CHECK(count == 1);
}

TEST_CASE("a write that fails keeps the old file and leaves no litter") {
    const TempDir folder;
    // A folder with something in it cannot be replaced by a file: rename fails at the last step.
    must(files::make_folder(folder / "x/kept"));
    CHECK_FALSE(files::write_atomically(folder / "x", "new").has_value());
    CHECK(std::filesystem::exists(folder / "x/kept"));
    CHECK_FALSE(std::filesystem::exists(folder / "x.new"));
    CHECK_FALSE(files::write_atomically(folder / "none/x", "new").has_value());
}

TEST_CASE("a link planted beside the target is not written through") {
    const TempDir folder;
    must(files::write_atomically(folder / "precious", "keep"));
    std::filesystem::create_symlink(folder / "precious", folder / "x.new");
    CHECK_FALSE(files::write_atomically(folder / "x", "evil").has_value());
    CHECK(must(files::read(folder / "precious", 10)) == "keep");
}

TEST_CASE("new folders belong to their owner alone, old ones keep their permissions") {
    const TempDir folder;
    REQUIRE(mkdir((folder / "old").c_str(), 0755) == 0);
    REQUIRE(chmod((folder / "old").c_str(), 0755) == 0);
    must(files::make_folder(folder / "old/a/b/"));
    must(files::make_folder(folder / "old/a/b"));
    CHECK(permissions(folder / "old") == 0755u);
    CHECK(permissions(folder / "old/a") == 0700u);
    CHECK(permissions(folder / "old/a/b") == 0700u);
}

TEST_CASE("a file in the way of a folder is an error that names it") {
    const TempDir folder;
    must(files::write_atomically(folder / "x", "1"));
    CHECK(must_fail(files::make_folder(folder / "x/y")).find(folder / "x") != std::string::npos);
    CHECK_FALSE(files::make_folder("").has_value());
}

TEST_CASE("the state folder follows XDG, then the home, and never a relative path") {
    const Variable home("HOME", "/home/kiosk");
    {
        const Variable state("XDG_STATE_HOME", "/srv/state");
        CHECK(files::default_state_folder() == "/srv/state/motcua");
    }
    {
        const Variable state("XDG_STATE_HOME", "state");
        CHECK(files::default_state_folder() == "/home/kiosk/.local/state/motcua");
    }
    const Variable state("XDG_STATE_HOME", nullptr);
    const Variable no_home("HOME", nullptr);
    CHECK(files::default_state_folder() == "/var/lib/motcua");
}

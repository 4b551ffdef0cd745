#include "clerk/stick.h"

#include <fstream>

#include "clerk/counter.h"

using clerk::find_stick;
using clerk::HeldStick;
using Lines = std::vector<std::string>;

namespace fs = std::filesystem;

namespace {

/// A line as the kernel writes it.
std::string line(const std::string& at, const std::string& kind = "vfat") {
    return "412 29 8:17 / " + at + " rw,nosuid shared:219 - " + kind + " /dev/sdb1 rw\n";
}

struct Mounts {
    TempDir dir;
    std::string path = dir / "mountinfo";
    explicit Mounts(const std::string& lines) { std::ofstream(path) << lines; }
};

std::string found(const std::string& lines, const Lines& folders = {"/media", "/run/media"}) {
    const Mounts mounts(lines);
    return find_stick(folders, mounts.path).path;
}

void write(const std::string& path, int minutes_old = 0) {
    std::ofstream(path) << "x";
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::minutes(minutes_old));
}

}  // namespace

TEST_CASE("a stick is a mount below one of the folders, and of several the last") {
    const std::string root = line("/", "ext4");
    CHECK(found(root) == "");
    CHECK(found("") == "");
    CHECK(found("junk\n\n1 2 3\n") == "");
    CHECK(found(root + line("/media/kiosk/USB")) == "/media/kiosk/USB");
    CHECK(found(line("/run/media/a") + line("/media/b") + line("/proc")) == "/media/b");
    CHECK(found(line("/media/b") + line("/run/media/a")) == "/run/media/a");
    CHECK(found(line("/media/USB"), {}) == "");
    // Neither beside it nor above it.
    CHECK(found(line("/mediathek/USB") + line("/mnt/media/USB")) == "");
    CHECK(found(line("/mnt/usb"), {"/mnt/usb"}) == "/mnt/usb");
    CHECK(found(line("/mnt/usb/x"), {"/mnt/usb/"}) == "/mnt/usb/x");
    std::string without_end = line("/media/USB");
    without_end.pop_back();
    CHECK(found(without_end) == "/media/USB");
}

TEST_CASE("names with blanks and Vietnamese letters are the stick's own") {
    CHECK(found(line(R"(/media/USB\040c\303\241n\040b\341\273\231)")) == "/media/USB cán bộ");
    CHECK(found(line(R"(/media/a\134b\011c\04)")) == "/media/a\\b\tc\\04");
    CHECK(find_stick({"/media"}, "/no/such/list").path == "");
}

TEST_CASE("a mounted stick tells its room, and none is left when it is pulled" *
          doctest::skip(!kMayMount)) {
    const Counter counter;
    CHECK(find_stick({counter.sticks()}) == desk::Stick{});
    MountedStick stick(counter, "size=16m", "USB cán bộ");
    desk::Stick seen = find_stick({counter.sticks()});
    CHECK(seen.path == stick.path());
    CHECK(seen.writable);
    CHECK(seen.free_bytes == 16 << 20);
    CHECK(seen.files.empty());
    stick.make_read_only();
    CHECK_FALSE(find_stick({counter.sticks()}).writable);
    {
        const MountedStick second(counter, "size=1m", "B");
        CHECK(find_stick({counter.sticks()}).path == second.path());
    }
    CHECK(find_stick({counter.sticks()}).path == stick.path());
    stick.pull();
    CHECK(find_stick({counter.sticks()}) == desk::Stick{});
}

TEST_CASE("its files are tables only, newest first, and nothing that leads off the stick" *
          doctest::skip(!kMayMount)) {
    const Counter counter;
    const MountedStick stick(counter);
    write(stick / "old.csv", 50);
    write(stick / "mới.XLSX", 10);
    write(stick / "newest.Csv", 1);
    for (const char* other : {"photo.jpg", ".hidden.csv", "csv", "a.xls", "b.csv.new"})
        write(stick / other);
    write(stick /
          "not\xff"
          "utf8.csv");
    write(stick / (std::string(220, 'n') + ".csv"));
    fs::create_directory(stick / "folder.csv");
    write(stick / "motcua_23563_2026-11-23_2026-11-23.xlsx");  // Our own export.
    write(counter / "secret.csv");
    fs::create_symlink(counter / "secret.csv", stick / "link.csv");
    CHECK(find_stick({counter.sticks()}).files == Lines{"newest.Csv", "mới.XLSX", "old.csv"});
}

TEST_CASE("of a stick full of tables only the newest are shown" * doctest::skip(!kMayMount)) {
    const Counter counter;
    const MountedStick stick(counter);
    for (int i = 0; i < 80; ++i) write(stick / (std::to_string(i) + ".csv"), i);
    const Lines files = find_stick({counter.sticks()}).files;
    REQUIRE(files.size() == 60);
    CHECK(files.front() == "0.csv");
    CHECK(files.back() == "59.csv");
}

TEST_CASE("what is written to a held stick lies on it, or nowhere once it is pulled" *
          doctest::skip(!kMayMount)) {
    const Counter counter;
    MountedStick stick(counter);
    const HeldStick held = must(HeldStick::hold(stick.path()));
    write(held.folder() + "/a.csv");
    must(held.sync());
    CHECK(stick.names() == Lines{"a.csv"});
    stick.pull();
    CHECK_FALSE(held.is_here());
    write(held.folder() + "/b.csv");
    CHECK_FALSE(held.sync());
    CHECK(fs::is_empty(stick.path()));
    // Another one in the same place is another one.
    const MountedStick other(counter);
    CHECK_FALSE(held.is_here());
    CHECK(must(HeldStick::hold(other.path())).is_here());
}

TEST_CASE("a folder without a stick in it is not held" * doctest::skip(!kMayMount)) {
    const Counter counter;
    MountedStick stick(counter);
    stick.pull();
    CHECK_FALSE(HeldStick::hold(stick.path()));
    CHECK_FALSE(HeldStick::hold(counter / "nothing"));
}

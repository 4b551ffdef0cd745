#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/files.h"
#include "shell/resources.h"
#include "support/must.h"
#include "support/temp_dir.h"

/// A copy of what we ship (config/ and assets/), to be broken in one place.
class ShippedPlaces {
public:
    ShippedPlaces() {
        namespace fs = std::filesystem;
        const fs::path source(SOURCE_DIR), here(dir_.path());
        fs::create_directory(here / "assets");
        fs::copy(source / "config", here / "config", fs::copy_options::recursive);
        fs::copy(source / "assets" / "lang", here / "assets" / "lang", fs::copy_options::recursive);
        fs::create_directory_symlink(source / "assets" / "fonts", here / "assets" / "fonts");
    }

    shell::Places places() const {
        return {.config = dir_ / "config", .assets = dir_ / "assets", .state = dir_ / "state"};
    }
    /// With what the province published; publish() makes it.
    shell::Places with_province() const {
        shell::Places places = this->places();
        places.province = dir_ / "state/province/current";
        return places;
    }
    /// A version with these files of ours in it, to be changed, and the link on it: as the agent
    /// swaps it, at once.
    void publish(const std::string& version, const std::vector<std::string>& files) const {
        namespace fs = std::filesystem;
        const fs::path province(dir_ / "state/province");
        fs::create_directories(province / version / "lang");
        for (const std::string& file : files) {
            const std::string ours = (file.starts_with("lang/") ? "assets/" : "config/") + file;
            fs::copy(dir_ / ours, province / version / file);
        }
        swap_to(version);
    }
    void swap_to(const std::string& version) const {
        namespace fs = std::filesystem;
        const fs::path province(dir_ / "state/province");
        fs::create_directories(province);
        fs::create_directory_symlink(version, province / "next");
        fs::rename(province / "next", province / "current");
    }
    std::string operator/(const std::string& file) const { return dir_ / file; }

    std::string read(const std::string& file) const {
        return must(files::read(dir_ / file, kBytesMax));
    }
    void write(const std::string& file, const std::string& bytes) const {
        std::ofstream(dir_ / file, std::ios::binary) << bytes;
    }
    void remove(const std::string& file) const { std::filesystem::remove_all(dir_ / file); }

    /// Replaces the first place of a text that must be there.
    void change(const std::string& file, const std::string& from, const std::string& to) const {
        std::string bytes = read(file);
        const std::size_t at = bytes.find(from);
        REQUIRE(at != std::string::npos);
        write(file, bytes.replace(at, from.size(), to));
    }

private:
    static constexpr std::size_t kBytesMax = 8 << 20;
    TempDir dir_;
};

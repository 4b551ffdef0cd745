#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "setup/programs.h"
#include "support/temp_dir.h"

/// An EDID of a 1920 × 1080 panel from "DEL" with these millimetres; 48 × 27 cm in its head.
inline std::string made_edid(int width_mm, int height_mm, const std::string& name) {
    std::string bytes(128, '\0');
    const auto put = [&](std::size_t at, int value) { bytes[at] = static_cast<char>(value); };
    for (std::size_t i = 1; i < 7; ++i) put(i, 0xff);
    put(8, 0x10);  // D E L, five bits each.
    put(9, 0xac);
    put(21, 48);
    put(22, 27);
    put(54, 0x02);  // A clock: this is a timing.
    put(55, 0x3a);
    put(56, 1920 & 0xff);
    put(58, 1920 >> 8 << 4);
    put(59, 1080 & 0xff);
    put(61, 1080 >> 8 << 4);
    put(66, width_mm & 0xff);
    put(67, height_mm & 0xff);
    put(68, (width_mm >> 8 << 4) | height_mm >> 8);
    put(72 + 3, 0xfc);
    const std::string ended = name + "\n";
    for (std::size_t i = 0; i < ended.size(); ++i) bytes[72 + 5 + i] = ended[i];
    unsigned sum = 0;
    for (const char c : bytes) sum += static_cast<unsigned char>(c);
    put(127, static_cast<int>((256 - sum % 256) % 256));
    return bytes;
}

/// What the kernel lists of a machine, made by hand: /sys/class/drm and /sys/class/input.
class MadeMachine {
public:
    MadeMachine() {
        std::filesystem::create_directories(drm());
        std::filesystem::create_directories(input());
    }
    std::string drm() const { return dir_ / "drm"; }
    std::string input() const { return dir_ / "input"; }
    std::string operator/(const std::string& name) const { return dir_ / name; }

    void plug(const std::string& name, const std::string& status, const std::string& modes,
              const std::string& edid) const {
        const std::string folder = drm() + "/" + name;
        std::filesystem::create_directories(folder);
        if (!status.empty()) write(folder + "/status", status + "\n");
        write(folder + "/modes", modes);
        write(folder + "/edid", edid);
    }
    void attach(const std::string& event, const std::string& name, const std::string& properties,
                const std::string& axes, const std::string& keys) const {
        const std::string device = input() + "/" + event + "/device";
        std::filesystem::create_directories(device + "/capabilities");
        write(device + "/name", name + "\n");
        write(device + "/properties", properties + "\n");
        write(device + "/capabilities/abs", axes + "\n");
        write(device + "/capabilities/key", keys + "\n");
    }
    void attach_touch() const {
        attach("event3", "ILITEK Multi-Touch", "2", "3273800000000003", "400 0 0 0 0 0");
    }

private:
    static void write(const std::string& path, const std::string& bytes) {
        std::ofstream(path, std::ios::binary) << bytes;
    }
    TempDir dir_;
};

/// A systemctl that answers as told; every other program is the real one.
struct ToldSystemd {
    std::map<std::string, std::string> answers;  ///< "is-active motcua-kiosk.service" → "active".
    std::vector<std::string> asked{};

    setup::Runner runner() {
        return [this](const std::vector<std::string>& words,
                      std::chrono::milliseconds longest) -> Result<setup::Ran> {
            if (words.front() != "systemctl") return setup::run_program(words, longest);
            std::string rest;
            for (std::size_t i = 1; i < words.size(); ++i) rest += (i > 1 ? " " : "") + words[i];
            asked.push_back(rest);
            const auto at = answers.find(rest);
            if (at == answers.end()) return setup::Ran{.status = 4, .said = "inactive"};
            return setup::Ran{.status = 0, .said = at->second};
        };
    }
};

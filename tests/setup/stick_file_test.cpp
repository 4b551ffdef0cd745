#include "setup/stick_file.h"

#include <filesystem>
#include <fstream>

#include "support/must.h"
#include "support/temp_dir.h"

using setup::Field;

namespace {

const std::string kSource = "motcua-setup.toml";

std::string refusal(const std::string& bytes) {
    return must_fail(setup::parse_answers(bytes, kSource));
}
bool says(const std::string& all, const std::string& words) { return all.find(words) != all.npos; }

}  // namespace

TEST_CASE("a file of answers is read, numbers and hours as people write them") {
    const auto given = must(setup::parse_answers(
        "# Diên Hồng\nward = \"Diên Hồng\"\npanel_width_mm = 476.5\nrotate = 90\n"
        "workdays = [\"07:00-11:30\", \"13:00-17:00\"]\nsunday = []\nwifi_password = \"\"\n",
        kSource));
    REQUIRE(given.size() == 6);
    const auto typed = [&](Field field) {
        for (const setup::Given& one : given)
            if (one.field == field) return one.typed;
        return std::string("?");
    };
    CHECK(typed(Field::ward) == "Diên Hồng");
    CHECK(typed(Field::panel_width_mm) == "476.5");
    CHECK(typed(Field::rotate) == "90");
    CHECK(typed(Field::workdays) == "07:00-11:30 13:00-17:00");
    CHECK(typed(Field::sunday) == "-");
    for (const setup::Given& one : given)
        if (one.field == Field::panel_width_mm) CHECK(one.source == "motcua-setup.toml:3");
}

TEST_CASE("the example that is shipped has every key, and holds") {
    const auto given = must(setup::read_answers(SOURCE_DIR "/systemd/motcua-setup.toml"));
    CHECK(given.size() == setup::kFields.size());
    const auto wards = must(catalogue::load_wards(SOURCE_DIR "/config/wards.json"));
    const auto words = must(text::Words::load(SOURCE_DIR "/assets/lang", text::Language::vi));
    setup::Answers answers;
    must(take_all(answers, given, {.wards = wards, .words = words}));
    CHECK(answers.panel_width_mm == 476);
    CHECK(answers.opening[3].size() == 2);
}

TEST_CASE("unknown keys, wrong kinds and repeated keys are refused with their lines") {
    const std::string said =
        refusal("ward = \"23563\"\nward_name = \"x\"\nrotate = true\n[unit]\nward = \"23563\"\n");
    CHECK(says(said, "motcua-setup.toml:2: unknown key \"ward_name\"; expected some of ward, "));
    CHECK(says(said, "motcua-setup.toml:3: \"rotate\": expected a text or a number"));
    CHECK(says(said, "motcua-setup.toml:4: unknown key \"unit\""));
    CHECK(says(refusal("ward = \"1\"\nward = \"2\"\n"), "motcua-setup.toml:2"));
    CHECK(says(refusal("workdays = [1, 2]\n"), "motcua-setup.toml:1"));
    CHECK(says(refusal("ward = {a = 1}\n"), "motcua-setup.toml:1"));
}

TEST_CASE("a hostile file is refused: size, depth, bytes, and what would move a terminal") {
    CHECK(says(refusal(std::string(setup::kStickFileBytesMax + 1, '#')), "larger than"));
    CHECK(says(refusal(std::string("ward = \"\0\"", 10)), "motcua-setup.toml:1"));
    CHECK(says(refusal("ward = \"\xC3\x28\"\n"), "motcua-setup.toml"));
    CHECK(says(refusal("ward = "), "motcua-setup.toml:1"));
    CHECK(says(refusal(std::string("ward = ") + std::string(8000, '[')), "motcua-setup.toml"));
    const std::string said = refusal("\"\\u001b[2Jhello\" = 1\n");
    CHECK(says(said, "\"?[2Jhello\""));
    CHECK_FALSE(says(said, "\x1b"));
}

TEST_CASE("only a plain file on the stick that was plugged in last is taken") {
    const TempDir dir;
    const std::string stick = dir / "media/STICK", other = dir / "media/OTHER";
    std::filesystem::create_directories(stick);
    std::filesystem::create_directories(other);
    const std::string mounts = dir / "mountinfo";
    std::ofstream(mounts) << "1 0 8:1 / " << other << " rw - vfat /dev/sda1 rw\n"
                          << "2 0 8:2 / " << stick << " rw - vfat /dev/sdb1 rw\n";
    const std::vector<std::string> folders{dir / "media"};
    std::ofstream(other + "/motcua-setup.toml") << "ward = \"1\"\n";
    CHECK_FALSE(setup::find_answers(folders, mounts).has_value());
    std::filesystem::create_symlink("/etc/passwd", stick + "/motcua-setup.toml");
    CHECK_FALSE(setup::find_answers(folders, mounts).has_value());
    std::filesystem::remove(stick + "/motcua-setup.toml");
    std::ofstream(stick + "/motcua-setup.toml") << "ward = \"23563\"\n";
    CHECK(setup::find_answers(folders, mounts) == stick + "/motcua-setup.toml");
    CHECK_FALSE(setup::find_answers({}, mounts).has_value());
}

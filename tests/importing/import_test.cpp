#include "importing/import.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>

#include "base/files.h"
#include "importing/inputs.h"
#include "support/must.h"
#include "support/temp_dir.h"

using namespace importing;

namespace {

const std::string kFolder = std::string(SOURCE_DIR) + "/tests/data/importing";

std::string without_folder(std::string text) {
    const std::string prefix = kFolder + "/";
    for (std::size_t at = text.find(prefix); at != text.npos; at = text.find(prefix, at))
        text.erase(at, prefix.size());
    return text;
}

/// The exit status of the tool with these arguments, its output dropped.
int tool(const std::string& arguments) {
    const std::string command =
        std::string(BINARY_DIR) + "/motcua-catalogue " + arguments + " >/dev/null 2>&1";
    return WEXITSTATUS(std::system(command.c_str()));
}

void write(const std::string& path, std::string_view bytes) {
    must(files::write_atomically(path, bytes));
}

const std::string kRow = R"({"code":"1.900001","name":"Một","categories":[]})";

}  // namespace

TEST_CASE("the fixtures give the golden output and the golden report") {
    const Outcome outcome = import_files({kFolder + "/in"});
    CHECK(without_folder(output(outcome, "2026-11-23")) ==
          must(files::read(kFolder + "/expected.json", 1 << 20)));
    CHECK(without_folder(outcome.report.text("2026-11-23")) ==
          must(files::read(kFolder + "/expected.report.txt", 1 << 20)));
}

TEST_CASE("every file and every record is accounted for") {
    const Outcome outcome =
        import_files({kFolder + "/in", kFolder + "/in/list.jsonl", "/no/such/file"});
    const Report& report = outcome.report;
    CHECK(report.files().size() == 17);
    CHECK(report.files_with(FileContents::Outcome::read) +
              report.files_with(FileContents::Outcome::broken) +
              report.files_with(FileContents::Outcome::not_recognised) ==
          report.files().size());
    CHECK(report.total().accepted == outcome.records.size());
    std::size_t refused = 0;
    for (const auto& [reason, count] : report.reasons(Line::Kind::refused)) refused += count;
    CHECK(report.total().refused == refused);
}

TEST_CASE("folders are walked in order; links, pipes and loops are named, not followed") {
    const TempDir folder;
    std::filesystem::create_directories(folder / "b/c");
    write(folder / "b/c/two.json", kRow);
    write(folder / "a.json", kRow);
    std::filesystem::create_directory_symlink(folder.path(), folder / "b/loop");
    std::filesystem::create_symlink("/etc/passwd", folder / "b/out");
    REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
    const std::vector<Input> inputs = list_inputs({folder.path(), folder / "a.json"});
    REQUIRE(inputs.size() == 6);
    CHECK(inputs[0].path == folder / "a.json");
    CHECK(inputs[1].path == folder / "b/c/two.json");
    CHECK(inputs[2].problem == "a link, not followed");
    CHECK(inputs[3].problem == "a link, not followed");
    CHECK(inputs[4].problem == "not a plain file");
    CHECK(inputs[5].problem == "met before, read once");
    const std::vector<Input> few = list_inputs({folder.path()}, 2);
    REQUIRE(few.size() == 3);
    CHECK(few[2].problem == "more than 2 files; the rest is not read");
    CHECK(import_files({folder.path()}).report.files_with(FileContents::Outcome::broken) == 3);
}

TEST_CASE("a file larger than any source is refused unread") {
    const TempDir folder;
    write(folder / "huge.json", "{");
    std::filesystem::resize_file(folder / "huge.json", kFileBytesMax + 1);
    const Outcome outcome = import_files({folder.path()});
    CHECK(outcome.report.files().at(0).problem.find("larger than") != std::string::npos);
}

TEST_CASE("a file called by another code than it holds is said, and read") {
    const TempDir folder;
    write(folder / "3.000285.json", kRow);
    const Outcome outcome = import_files({folder.path()});
    CHECK(outcome.records.size() == 1);
    CHECK(
        outcome.report.reasons(Line::Kind::remark).contains("the file is called by another code"));
}

TEST_CASE("the tool writes output and report, and a failing run leaves the good output") {
    const TempDir folder;
    const std::string out = folder / "out.json";
    CHECK(tool("import " + kFolder + "/in -o " + out) == 0);
    const std::string good = must(files::read(out, 1 << 20));
    CHECK(good.starts_with("{\"format\":1,\"kind\":\"import\""));
    CHECK(must(files::read(out + ".report.txt", 1 << 20)).find("records 27: accepted 11") !=
          std::string::npos);
    CHECK(tool("import " + kFolder + "/in/notes.txt -o " + out) == 1);
    CHECK(tool("import /no/such/file -o " + out) == 1);
    CHECK(must(files::read(out, 1 << 20)) == good);
    CHECK(tool("import " + kFolder + "/in -o " + (folder / "no/such/folder/out.json")) == 1);
}

TEST_CASE("wrong usage is status 2, help is status 0") {
    CHECK(tool("") == 2);
    CHECK(tool("import") == 2);
    CHECK(tool("import x") == 2);
    CHECK(tool("frobnicate") == 2);
    CHECK(tool("show --lang fr 1.001193") == 2);
    CHECK(tool("--help") == 0);
}

TEST_CASE("search and show work on the shipped catalogue, and say when there is nothing") {
    const std::string catalogue =
        " --catalogue " + std::string(SOURCE_DIR) + "/config/catalogue.json";
    CHECK(tool("search khai sinh" + catalogue) == 0);
    CHECK(tool("search 1.001193" + catalogue) == 0);
    CHECK(tool("search xyzzyqwv" + catalogue) == 1);
    CHECK(tool("show 1.001193 --lang en" + catalogue) == 0);
    CHECK(tool("show 9.999999" + catalogue) == 1);
    CHECK(tool("show 1.001193 --catalogue /no/such/file") == 1);
}

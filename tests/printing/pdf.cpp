#include "printing/pdf.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/files.h"
#include "support/must.h"
#include "support/process.h"
#include "support/temp_dir.h"
#include "text/unicode.h"

namespace pdf {

namespace {

constexpr std::size_t kBytesMax = 64 << 20;

void run(std::vector<std::string> words, const std::string& output) {
    Process program = must(Process::start({.words = std::move(words), .output = output}));
    if (must(program.wait(std::chrono::seconds(60))) != 0)
        FAIL("poppler-utils: " << must(files::read(output, kBytesMax)));
}

std::string write(const TempDir& dir, const std::string& bytes) {
    std::ofstream(dir / "in.pdf", std::ios::binary) << bytes;
    return dir / "in.pdf";
}

/// "P5\n1646 2339\n255\n" and a byte per pixel.
Picture parse_grey(const std::string& bytes) {
    std::istringstream in(bytes);
    std::string magic;
    Picture picture;
    int white = 0;
    in >> magic >> picture.width >> picture.height >> white;
    REQUIRE(magic == "P5");
    in.get();
    for (int at = 0; at < picture.width * picture.height; ++at) {
        const auto grey = static_cast<std::uint32_t>(in.get());
        picture.pixels.push_back(grey << 16 | grey << 8 | grey);
    }
    return picture;
}

}  // namespace

std::vector<std::string> text_of(const std::string& bytes) {
    const TempDir dir;
    run({"pdftotext", "-layout", write(dir, bytes), dir / "out.txt"}, dir / "said");
    const std::string all = must(files::read(dir / "out.txt", kBytesMax));
    std::vector<std::string> pages;
    for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end + 1) {
        end = std::min(all.find('\f', begin), all.size());
        pages.push_back(text::squash(all.substr(begin, end - begin)));
    }
    return pages;
}

std::vector<Picture> pictures_of(const std::string& bytes) {
    const TempDir dir;
    run({"pdftoppm", "-r", "203", "-gray", write(dir, bytes), dir / "page"}, dir / "said");
    std::set<std::string> pages;
    for (const auto& file : std::filesystem::directory_iterator(dir.path()))
        if (file.path().extension() == ".pgm") pages.insert(file.path());
    std::vector<Picture> pictures;
    for (const std::string& page : pages)
        pictures.push_back(parse_grey(must(files::read(page, kBytesMax))));
    return pictures;
}

}  // namespace pdf

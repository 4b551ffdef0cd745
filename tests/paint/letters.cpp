#include "paint/letters.h"

#include <png.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/files.h"
#include "paint/cluster.h"
#include "paint/utf8.h"
#include "support/process.h"

namespace letters {

namespace {

constexpr std::chrono::seconds kPatience{30};
constexpr std::size_t kAnswerMax = 1u << 20;

/// A folder of our own for what the programs read and write; gone afterwards.
struct Folder {
    std::string path = (std::filesystem::temp_directory_path() / "letters-XXXXXX").string();
    Folder() { path = mkdtemp(path.data()) ? path : std::string(); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path); }
};

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
    return text;
}

/// Runs a program of libharfbuzz-bin over lines; what it says goes to folder/out.
Result<> run(const Folder& folder, std::vector<std::string> words,
             const std::vector<std::string>& lines) {
    std::ofstream(folder.path + "/text") << joined(lines);
    const std::string name = words.front();
    words.insert(words.end(), {"--text-file=" + folder.path + "/text", "--features=-kern"});
    Process process =
        TRY(Process::start({.words = std::move(words), .output = folder.path + "/out"}));
    const int status = TRY(process.wait(kPatience));
    if (status == 0) return {};
    return Error{Error::Code::unavailable, name + " ended with " + std::to_string(status)};
}

Result<Sheet> read_png(const std::string& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_file(&image, path.c_str()))
        return Error{Error::Code::corrupt, path + ": " + image.message};
    image.format = PNG_FORMAT_GRAY;
    Sheet sheet{.width = static_cast<int>(image.width),
                .height = static_cast<int>(image.height),
                .ink = std::vector<std::uint8_t>(PNG_IMAGE_SIZE(image))};
    if (!png_image_finish_read(&image, nullptr, sheet.ink.data(), 0, nullptr))
        return Error{Error::Code::corrupt, path + ": " + image.message};
    for (std::uint8_t& grey : sheet.ink) grey = static_cast<std::uint8_t>(255 - grey);
    return sheet;
}

Sheet reduced(const Sheet& fine, int by) {
    if (by == 1) return fine;
    Sheet sheet = blank(fine.width / by, fine.height / by);
    for (int y = 0; y < sheet.height * by; y += by) {
        for (int x = 0; x < sheet.width * by; x += by) {
            int sum = 0;
            for (int n = 0; n < by * by; ++n) sum += fine.at(x + n % by, y + n / by);
            sheet.at(x / by, y / by) = static_cast<std::uint8_t>(sum / (by * by));
        }
    }
    return sheet;
}

void stamp(Sheet& sheet, const paint::Atlas& atlas, const paint::Glyph& glyph, int x, int y) {
    for (int row = 0; row < glyph.mask.height; ++row) {
        const std::uint8_t* mask =
            atlas.pixels() + (glyph.mask.v + row) * paint::Atlas::kWidth + glyph.mask.u;
        for (int column = 0; column < glyph.mask.width; ++column) {
            std::uint8_t& ink = sheet.at(x + glyph.left + column, y - glyph.top + row);
            ink = static_cast<std::uint8_t>(std::min(255, ink + mask[column]));
        }
    }
}

paint::Cluster take(std::string_view& rest, Walk walk) {
    return walk == Walk::clusters ? paint::next_cluster(rest)
                                  : paint::Cluster(paint::next_code_point(rest));
}

}  // namespace

Sheet blank(int width, int height) {
    Sheet sheet{.width = width, .height = height};
    sheet.ink.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    return sheet;
}

const Text& jrai() {
    static const Text kText{
        "jrai",
        {"Abih bang mơnuih-mơnam tơkeng rai rơngai laih anŭn",
         "mơdơ̆-mơđơr amăng tơlơi pơpŭ-pơyôm hăng tơlơi dưi.", "Ƀing gơñu tŭ hơmâo tơlơi pơmĭn …",
         "a ă â b ƀ č d đ e ĕ ê ê̆ g h i ĭ j k l m n ñ", "o ŏ ô ô̆ ơ ơ̆ p r s t u ŭ ư ư̆ w y c̆",
         "Ă Â Ƀ Č Đ Ĕ Ê Ê̆ Ĭ Ñ Ŏ Ô Ô̆ Ơ Ơ̆ Ŭ Ư Ư̆ C̆"}};
    return kText;
}

const Text& bahnar() {
    static const Text kText{
        "bahnar",
        {"ƀônh ‘meh ‘noh ‘lơ̆ng", "‘b ‘j ‘l ‘m ‘n ‘ng ‘nh ’b ʼb ƀ",
         "a ă â â̆ b ch d đ e ĕ ê ê̆ g h i ĭ j k l m", "n ng nh o ŏ ô ô̆ ơ ơ̆ p r s t u ŭ ư ư̆ w y",
         "Ă Â Â̆ Ƀ Đ Ĕ Ê Ê̆ Ĭ Ŏ Ô Ô̆ Ơ Ơ̆ Ŭ Ư Ư̆"}};
    return kText;
}

const std::vector<Weight>& weights() {
    static const std::vector<Weight> kWeights{
        {paint::Face::regular, "Regular", SOURCE_DIR "/assets/fonts/NotoSans-Regular.ttf"},
        {paint::Face::semibold, "SemiBold", SOURCE_DIR "/assets/fonts/NotoSans-SemiBold.ttf"},
        {paint::Face::bold, "Bold", SOURCE_DIR "/assets/fonts/NotoSans-Bold.ttf"}};
    return kWeights;
}

// Room for a capital with two marks (1.16 of the size) and for the deepest tail.
int ascent(int pixels) { return pixels + pixels / 4 + 1; }
int line_height(int pixels) { return ascent(pixels) + pixels / 2; }

Sheet ours(paint::Glyphs& glyphs, const Weight& weight, int pixels,
           const std::vector<std::string>& lines, Walk walk) {
    float widest = 0;
    for (const std::string& line : lines)
        widest = std::max(widest, glyphs.width(weight.face, pixels, line));
    Sheet sheet = blank(2 * kMargin + static_cast<int>(std::ceil(widest)),
                        2 * kMargin + static_cast<int>(lines.size()) * line_height(pixels));
    int baseline = kMargin + ascent(pixels);
    for (std::string_view rest : lines) {
        float pen = kMargin;
        while (!rest.empty()) {
            const paint::Glyph& glyph = glyphs.glyph(weight.face, pixels, take(rest, walk));
            stamp(sheet, glyphs.atlas(), glyph, static_cast<int>(std::round(pen)), baseline);
            pen += glyph.advance;
        }
        baseline += line_height(pixels);
    }
    return sheet;
}

Result<Sheet> hb_views(const Weight& weight, int pixels, const std::vector<std::string>& lines,
                       int finer) {
    const Folder folder;
    const int above = finer * ascent(pixels);
    const int below = finer * (line_height(pixels) - ascent(pixels));
    TRY(run(folder,
            {"hb-view", "--font-file=" + std::string(weight.file),
             "--font-size=" + std::to_string(finer * pixels),
             "--margin=" + std::to_string(finer * kMargin),
             "--font-extents=" + std::to_string(above) + " " + std::to_string(below) + " 0",
             "--output-format=png", "--output-file=" + folder.path + "/picture.png"},
            lines));
    return reduced(TRY(read_png(folder.path + "/picture.png")), finer);
}

Result<std::vector<std::vector<Placed>>> hb_shapes(const Weight& weight,
                                                   const std::vector<std::string>& lines) {
    const Folder folder;
    TRY(run(folder,
            {"hb-shape", "--font-file=" + std::string(weight.file), "--font-size=1000",
             "--no-glyph-names", "--no-clusters"},
            lines));
    // One line for each of ours: [170+564|347@-280,230+0]
    std::istringstream answer(TRY(files::read(folder.path + "/out", kAnswerMax)));
    std::vector<std::vector<Placed>> shaped;
    for (std::string line; std::getline(answer, line);) {
        std::istringstream parts(line.substr(1, line.size() - 2));
        std::vector<Placed>& placed = shaped.emplace_back();
        for (std::string part; std::getline(parts, part, '|');) {
            Placed one{};
            if (std::sscanf(part.c_str(), "%u@%d,%d+%d", &one.glyph, &one.x, &one.y,
                            &one.advance) != 4 &&
                std::sscanf(part.c_str(), "%u+%d", &one.glyph, &one.advance) != 2)
                return Error{Error::Code::corrupt, "hb-shape says " + line};
            placed.push_back(one);
        }
    }
    return shaped;
}

Result<> write_png(const Sheet& sheet, const std::string& path) {
    std::vector<std::uint8_t> grey(sheet.ink.size());
    std::ranges::transform(sheet.ink, grey.begin(),
                           [](std::uint8_t ink) { return static_cast<std::uint8_t>(255 - ink); });
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(sheet.width);
    image.height = static_cast<png_uint_32>(sheet.height);
    image.format = PNG_FORMAT_GRAY;
    if (!png_image_write_to_file(&image, path.c_str(), 0, grey.data(), 0, nullptr))
        return Error{Error::Code::io, "write " + path + ": " + image.message};
    return {};
}

}  // namespace letters

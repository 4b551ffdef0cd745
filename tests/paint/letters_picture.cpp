// The Jrai and Bahnar texts as we draw them (left) and as hb-view does (right), in the three
// weights: motcua-letters FOLDER writes letters-jrai.png and letters-bahnar.png there.
#include <algorithm>
#include <cstdio>

#include "paint/letters.h"

using letters::blank;
using letters::Sheet;

namespace {

constexpr int kPixels = 32;
constexpr std::uint8_t kRule = 96;

/// Puts one sheet into another, at a place.
void put(Sheet& into, const Sheet& from, int left, int top) {
    for (int y = 0; y < from.height; ++y)
        for (int x = 0; x < from.width; ++x) into.at(left + x, top + y) = from.at(x, y);
}

/// Two sheets with a rule between them, above or beside one another.
Sheet beside(const Sheet& left, const Sheet& right) {
    Sheet both = blank(left.width + 1 + right.width, std::max(left.height, right.height));
    put(both, left, 0, 0);
    put(both, right, left.width + 1, 0);
    for (int y = 0; y < both.height; ++y) both.at(left.width, y) = kRule;
    return both;
}

Sheet below(const Sheet& top, const Sheet& bottom) {
    if (top.height == 0) return bottom;
    Sheet both = blank(std::max(top.width, bottom.width), top.height + 1 + bottom.height);
    put(both, top, 0, 0);
    put(both, bottom, 0, top.height + 1);
    for (int x = 0; x < both.width; ++x) both.at(x, top.height) = kRule;
    return both;
}

Result<> picture(paint::Glyphs& glyphs, const letters::Text& text, const std::string& folder) {
    Sheet all;
    for (const letters::Weight& weight : letters::weights()) {
        const std::string name = std::string(", Noto Sans ") + weight.name + ":";
        std::vector<std::string> lines{"Một Cửa" + name};
        lines.insert(lines.end(), text.lines.begin(), text.lines.end());
        const Sheet left = ours(glyphs, weight, kPixels, lines);
        lines.front() = "hb-view" + name;
        const Sheet right = TRY(hb_views(weight, kPixels, lines));
        all = below(all, beside(left, right));
    }
    return write_png(all, folder + "/letters-" + text.name + ".png");
}

Result<> run(const std::string& folder) {
    paint::Glyphs glyphs = TRY(paint::Glyphs::open(SOURCE_DIR "/assets/fonts"));
    TRY(picture(glyphs, letters::jrai(), folder));
    return picture(glyphs, letters::bahnar(), folder);
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fprintf(stderr, "usage: motcua-letters FOLDER\n");
        return 2;
    }
    const Result<> done = run(words[1]);
    if (!done) std::fprintf(stderr, "%s\n", done.error().message.c_str());
    return done ? 0 : 1;
}

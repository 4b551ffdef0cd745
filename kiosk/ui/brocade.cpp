#include "ui/brocade.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace ui {

namespace {

Colour thread(char letter) {
    switch (letter) {
        case 'r': return paint::rgb(0xB31B2C);
        case 'd': return paint::rgb(0x720C19);
        case 'g': return paint::rgb(0xF7BF48);
        case 'w': return paint::rgb(0xFFF4DC);
        case 'i': return paint::rgb(0x1B2352);
        case 'k': return paint::rgb(0x11173A);
        case 'm': return paint::rgb(0x5A0913);
        case 'n': return paint::rgb(0x8E1F2A);
        default: return 0;
    }
}

/// A picture being woven: cells outside are ignored.
class Loom {
public:
    Loom(int width, int height)
        : width_(width),
          height_(height),
          cloth_(static_cast<std::size_t>(height),
                 std::string(static_cast<std::size_t>(width), '.')) {}

    void put(int x, int y, char letter) {
        if (x < 0 || x >= width_ || y < 0 || y >= height_) return;
        cloth_[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] = letter;
    }
    void rect(int x, int y, int w, int h, char letter) {
        for (int j = 0; j < h; ++j)
            for (int i = 0; i < w; ++i) put(x + i, y + j, letter);
    }
    void hill(int cx, int top, int base, double slope, char letter) {
        for (int y = top; y <= base; ++y) {
            const int half = static_cast<int>(std::lround((y - top) * slope)) + 1;
            rect(cx - half, y, 2 * half, 1, letter);
        }
    }
    void sun(int cx, int cy, std::string_view rings) {
        const int reach = static_cast<int>(rings.size());
        for (int y = -reach; y <= reach; ++y) {
            for (int x = -reach; x <= reach; ++x) {
                const int ring = std::abs(x) + std::abs(y);
                if (ring >= reach || rings[static_cast<std::size_t>(ring)] == '.') continue;
                put(cx + x, cy + y, rings[static_cast<std::size_t>(ring)]);
            }
        }
    }
    void figure(int x, int y, const std::vector<std::string_view>& rows) {
        for (std::size_t j = 0; j < rows.size(); ++j)
            for (std::size_t i = 0; i < rows[j].size(); ++i)
                if (rows[j][i] != '.')
                    put(x + static_cast<int>(i), y + static_cast<int>(j), rows[j][i]);
    }
    Cloth take() { return std::move(cloth_); }

private:
    int width_, height_;
    Cloth cloth_;
};

constexpr int kHouse = 37, kRoofTop = 3, kRoofBase = 28;

char roof_letter(double across, int row_in_band) {
    if (row_in_band == 0 || row_in_band == 12) return 'r';
    if (row_in_band == 1 || row_in_band == 11) return 'g';
    const double folded =
        std::fmod(across, 8) > 4 ? 8 - std::fmod(across, 8) : std::fmod(across, 8);
    const int ring = static_cast<int>(std::floor(folded)) + std::abs(row_in_band - 6);
    return "grriwww"[std::min(ring, 6)];
}

void weave_roof(Loom& loom) {
    for (int y = kRoofTop; y <= kRoofBase; ++y) {
        const double t = static_cast<double>(y - kRoofTop) / (kRoofBase - kRoofTop);
        const int half = static_cast<int>(std::lround(2 + 13 * (0.78 * t + 0.22 * t * t)));
        for (int x = -half; x < half; ++x) {
            const double across = std::abs(x + 0.5);
            const char letter = across > half - 1 ? 'g' : roof_letter(across, (y - kRoofTop) % 13);
            loom.put(kHouse + x, y, letter);
        }
    }
    loom.rect(kHouse - 4, kRoofTop - 1, 8, 1, 'g');
    for (const auto& [x, y] : {std::pair{-5, 2}, {4, 2}, {-6, 3}, {5, 3}})
        loom.put(kHouse + x, kRoofTop - y, 'g');
    loom.rect(kHouse - 1, kRoofTop - 3, 2, 2, 'g');
}

void weave_walls(Loom& loom) {
    const int base = kRoofBase;
    loom.rect(kHouse - 17, base + 1, 34, 1, 'k');
    loom.rect(kHouse - 16, base + 2, 32, 1, 'g');
    loom.rect(kHouse - 13, base + 3, 26, 7, 'w');
    for (const int x : {-13, -9, -5, 4, 8, 12}) loom.rect(kHouse + x, base + 3, 1, 7, 'i');
    for (const int x : {-11, -7, 6, 10}) loom.rect(kHouse + x, base + 5, 1, 2, 'r');
    loom.rect(kHouse - 4, base + 3, 8, 7, 'g');
    loom.rect(kHouse - 3, base + 4, 6, 6, 'k');
    loom.rect(kHouse - 16, base + 10, 32, 1, 'g');
    loom.rect(kHouse - 16, base + 11, 32, 1, 'k');
    for (const int x : {-14, -8, 7, 13}) loom.rect(kHouse + x, base + 12, 1, 6, 'g');
    for (int y = 12; y < 18; ++y) loom.rect(kHouse - 3, base + y, 6, 1, y % 2 ? 'k' : 'g');
}

void weave_dancers(Loom& loom) {
    const std::vector<std::string_view> man{"..ggg..", "..www..", "...w...", "w.rrr.w", ".wrgrw.",
                                            "..rgr..", "..iii..", "..wgw..", "..i.i..", "..w.w.."};
    const std::vector<std::string_view> woman{"..rrr..", "..www..", "...w...", "w.ggg.w",
                                              ".wgrgw.", "..ggg..", ".iiiii.", ".rwrwr.",
                                              ".iiiii.", "..w.w.."};
    loom.figure(2, 36, man);
    loom.figure(9, 36, woman);
    loom.figure(58, 36, woman);
    loom.figure(65, 36, man);
}

Cloth weave_picture() {
    Loom loom(84, 46);
    loom.hill(17, 29, 45, 1.0, 'm');
    loom.hill(66, 17, 45, 1.0, 'm');
    loom.hill(52, 27, 45, 1.2, 'n');
    loom.hill(8, 39, 45, 1.3, 'n');
    loom.sun(63, 9, "ggw.gg.g");
    weave_roof(loom);
    weave_walls(loom);
    weave_dancers(loom);
    return loom.take();
}

}  // namespace

const Cloth& band_cloth() {
    static const Cloth cloth{"gggggggggggggggg", "kkkkkkkrrkkkkkkk", "rkkkkkrwwrkkkkkr",
                             "wrkkkrwggwrkkkrw", "wrkkkrwggwrkkkrw", "rkkkkkrwwrkkkkkr",
                             "kkkkkkkrrkkkkkkk", "gggggggggggggggg"};
    return cloth;
}

const Cloth& mark_cloth() {
    static const Cloth cloth{"......gg......", "......gg......", ".....gwwg.....", ".....gwwg.....",
                             "....gwwwwg....", "....gwrrwg....", "...gwwrrwwg...", "...gwrrrrwg...",
                             "..gwwwwwwwwg..", ".gwwwwwwwwwwg.", "gggggggggggggg", "..ww......ww..",
                             "..ww......ww..", ".gggggggggggg."};
    return cloth;
}

const Cloth& picture_cloth() {
    static const Cloth cloth = weave_picture();
    return cloth;
}

const Cloth& door_cloth() {
    static const Cloth cloth = [] {
        Loom loom(42, 21);
        loom.rect(0, 0, 42, 21, 'k');
        for (const int middle : {10, 31}) loom.sun(middle, 10, "ggwrrdiigrd");
        return loom.take();
    }();
    return cloth;
}

Cloth hundred_days(int woven, int days) {
    constexpr int kColumns = 100, kRows = 9;
    constexpr std::string_view kRings = "gwrrigrkk";
    const int done = days > 0 ? std::clamp(woven * kColumns / days, 0, kColumns) : kColumns;
    Cloth cloth;
    for (int y = 0; y < kRows; ++y) {
        std::string row;
        for (int x = 0; x < kColumns; ++x) {
            if (x >= done) {
                row += y % 2 ? 'n' : 'm';
                continue;
            }
            if (y == 0 || y == kRows - 1) {
                row += 'g';
                continue;
            }
            const double ring = std::abs(x % 10 - 4.5) + std::abs(y - 4);
            row += kRings[static_cast<std::size_t>(std::min(static_cast<int>(ring), 8))];
        }
        cloth.push_back(row);
    }
    return cloth;
}

void draw_mark(Frame& f, Box box, float cell) {
    const Box mark = box.centred(14 * cell, 14 * cell);
    draw_cloth(f, mark.x, mark.y, mark_cloth(), cell, cell);
    const Box around{box.x - f.size.space2, box.y, box.w + f.size.space2 + f.size.space1, box.h};
    if (resting(f, "mark", around)) f.on_mark = true;
}

void draw_cloth(Frame& f, float x, float y, const Cloth& cloth, float cell_width,
                float cell_height) {
    for (std::size_t row = 0; row < cloth.size(); ++row) {
        const std::string& letters = cloth[row];
        for (std::size_t i = 0; i < letters.size();) {
            std::size_t run = 1;
            while (i + run < letters.size() && letters[i + run] == letters[i]) ++run;
            if (letters[i] != '.')
                fill(f,
                     {x + static_cast<float>(i) * cell_width,
                      y + static_cast<float>(row) * cell_height,
                      static_cast<float>(run) * cell_width, cell_height},
                     thread(letters[i]));
            i += run;
        }
    }
}

}  // namespace ui

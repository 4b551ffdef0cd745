#include "ui/gate.h"

#include <fmt/format.h>
#include <zbar.h>

#include <algorithm>
#include <cmath>

#include "text/unicode.h"

namespace gate {

namespace {

using ui::Box;

bool overlap(const Box& a, const Box& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool contains(const Box& outer, const Box& inner, float slack = 1) {
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
           inner.right() <= outer.right() + slack && inner.bottom() <= outer.bottom() + slack;
}

/// The letters themselves: a line box has air above and below them.
Box letters_of(const ui::Probe::Label& label) {
    const float air = static_cast<float>(label.size) * 0.16f;
    return {label.ink.x, label.ink.y + air, label.ink.w, label.ink.h - 2 * air};
}

std::string brief(const std::string& text) {
    const auto letters = text::code_points(text);
    if (letters.size() <= 40) return text;
    return text::to_utf8(std::vector<char32_t>(letters.begin(), letters.begin() + 40)) + "…";
}

std::string place(const Box& box) {
    return fmt::format("({:.0f},{:.0f} {:.0f}×{:.0f})", box.x, box.y, box.w, box.h);
}

/// The glass that is left of it wherever the picture is moved to (ui::kShiftMm).
Box glass_of(const ui::Theme& theme) {
    const float margin = static_cast<float>(
        std::floor(ui::kShiftMm * theme.panel().width / theme.panel().width_mm));
    const Box whole{0, 0, static_cast<float>(theme.panel().width),
                    static_cast<float>(theme.panel().height)};
    return whole.inset(margin);
}

float gap_between(const Box& a, const Box& b) {
    const float dx = std::max({a.x - b.right(), b.x - a.right(), 0.0f});
    const float dy = std::max({a.y - b.bottom(), b.y - a.bottom(), 0.0f});
    return std::max(dx, dy);
}

}  // namespace

Findings check_labels(const ui::Probe& probe, const ui::Theme& theme) {
    Findings findings;
    for (const auto& label : probe.labels) {
        if (label.decoration) continue;
        if (label.cut && !label.may_cut)
            findings.push_back(fmt::format("cut: {}: \"{}\" in {}", probe.screen, brief(label.text),
                                           place(label.room)));
        const Box letters = letters_of(label);
        if (label.torn && !label.may_cut)
            findings.push_back(fmt::format("torn: {}: \"{}\" in {}", probe.screen,
                                           brief(label.text), place(label.room)));
        if (!contains(glass_of(theme), letters))
            findings.push_back(fmt::format("off the glass: {}: \"{}\" {}", probe.screen,
                                           brief(label.text), place(letters)));
        for (const auto& target : probe.targets)
            if (!target.whole_screen && overlap(target.box, letters) &&
                !contains(target.box, letters))
                findings.push_back(fmt::format("sticks out of {}: {}: \"{}\" {} of {}", target.id,
                                               probe.screen, brief(label.text), place(letters),
                                               place(target.box)));
    }
    for (std::size_t i = 0; i < probe.labels.size(); ++i)
        for (std::size_t j = i + 1; j < probe.labels.size(); ++j) {
            const auto &a = probe.labels[i], &b = probe.labels[j];
            if (a.decoration || b.decoration) continue;
            if (overlap(letters_of(a), letters_of(b)))
                findings.push_back(fmt::format("over each other: {}: \"{}\" and \"{}\"",
                                               probe.screen, brief(a.text), brief(b.text)));
        }
    return findings;
}

Findings check_targets(const ui::Probe& probe, const ui::Theme& theme) {
    Findings findings;
    const float key_min = theme.millimetres(12.7f);
    for (const auto& target : probe.targets) {
        if (target.whole_screen || target.hidden) continue;
        const float least = target.key ? key_min : theme.sizes().touch_min;
        if (target.box.h < least || target.box.w < least)
            findings.push_back(fmt::format("small: {}: {} {} under {:.0f}", probe.screen, target.id,
                                           place(target.box), least));
        if (!contains(glass_of(theme), target.box, 0))
            findings.push_back(fmt::format("target off the glass: {}: {} {}", probe.screen,
                                           target.id, place(target.box)));
    }
    for (std::size_t i = 0; i < probe.targets.size(); ++i)
        for (std::size_t j = i + 1; j < probe.targets.size(); ++j) {
            const auto &a = probe.targets[i], &b = probe.targets[j];
            if (a.whole_screen || b.whole_screen || a.hidden || b.hidden) continue;
            if (gap_between(a.box, b.box) < theme.sizes().touch_gap)
                findings.push_back(fmt::format("close: {}: {} {} and {} {}", probe.screen, a.id,
                                               place(a.box), b.id, place(b.box)));
        }
    return findings;
}

Findings check_codes(const ui::Probe& probe, const ui::Theme& theme) {
    Findings findings;
    for (const auto& code : probe.codes) {
        if (code.box.w < theme.sizes().qr_min)
            findings.push_back(
                fmt::format("QR under 60 mm: {}: {} {}", probe.screen, code.text, place(code.box)));
        if (code.module < theme.millimetres(1) - 1)
            findings.push_back(
                fmt::format("QR module under 1 mm: {}: {:.1f}", probe.screen, code.module));
        if (!contains(glass_of(theme), code.box, 0))
            findings.push_back(fmt::format("QR off the glass: {}", probe.screen));
    }
    return findings;
}

Findings check_glyphs(const ui::Probe& probe, const paint::Glyphs& glyphs) {
    Findings findings;
    for (const std::string& key : probe.missing)
        findings.push_back("no such text: " + probe.screen + ": " + key);
    for (const auto& label : probe.labels)
        for (const char32_t letter : text::code_points(label.text))
            for (const paint::Face face :
                 {paint::Face::regular, paint::Face::semibold, paint::Face::bold})
                if (letter != U'\n' && !glyphs.has(face, letter))
                    findings.push_back(fmt::format("no glyph: {}: U+{:04X} in \"{}\"", probe.screen,
                                                   static_cast<unsigned>(letter),
                                                   brief(label.text)));
    return findings;
}

Findings check_sizes(const ui::Probe& probe, const ui::Theme& theme) {
    constexpr float kCapital = 0.714f;  // Noto Sans: capital height over em.
    Findings findings;
    const float least = theme.millimetres(static_cast<float>(theme.capital_mm())) - 1;
    for (const auto& label : probe.labels)
        if (!label.decoration && static_cast<float>(label.size) * kCapital < least)
            findings.push_back(fmt::format("small text: {}: \"{}\" {} px", probe.screen,
                                           brief(label.text), label.size));
    return findings;
}

Findings check_reach(const ui::Probe& probe, const ui::Theme& theme) {
    Findings findings;
    for (const auto& target : probe.targets)
        if (!target.whole_screen && !target.hidden && target.box.y < theme.reach_top())
            findings.push_back(
                fmt::format("out of reach: {}: {} {}", probe.screen, target.id, place(target.box)));
    return findings;
}

void Canvas::paint(ui::Glass& glass, int width, int height) {
    if (width != width_ || height != height_) {
        width_ = width;
        height_ = height;
        pixels_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
        raster_.forget();
    }
    raster_.draw(glass.quads(), glass.atlas(),
                 {.pixels = pixels_.data(), .width = width, .height = height, .pitch = width});
}

std::uint32_t Canvas::at(int x, int y) const {
    return pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                   static_cast<std::size_t>(x)] &
           0xffffffu;
}

Findings check_contrast(const ui::Probe& probe, const Canvas& canvas, double least) {
    Findings findings;
    for (const auto& label : probe.labels) {
        if (label.decoration) continue;
        // What is behind the letters is what there is most of around them.
        std::map<std::uint32_t, int> counts;
        const int x0 = std::max(0, static_cast<int>(label.ink.x));
        const int x1 = std::min(canvas.width(), static_cast<int>(label.ink.right()));
        const int y0 = std::max(0, static_cast<int>(label.ink.y));
        const int y1 = std::min(canvas.height(), static_cast<int>(label.ink.bottom()));
        for (int y = y0; y < y1; ++y)
            for (int x = x0; x < x1; ++x) ++counts[canvas.at(x, y)];
        const auto most = std::max_element(counts.begin(), counts.end(),
                                           [](auto& a, auto& b) { return a.second < b.second; });
        if (most == counts.end()) continue;
        const double ratio = ui::contrast(label.colour, paint::rgb(most->first));
        if (ratio < least)
            findings.push_back(
                fmt::format("contrast {:.1f}: {}: \"{}\"", ratio, probe.screen, brief(label.text)));
    }
    return findings;
}

std::string decode(const Canvas& canvas, const Box& box) {
    const int x0 = std::max(0, static_cast<int>(box.x)), y0 = std::max(0, static_cast<int>(box.y));
    const int width = std::min(canvas.width() - x0, static_cast<int>(box.w));
    const int height = std::min(canvas.height() - y0, static_cast<int>(box.h));
    std::string grey;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            grey += static_cast<char>(canvas.at(x0 + x, y0 + y) >> 8 & 0xff);
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    zbar::Image image(static_cast<unsigned>(width), static_cast<unsigned>(height), "Y800",
                      grey.data(), grey.size());
    scanner.scan(image);
    std::string text;
    for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol)
        text += symbol->get_data();
    return text;
}

void Report::add(const std::string& where, const Findings& findings) {
    for (const std::string& finding : findings) {
        // Findings that differ only in the text shown are one kind.
        const std::size_t kind = finding.find('"');
        Count& count = counts_[finding.substr(0, std::min(kind, finding.find('(')))];
        if (count.times++ == 0) count.example = where + ": " + finding;
    }
}

std::string Report::words() const {
    std::string all;
    for (const auto& [kind, count] : counts_)
        all += fmt::format("{}×  {}\n", count.times, count.example);
    return all;
}

}  // namespace gate

// Text: broken at spaces (a word longer than a line between letters, never between a letter and
// its marks), measured by the very advances it is drawn with. Paragraphs are kept, so a frame
// that repeats itself measures nothing.

#include <imgui.h>

#include <cmath>
#include <functional>

#include "paint/cluster.h"
#include "text/unicode.h"
#include "ui/frame.h"
#include "ui/said_in.h"

namespace ui {

namespace {

constexpr std::string_view kEllipsis = "…";

paint::Face face_of(const Look& look) {
    switch (look.weight) {
        case Weight::regular: return paint::Face::regular;
        case Weight::semibold: return paint::Face::semibold;
        case Weight::bold: return paint::Face::bold;
    }
    return paint::Face::regular;
}

Type type_of(const Frame& f, const Look& look) {
    return look.fixed ? f.theme.fixed_type(look.style) : f.theme.type(look.style);
}

/// How many bytes of a word fit a width: for words longer than a line.
std::size_t fitting_bytes(Frame& f, std::string_view word, const Look& look, int size,
                          float width) {
    std::size_t end = 0;
    float pen = 0;
    for (std::string_view rest = word; !rest.empty(); end = word.size() - rest.size()) {
        pen += f.glyphs.glyph(face_of(look), size, paint::next_cluster(rest)).advance;
        if (pen > width && end > 0) return end;
    }
    return end;
}

/// Breaks at spaces and newlines.
class Breaker {
public:
    Breaker(Frame& f, std::string_view text, const Look& look, float width)
        : f_(f),
          text_(text),
          look_(look),
          size_(type_of(f, look).size),
          width_(width),
          space_(f.glyphs.glyph(face_of(look), size_, U' ').advance) {}

    Paragraph run() {
        std::size_t at = 0;
        while (at <= text_.size() && !full()) {
            const std::size_t end = std::min(text_.find_first_of(" \n", at), text_.size());
            add_word(at, end - at);
            if (end == text_.size()) break;
            if (text_[end] == '\n') finish_line();
            at = end + 1;
        }
        if (!full()) finish_line();
        for (const Line& line : paragraph_.lines)
            paragraph_.widest = std::max(paragraph_.widest, line.width);
        return paragraph_;
    }

private:
    bool full() const {
        return look_.lines > 0 && static_cast<int>(paragraph_.lines.size()) >= look_.lines;
    }

    void add_word(std::size_t start, std::size_t length) {
        while (true) {
            const std::string_view word = text_.substr(start, length);
            const float width = f_.glyphs.width(face_of(look_), size_, word);
            const float before = has_word_ ? line_.width + space_ : 0;
            if (before + width <= width_ + 0.5f) {
                if (!has_word_) line_.start = start;
                line_.length = start + length - line_.start;
                line_.width = before + width;
                has_word_ = true;
                return;
            }
            if (has_word_) {
                finish_line();
                if (mark_cut()) return;
                continue;
            }
            // One word wider than the line: broken inside.
            const std::size_t fits = fitting_bytes(f_, word, look_, size_, width_);
            if (fits == 0 || fits >= length) {
                line_ = {.start = start, .length = length, .width = width};
                has_word_ = true;
                return;
            }
            line_ = {.start = start,
                     .length = fits,
                     .width = f_.glyphs.width(face_of(look_), size_, word.substr(0, fits))};
            has_word_ = true;
            paragraph_.broken = true;
            finish_line();
            if (mark_cut()) return;
            start += fits;
            length -= fits;
        }
    }

    bool mark_cut() {
        if (full()) paragraph_.cut = true;
        return full();
    }

    void finish_line() {
        paragraph_.lines.push_back(line_);
        line_ = {};
        has_word_ = false;
    }

    Frame& f_;
    std::string_view text_;
    const Look& look_;
    int size_;
    float width_, space_;
    Paragraph paragraph_;
    Line line_;
    bool has_word_ = false;
};

const Paragraph& paragraph(Frame& f, std::string_view text, const Look& look, float width) {
    std::uint64_t key = std::hash<std::string_view>()(text);
    const auto mix = [&](std::uint64_t value) {
        key = (key ^ value) * 0x9E3779B97F4A7C15u;
        key ^= key >> 29;
    };
    mix(static_cast<std::uint64_t>(type_of(f, look).size));
    mix(static_cast<std::uint64_t>(face_of(look)));
    mix(static_cast<std::uint64_t>(width * 4));
    mix(static_cast<std::uint64_t>(look.lines));
    auto& kept = f.memory.paragraphs;
    const auto at = kept.find(key);
    if (at != kept.end()) return at->second;
    if (kept.size() >= Memory::kParagraphsMax) kept.clear();
    return kept.emplace(key, Breaker(f, text, look, width).run()).first->second;
}

float draw_line(Frame& f, float x, float baseline, std::string_view line, const Look& look,
                Colour colour) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const int size = type_of(f, look).size;
    while (!line.empty()) {
        const paint::Glyph& glyph = f.glyphs.glyph(face_of(look), size, paint::next_cluster(line));
        if (glyph.mask.width > 0) {
            const float gx = std::round(x) + static_cast<float>(glyph.left);
            const float gy = baseline - static_cast<float>(glyph.top);
            const ImVec2 a{static_cast<float>(glyph.mask.u) / paint::Atlas::kWidth,
                           static_cast<float>(glyph.mask.v) / paint::Atlas::kHeight};
            const ImVec2 b{
                static_cast<float>(glyph.mask.u + glyph.mask.width) / paint::Atlas::kWidth,
                static_cast<float>(glyph.mask.v + glyph.mask.height) / paint::Atlas::kHeight};
            list->PrimReserve(6, 4);
            list->PrimRectUV({gx, gy},
                             {gx + static_cast<float>(glyph.mask.width),
                              gy + static_cast<float>(glyph.mask.height)},
                             a, b, colour);
        }
        x += glyph.advance;
    }
    return x;
}

float line_left(const Box& box, float width, Align align) {
    if (align == Align::centre) return box.x + std::round((box.w - width) / 2);
    if (align == Align::right) return box.right() - std::ceil(width);
    return box.x;
}

/// The first baseline below the top of a line box (design, §3: Noto Sans' ascent and descent).
float baseline_of(const Type& type) {
    const float size = static_cast<float>(type.size);
    return std::round((static_cast<float>(type.line) - 1.362f * size) / 2 + 1.069f * size);
}

/// The last line when text was cut: as much of it as leaves room for "…".
std::string shortened(Frame& f, std::string_view line, const Look& look, float width) {
    const int size = type_of(f, look).size;
    const float dots = f.glyphs.width(face_of(look), size, kEllipsis);
    std::string kept(line);
    while (!kept.empty() && f.glyphs.width(face_of(look), size, kept) + dots > width)
        text::drop_last(kept);
    while (!kept.empty() && kept.back() == ' ') kept.pop_back();
    return kept + std::string(kEllipsis);
}

struct Manner {
    bool live = false, on_focus = false;
};

void note(Script& script, const Frame& f, std::string_view text, Manner manner, const Box& box) {
    const auto found = script.sources.find(text);
    const bool known = found != script.sources.end();
    Script::Part part{.id = known && !found->second.filled ? found->second.id : std::string(),
                      .text = std::string(text),
                      .language = known ? f.words.language_of(found->second.id)
                                        : said_in(f.world, f.language(), text),
                      .place = f.place,
                      .live = manner.live,
                      .on_focus = manner.on_focus,
                      .target = {},
                      .box = box};
    script.parts.push_back(std::move(part));
}

void report(Frame& f, Box box, const Box& ink, std::string_view text, const Look& look,
            Colour colour, bool cut, bool torn) {
    if (f.script && !look.unread && !look.decoration)
        note(*f.script, f, text, {look.live, look.on_focus}, ink);
    if (!f.probe) return;
    f.probe->labels.push_back(
        {.text = std::string(text),
         .ink = ink,
         .room = box,
         .size = type_of(f, look).size,
         .colour = colour,
         .cut = cut,
         .torn = torn,
         .may_cut = look.may_cut,
         .read = !look.unread && !look.decoration && !look.on_focus && !text.empty(),
         .place = f.place,
         .decoration = look.decoration});
}

}  // namespace

float line_height(const Frame& f, const Look& look) {
    return static_cast<float>(type_of(f, look).line);
}

float baseline(const Frame& f, const Look& look) { return baseline_of(type_of(f, look)); }

float text_width(Frame& f, std::string_view text, const Look& look) {
    return std::ceil(f.glyphs.width(face_of(look), type_of(f, look).size, text));
}

int line_count(Frame& f, std::string_view text, const Look& look, float width) {
    return static_cast<int>(paragraph(f, text, look, width).lines.size());
}

float text_height(Frame& f, std::string_view text, const Look& look, float width) {
    return static_cast<float>(line_count(f, text, look, width)) * line_height(f, look);
}

float draw_text(Frame& f, Box box, std::string_view text, const Look& look) {
    if (text.empty()) return 0;
    const Type type = type_of(f, look);
    const float line_box = static_cast<float>(type.line);
    const Paragraph& lines = paragraph(f, text, look, box.w);
    const Colour colour = look.colour ? look.colour : f.colour.ink;
    const float height = line_box * static_cast<float>(lines.lines.size());
    const float top = look.middle ? std::round(box.y + (box.h - height) / 2) : box.y;
    float baseline = top + baseline_of(type);
    float left = box.right(), right = box.x;
    for (std::size_t i = 0; i < lines.lines.size(); ++i) {
        const Line& line = lines.lines[i];
        const bool last = lines.cut && i + 1 == lines.lines.size();
        std::string_view shown = text.substr(line.start, line.length);
        std::string with_dots;
        if (last) shown = with_dots = shortened(f, shown, look, box.w);
        const float x = line_left(box, line.width, look.align);
        draw_line(f, x, baseline, shown, look, colour);
        left = std::min(left, x);
        right = std::max(right, x + line.width);
        baseline += line_box;
    }
    const bool over = lines.cut || height > box.h + 1 || lines.widest > box.w + 1;
    report(f, box, {left, top, right - left, height}, text, look, colour, over,
           lines.broken);
    return height;
}

void mention(Frame& f, Box box, std::string_view key) {
    if (f.script) note(*f.script, f, f.say(key), {}, box);
}

void mention_words(Frame& f, Box box, std::string_view words, bool on_focus) {
    if (f.script && !words.empty())
        note(*f.script, f, words, {.live = false, .on_focus = on_focus}, box);
}

bool fits(Frame& f, std::string_view text, const Box& box, const Look& look) {
    const Paragraph& lines = paragraph(f, text, look, box.w);
    const float height = static_cast<float>(lines.lines.size()) * line_height(f, look);
    return !lines.cut && !lines.broken && lines.widest <= box.w && height <= box.h + 1;
}

Look fitting(Frame& f, std::string_view text, Box box, std::initializer_list<Look> looks) {
    for (const Look& look : looks)
        if (fits(f, text, box, look)) return look;
    return *(looks.end() - 1);
}

Look fitting(Frame& f, std::string_view text, Box box, Look look) {
    while (look.style != Style::caption && !fits(f, text, box, look))
        look.style = static_cast<Style>(static_cast<int>(look.style) - 1);
    return look;
}

void mark_ranges(Frame& f, Box box, std::string_view text, const Look& look,
                 const std::vector<std::pair<std::size_t, std::size_t>>& ranges) {
    const Paragraph& lines = paragraph(f, text, look, box.w);
    const Type type = type_of(f, look);
    const float line_box = static_cast<float>(type.line);
    const float height = line_box * static_cast<float>(lines.lines.size());
    float y = look.middle ? std::round(box.y + (box.h - height) / 2) : box.y;
    for (const Line& line : lines.lines) {
        for (const auto& [from, to] : ranges) {
            const std::size_t a = std::max(from, line.start);
            const std::size_t b = std::min(to, line.start + line.length);
            if (a >= b) continue;
            const auto width = [&](std::size_t start, std::size_t end) {
                return f.glyphs.width(face_of(look), type.size, text.substr(start, end - start));
            };
            const float x = line_left(box, line.width, look.align) + width(line.start, a);
            fill(f, {std::floor(x), y, std::ceil(width(a, b)), line_box}, f.colour.gold);
        }
        y += line_box;
    }
}

}  // namespace ui

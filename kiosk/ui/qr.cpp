// QR codes: level M, each text in the modes that need the fewest modules (an address in capitals
// takes 5.5 bits a character), whole pixels per module, black on white in every theme with the four
// modules of white around them that ISO/IEC 18004 asks for.

#include <qrencode.h>

#include <cmath>

#include "base/panic.h"
#include "ui/widgets.h"

namespace ui {

namespace {

constexpr int kQuiet = 4;

const QrCode& encoded(Frame& f, std::string_view text) {
    const std::string key(text);
    const auto at = f.memory.codes.find(key);
    if (at != f.memory.codes.end()) return at->second;
    if (f.memory.codes.size() >= Memory::kCodesMax) f.memory.codes.clear();
    QrCode code;
    // Addresses are checked for length when the configuration is read; they always fit.
    QRcode* raw = QRcode_encodeString(key.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    ASSERT(raw);
    code.size = raw->width;
    for (int i = 0; i < raw->width * raw->width; ++i) code.dark.push_back(raw->data[i] & 1);
    QRcode_free(raw);
    return f.memory.codes.emplace(key, std::move(code)).first->second;
}

}  // namespace

void qr(Frame& f, Box box, std::string_view text) {
    const QrCode& code = encoded(f, text);
    const int all = code.size + 2 * kQuiet;
    const float module = std::floor(std::min(box.w, box.h) / static_cast<float>(all));
    if (module < 1) return;
    const float side = module * static_cast<float>(all);
    const Box square = box.centred(side, side);
    fill(f, square, paint::rgb(0xFFFFFF));
    for (int y = 0; y < code.size; ++y) {
        for (int x = 0; x < code.size;) {
            const auto dark = [&](int at) {
                return code.dark[static_cast<std::size_t>(y * code.size + at)];
            };
            if (!dark(x)) {
                ++x;
                continue;
            }
            int run = 1;
            while (x + run < code.size && dark(x + run)) ++run;
            fill(f,
                 {square.x + static_cast<float>(x + kQuiet) * module,
                  square.y + static_cast<float>(y + kQuiet) * module,
                  static_cast<float>(run) * module, module},
                 paint::rgb(0x000000));
            x += run;
        }
    }
    if (f.probe)
        f.probe->codes.push_back({.text = std::string(text), .box = square, .module = module});
}

void code_card(Frame& f, Box box, const CodeCard& look) {
    shadow(f, box, f.size.card_radius);
    const Colour white = paint::rgb(0xFFFFFF), black = paint::rgb(0x1C1714);
    round(f, box, f.size.card_radius, white);
    // The card is white in every theme, so its words are dark in every theme.
    const bool dark_theme = f.theme.dark();
    const Colour red = dark_theme ? black : f.colour.red;
    const Colour green = dark_theme ? black : f.colour.green;
    Box inside = box.inset(f.size.space3, f.size.space3);
    Look title{
        .style = Style::key, .weight = Weight::semibold, .colour = red, .align = Align::centre};
    Look title_small = title;
    title_small.style = Style::body;
    Look title_least = title;
    title_least.style = Style::caption;
    title = fitting(f, look.title, {0, 0, inside.w, line_height(f, title)},
                    {title, title_small, title_least});
    draw_text(f, inside.cut_top(text_height(f, look.title, title, inside.w)), look.title, title);
    if (!look.about.empty()) {
        const Look about{.style = Style::body,
                         .colour = black,
                         .align = Align::centre,
                         .lines = 1,
                         .may_cut = true};
        draw_text(f, inside.cut_top(line_height(f, about)), look.about, about);
    }
    const Look safe{.style = Style::caption,
                    .weight = Weight::semibold,
                    .colour = green,
                    .middle = true,
                    .fixed = true};
    const float safe_width = text_width(f, look.safe, safe) + f.size.icon_small + f.size.space1;
    Box last = inside.cut_bottom(std::max(line_height(f, safe), f.size.icon_small));
    Box row = last.centred(std::min(safe_width, last.w), last.h);
    icon(f, row.cut_left(f.size.icon_small, f.size.space1), "verified_user", f.size.icon_small,
         green);
    draw_text(f, row, look.safe, safe);
    Look hint{
        .style = Style::body, .weight = Weight::semibold, .colour = black, .align = Align::centre};
    hint = fitting(f, look.hint, {0, 0, inside.w, line_height(f, hint)}, hint);
    draw_text(f, inside.cut_bottom(text_height(f, look.hint, hint, inside.w), f.size.space1),
              look.hint, hint);
    qr(f, inside, look.code);
}

}  // namespace ui

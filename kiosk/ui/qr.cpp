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

float qr_side(Frame& f, std::string_view text, float room) {
    const auto all = static_cast<float>(encoded(f, text).size + 2 * kQuiet);
    return std::floor(room / all) * all;
}

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

}  // namespace ui

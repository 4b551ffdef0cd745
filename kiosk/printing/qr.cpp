#include "printing/qr.h"

#include <qrencode.h>

#include <memory>

namespace printing {

Modules modules_of(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    Modules modules;
    if (!code) return modules;
    modules.size = code->width;
    for (int i = 0; i < code->width * code->width; ++i)
        modules.dark.push_back((code->data[i] & 1) != 0);
    return modules;
}

}  // namespace printing

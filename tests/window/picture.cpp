#include "window/picture.h"

#include <png.h>
#include <zbar.h>

#include <memory>

namespace {

template <auto destroy>
struct With {
    template <class Handle>
    void operator()(Handle* handle) const {
        destroy(handle);
    }
};
using Scanner = std::unique_ptr<zbar::zbar_image_scanner_t, With<zbar::zbar_image_scanner_destroy>>;
using Image = std::unique_ptr<zbar::zbar_image_t, With<zbar::zbar_image_destroy>>;

constexpr unsigned long kGrey = 'Y' | '8' << 8 | '0' << 16 | '0' << 24;  // "Y800".

std::uint8_t grey(std::uint32_t pixel) {
    const std::uint32_t red = pixel >> 16 & 0xff, green = pixel >> 8 & 0xff, blue = pixel & 0xff;
    return static_cast<std::uint8_t>((red * 77 + green * 150 + blue * 29) >> 8);
}

}  // namespace

Result<> write_png(const Picture& picture, const std::string& path) {
    std::vector<std::uint8_t> bytes;
    bytes.reserve(picture.pixels.size() * 3);
    for (const std::uint32_t pixel : picture.pixels)
        for (const int shift : {16, 8, 0})
            bytes.push_back(static_cast<std::uint8_t>(pixel >> shift));
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGB;
    if (!png_image_write_to_file(&image, path.c_str(), 0, bytes.data(), 0, nullptr))
        return Error{Error::Code::io, "write " + path + ": " + image.message};
    return {};
}

Result<std::vector<std::string>> read_codes(const Picture& picture) {
    std::vector<std::uint8_t> bytes;
    bytes.reserve(picture.pixels.size());
    for (const std::uint32_t pixel : picture.pixels) bytes.push_back(grey(pixel));
    const Scanner scanner(zbar::zbar_image_scanner_create());
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    const Image image(zbar::zbar_image_create());
    zbar::zbar_image_set_format(image.get(), kGrey);
    zbar::zbar_image_set_size(image.get(), static_cast<unsigned>(picture.width),
                        static_cast<unsigned>(picture.height));
    zbar::zbar_image_set_data(image.get(), bytes.data(), bytes.size(), nullptr);
    if (zbar::zbar_scan_image(scanner.get(), image.get()) < 0)
        return Error{Error::Code::invalid, "zbar cannot scan the picture"};
    std::vector<std::string> texts;
    const zbar::zbar_symbol_t* symbol = zbar::zbar_image_first_symbol(image.get());
    for (; symbol != nullptr; symbol = zbar::zbar_symbol_next(symbol))
        texts.emplace_back(zbar::zbar_symbol_get_data(symbol),
                           zbar::zbar_symbol_get_data_length(symbol));
    return texts;
}

#include "wire/words.h"

#include <fmt/format.h>

#include "journal/hash.h"

namespace wire {

namespace {

using namespace std::string_view_literals;

// One syllable each, things that everybody knows: they are read aloud over the telephone. Without
// accents no two are alike. Their order is part of the format: never change it.
// clang-format off
constexpr std::array<std::string_view, 256> kWords = {
    "mây"sv, "sông"sv, "núi"sv, "biển"sv, "rừng"sv, "trăng"sv, "sao"sv, "gió"sv, "mưa"sv,
    "nắng"sv, "đất"sv, "đá"sv, "cát"sv, "suối"sv, "đồng"sv, "vườn"sv, "giếng"sv, "thác"sv,
    "sương"sv, "tuyết"sv, "đồi"sv, "đèo"sv, "gạo"sv, "lúa"sv, "ngô"sv, "khoai"sv, "sân"sv,
    "đậu"sv, "cá"sv, "cam"sv, "chanh"sv, "quýt"sv, "xoài"sv, "mít"sv, "ổi"sv, "lê"sv, "nho"sv,
    "dừa"sv, "vải"sv, "nhãn"sv, "khế"sv, "sen"sv, "cúc"sv, "mai"sv, "lan"sv, "hồng"sv, "huệ"sv,
    "tre"sv, "trúc"sv, "tùng"sv, "thông"sv, "bàng"sv, "phượng"sv, "mía"sv, "chè"sv, "quế"sv,
    "gừng"sv, "hành"sv, "tỏi"sv, "ớt"sv, "bí"sv, "mướp"sv, "nấm"sv, "măng"sv, "cỏ"sv, "lá"sv,
    "rễ"sv, "cành"sv, "quả"sv, "hạt"sv, "gỗ"sv, "rơm"sv, "bông"sv, "vừng"sv, "nghé"sv, "riềng"sv,
    "cải"sv, "lựu"sv, "cầu"sv, "trâu"sv, "bò"sv, "ngựa"sv, "cừu"sv, "vịt"sv, "ngỗng"sv, "thỏ"sv,
    "hươu"sv, "nai"sv, "voi"sv, "hổ"sv, "gấu"sv, "sóc"sv, "nhím"sv, "rùa"sv, "tôm"sv, "cửa"sv,
    "ốc"sv, "mực"sv, "ếch"sv, "ong"sv, "dế"sv, "ve"sv, "tằm"sv, "én"sv, "sẻ"sv, "yến"sv, "cổng"sv,
    "hạc"sv, "diều"sv, "cuốc"sv, "sếu"sv, "rồng"sv, "rổ"sv, "nhà"sv, "bàn"sv, "ghế"sv, "tủ"sv,
    "gương"sv, "đèn"sv, "quạt"sv, "chiều"sv, "nồi"sv, "chảo"sv, "bát"sv, "thìa"sv, "ly"sv,
    "chén"sv, "đĩa"sv, "ấm"sv, "phích"sv, "bếp"sv, "củi"sv, "thúng"sv, "xô"sv, "chậu"sv, "lọ"sv,
    "bình"sv, "hộp"sv, "khay"sv, "khăn"sv, "lược"sv, "kim"sv, "áo"sv, "quần"sv, "mũ"sv, "nón"sv,
    "giấy"sv, "dép"sv, "váy"sv, "túi"sv, "sách"sv, "vở"sv, "bút"sv, "thước"sv, "phấn"sv, "cặp"sv,
    "thư"sv, "tem"sv, "tranh"sv, "ảnh"sv, "chuông"sv, "trống"sv, "đàn"sv, "nhạc"sv, "truyện"sv,
    "xe"sv, "thuyền"sv, "đò"sv, "phà"sv, "đường"sv, "bến"sv, "chợ"sv, "phố"sv, "làng"sv, "xóm"sv,
    "trường"sv, "lớp"sv, "kênh"sv, "ruộng"sv, "xẻng"sv, "đinh"sv, "rìu"sv, "thang"sv, "lưới"sv,
    "cân"sv, "phao"sv, "chèo"sv, "vòng"sv, "sắt"sv, "thép"sv, "gạch"sv, "ngói"sv, "gốm"sv,
    "len"sv, "cơm"sv, "bún"sv, "xôi"sv, "bánh"sv, "nem"sv, "sữa"sv, "muối"sv, "mắm"sv, "mắt"sv,
    "kẹo"sv, "mứt"sv, "kem"sv, "thịt"sv, "bột"sv, "mì"sv, "tay"sv, "chân"sv, "mũi"sv, "tai"sv,
    "răng"sv, "tóc"sv, "tim"sv, "xuân"sv, "hè"sv, "trưa"sv, "đêm"sv, "ngày"sv, "tuần"sv, "tết"sv,
    "sấm"sv, "chớp"sv, "cột"sv, "cối"sv, "khóa"sv, "chìa"sv, "chổi"sv, "gùi"sv, "pin"sv, "loa"sv,
    "phễu"sv, "lều"sv, "cốc"sv, "chai"sv, "rèm"sv, "nến"sv, "diêm"sv, "vịnh"sv, "dốc"sv, "rào"sv,
    "búp"sv, "nhựa"sv, "rêu"sv, "bèo"sv, "thẻ"sv, "sổ"sv, "bìa"sv, "chữ"sv, "vợt"sv, "toa"sv,
    "ray"sv, "phanh"sv, "trà"sv,
};
// clang-format on

constexpr std::size_t kShown = 4;

}  // namespace

std::string four_words(const PublicKey& device, const PublicKey& province) {
    const journal::Hash hash =
        journal::sha256(fmt::format("motcua-words-1\n{}\n{}\n", hex(device), hex(province)));
    std::string words;
    for (std::size_t i = 0; i < kShown; ++i)
        words.append(i == 0 ? "" : " ").append(kWords[hash[i]]);
    return words;
}

std::span<const std::string_view, 256> all_words() { return kWords; }

}  // namespace wire

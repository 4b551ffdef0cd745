#pragma once

#include <string>
#include <string_view>

/// The smallest catalogue that uses every key of the format once (config/README.md).
inline constexpr std::string_view kSmallCatalogue = R"({
 "format": 1,
 "date": "2026-11-22",
 "tiles": [
  {"id": "ho-tich", "icon": "family_restroom", "tint": "family",
   "name": {"vi": "Hộ tịch", "en": "Civil status"},
   "groups": [{"id": "khai-sinh", "name": {"vi": "Khai sinh", "en": "Birth"}},
              {"id": "ket-hon", "icon": "favorite", "name": {"vi": "Kết hôn", "en": "Marriage"}}]},
  {"id": "khac", "icon": "apps", "tint": "papers", "name": {"vi": "Khác", "en": "Other"}}
 ],
 "procedures": [
  {"code": "1.001193", "name": "Thủ tục đăng ký khai sinh", "field": "Hộ tịch",
   "tile": "ho-tich", "group": "khai-sinh", "counter": "ward",
   "formality_id": "019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7", "online": "offered",
   "fee": {"kind": "amount", "amounts": [{"vnd": 8000, "method": "online"}, {"vnd": 9000}],
           "valid_until": "2026-12-31"},
   "time": [{"value": 1, "unit": "working_day"}, {"value": 2.5, "unit": "day"}],
   "source_date": "2026-07-18",
   "card": {
    "name": {"vi": "Làm giấy khai sinh", "en": "Register a birth"},
    "for": {"vi": "Cha mẹ của trẻ", "en": "Parents"},
    "result": {"vi": "Giấy khai sinh", "en": "Birth certificate"},
    "fee_unit": {"vi": "mỗi trẻ", "en": "a child"},
    "cases": [{"id": "co", "name": {"vi": "Có giấy chứng sinh", "en": "With"}},
              {"id": "khong", "name": {"vi": "Không có giấy", "en": "Without"}}],
    "bring": [{"vi": "Giấy chứng sinh", "en": "Birth note", "kind": "original",
               "note": {"vi": "Bản điện tử cũng được", "en": "Electronic is fine"},
               "cases": ["co"]},
              {"vi": "Căn cước", "en": "ID card", "kind": "show"}],
    "words": ["khai sinh", "birth"]}},
  {"code": "2.000815", "name": "Chứng thực bản sao", "field": "Chứng thực", "tile": "khac",
   "counter": "police", "internal": false, "online": "unknown", "fee": {"kind": "unknown"}}
 ]
}
)";

/// The small catalogue with one place changed; a text that is not there comes back unchanged.
inline std::string small_catalogue_with(std::string_view from, std::string_view to) {
    std::string bytes(kSmallCatalogue);
    const std::size_t at = bytes.find(from);
    return at == bytes.npos ? bytes : bytes.replace(at, from.size(), to);
}

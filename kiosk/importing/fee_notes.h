#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// What the note beside a fee says, as far as a program can tell.
namespace importing {

/// The provincial People's Council decides: "Mức lệ phí … do Hội đồng nhân dân tỉnh quyết định".
bool says_province_decides(std::string_view note);

/// No fee for anybody: "Không", "Không quy định.", "Không thu lệ phí …", "Miễn lệ phí. Phí cấp
/// bản sao …". Not "Miễn lệ phí cho người thuộc hộ nghèo", which frees only some.
bool says_free(std::string_view note);

/// The figures in VND that the note names: "từ trang thứ 3 thu 1.000 đồng" → 1000.
std::vector<std::int64_t> figures_in(std::string_view note);

/// The last day of a dated rule: "đến hết ngày 31/12/2026". The latest, if there are several.
std::optional<std::chrono::sys_days> valid_until(std::string_view note);

}  // namespace importing

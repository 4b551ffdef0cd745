#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importing/facts.h"

/// What a source's fee rows mean (shared/data/README.md, "fee.kind"): a zero is not "free" when
/// the province decides, and a figure that is evidently wrong is no figure.
namespace importing {

/// Figures outside these bounds are mistakes: the smallest fee seen is 2,000 VND, the largest
/// 4,500,000; the portal's known error is thousands dropped ("20 VNĐ(20.000 đ/tờ khai)").
inline constexpr std::int64_t kVndMin = 1'000;
inline constexpr std::int64_t kVndMax = 1'000'000'000;

/// One row of a fee table.
struct FeeRow {
    std::optional<std::int64_t> value;  ///< Absent: the row has no figure.
    bool foreign = false;               ///< Not in VND, or in a currency we do not know.
    std::string note;
    Method method = Method::any;
};

struct FeeReading {
    std::optional<Fee> fee;  ///< Absent: nothing was said, or nothing that can be trusted.
    bool has_note = false;
    std::vector<Remark> remarks;
};

/// Judges all rows of one record together: one evidently wrong figure makes them all unknown.
/// Figures that are the same for every method in `methods` become Method::any.
FeeReading judge_fee(const std::vector<FeeRow>& rows, const std::vector<Method>& methods);

/// Money at the start of `text`, taken off it: "2,000 Việt Nam Đồng", "50.000 Đồng", "10 USD".
struct Money {
    std::int64_t value = 0;
    bool foreign = false;
};
std::optional<Money> take_money(std::string_view& text);

/// A note in parentheses at the start of `text`, taken off it; one that is never closed goes to
/// the end. Empty if there is none.
std::string take_note(std::string_view& text);

/// A text of the .doc files: "Phí : 50.000 Đồng (mỗi hồ sơ)". Rows, or a remark.
struct FeeText {
    std::vector<FeeRow> rows;
    std::optional<Remark> remark;
};
FeeText read_fee_text(std::string_view text, Method method);

}  // namespace importing

#include "printing/slip.h"

#include "catalogue/say.h"
#include "printing/paper.h"
#include "printing/pdf.h"
#include "printing/samples.h"
#include "text/unicode.h"

using namespace printing;

namespace {

std::string text_on(const Document& document, Paper paper) {
    const auto pages = pdf::text_of(must(pdf_of(document, paper, samples::fonts())));
    REQUIRE(pages.size() == 1);
    return pages.front();
}

bool has(const std::string& all, const std::string& part) { return all.find(part) != all.npos; }

}  // namespace

TEST_CASE("the slip says what to bring in this case, fee and time, in letters that can be copied") {
    const std::string said = text_on(samples::slip(), Paper::a4);
    for (const char* part :
         {"Bộ phận Một cửa", "Phường Diên Hồng, tỉnh Gia Lai", "Làm giấy khai sinh cho con",
          "Có giấy chứng sinh", "Giấy tờ cần mang", "Căn cước, hộ chiếu còn hạn hoặc VNeID",
          "Cổng ghi 0 đồng", "1 ngày làm việc", "dichvucong.gov.vn", "Mã thủ tục: 1.001193",
          "Không có điện thoại?", "Đến quầy số 3", "Đọc từ Cổng Dịch vụ công ngày 18/07/2026."})
        CHECK_MESSAGE(has(said, part), part << " in " << said);
    CHECK_FALSE(has(said, "Biên bản về việc trẻ bị bỏ rơi"));  // Another case's paper.
    CHECK(has(text_on(samples::slip(samples::kBirth, 2), Paper::a4),
              "Biên bản về việc trẻ bị bỏ rơi"));
}

TEST_CASE("the code on every paper leads to the procedure, as a phone reads it") {
    const Document slip = samples::slip();
    const Fonts fonts = samples::fonts();
    for (const Paper roll : {Paper::roll_80, Paper::roll_58}) {
        const Bitmap bitmap = must(raster_of(slip, roll, fonts)).front();
        CHECK(must(read_codes(picture_of(bitmap))) ==
              std::vector<std::string>{samples::kBirthAddress});
    }
    for (const Paper paper : {Paper::a4, Paper::roll_80, Paper::roll_58})
        for (const Picture& page : pdf::pictures_of(must(pdf_of(slip, paper, fonts))))
            CHECK(must(read_codes(page)) == std::vector<std::string>{samples::kBirthAddress});
}

TEST_CASE("without a plain card the slip says so and invents no papers") {
    for (const catalogue::Procedure& one : samples::catalogue_shipped().procedures()) {
        if (one.card || one.internal) continue;
        const Document slip = samples::slip(one.code.c_str());
        for (const Block& block : slip.blocks) CHECK_FALSE(std::holds_alternative<Item>(block));
        const std::string said = text_on(slip, Paper::roll_80);
        CHECK_MESSAGE(has(said, "Máy chưa có bản tóm tắt giấy tờ"), said);
        return;
    }
}

TEST_CASE("a procedure of the counter only is not said to be filed by phone") {
    for (const catalogue::Procedure& one : samples::catalogue_shipped().procedures()) {
        if (catalogue::can_file_online(one) || one.internal) continue;
        const std::string said = text_on(samples::slip(one.code.c_str()), Paper::a4);
        CHECK_MESSAGE(has(said, "để xem nguyên văn"), said);
        CHECK(has(said, "Nộp tại quầy số 3"));
        CHECK_FALSE(has(said, "nộp trực tuyến"));
        return;
    }
}

TEST_CASE("every procedure that is shown makes a slip on every roll, in both languages") {
    const Fonts fonts = samples::fonts();
    int slips = 0;
    for (const catalogue::Procedure& one : samples::catalogue_shipped().procedures()) {
        if (one.internal || (!one.card && slips % 7 != 0 && one.name.size() < 500)) {
            ++slips;
            continue;
        }
        const text::Language language = ++slips % 2 ? text::Language::vi : text::Language::en;
        const Paper roll = slips % 3 ? Paper::roll_80 : Paper::roll_58;
        const auto bitmaps =
            must(raster_of(samples::slip(one.code.c_str(), 0, language), roll, fonts));
        REQUIRE(bitmaps.size() == 1);
        CAPTURE(one.code);
        CHECK(bitmaps.front().height > 800);
        CHECK(bitmaps.front().height < 5000);  // Under 63 cm of paper, whatever the name.
    }
}

TEST_CASE("two visitors' slips are the same: nothing of the visit is on them") {
    CHECK(samples::slip() == samples::slip());
    const Fonts fonts = samples::fonts();
    CHECK(must(raster_of(samples::slip(), Paper::roll_80, fonts)) ==
          must(raster_of(samples::slip(), Paper::roll_80, fonts)));
}

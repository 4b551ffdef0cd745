#include "setup/report.h"

#include "base/files.h"
#include "printing/page.h"
#include "printing/pdf.h"
#include "setup/stick_file.h"
#include "support/must.h"

using setup::Finding;
using setup::Grade;

namespace {

struct Paper {
    catalogue::Wards wards = must(catalogue::load_wards(SOURCE_DIR "/config/wards.json"));
    text::Words words = must(text::Words::load(SOURCE_DIR "/assets/lang", text::Language::vi));
    setup::Known known{.wards = wards, .words = words};
    setup::Answers answers =
        setup::answers_of(must(settings::load(SOURCE_DIR "/config/kiosk.toml")), {});
    std::vector<Finding> findings{
        {.id = "glass", .grade = Grade::good, .figure = "1920 × 1080 điểm"},
        {"clock", Grade::note, "08:00 27/11/2026", "Bật giữ giờ."}};

    setup::ReportFacts facts() const {
        return {.findings = findings,
                .answers = answers,
                .known = known,
                .unit_name = "Bộ phận Một cửa",
                .unit_place = "Phường Diên Hồng, tỉnh Gia Lai",
                .version = "0.1.0",
                .system = "Debian GNU/Linux 12 (bookworm), Linux 6.1.0",
                .catalogue_date = "2026-11-20",
                .now = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 27) +
                                std::chrono::hours(1))};
    }
    std::string text() const {
        const auto fonts = must(printing::Fonts::load(SOURCE_DIR "/assets/fonts"));
        std::string all;
        for (const std::string& page :
             pdf::text_of(must(printing::pdf_of(report_of(facts()), printing::Paper::a4, fonts))))
            all += page;
        return all;
    }
};

}  // namespace

TEST_CASE("the report says whose, when, each check with its figure, and where to sign") {
    Paper paper;
    paper.answers.wifi_password = "mậtkhẩu9";
    paper.answers.code = "7QF2K-9M4XA-B1C2D";
    const std::string text = paper.text();
    CAPTURE(text);
    for (const char* words :
         {"BIÊN BẢN KIỂM TRA KIOSK", "Mã phường, xã 23563 · quầy 1 · lập lúc 08:00 ngày 27/11/2026",
          "SẴN SÀNG phục vụ người dân; 1 điều nên biết", "1920 × 1080 điểm", "→ Bật giữ giờ.",
          "Nên biết", "Phường Diên Hồng (23563)", "476 mm", "07:00-11:30 13:00-17:00",
          "Một Cửa 0.1.0", "bookworm", "2026-11-20", "Người lắp đặt", "Đại diện đơn vị"}) {
        CAPTURE(words);
        CHECK(text.find(words) != std::string::npos);
    }
    CHECK(text.find("mậtkhẩu9") == std::string::npos);
    CHECK(text.find("7QF2K") == std::string::npos);
    paper.findings.push_back({"touch", Grade::bad, "không thấy", "Cắm lại."});
    CHECK(paper.text().find("CHƯA SẴN SÀNG: 1 điều phải sửa") != std::string::npos);
    CHECK(paper.text().find("PHẢI SỬA") != std::string::npos);
}

TEST_CASE("every finding and every field has its words, in both languages") {
    for (const text::Language language : {text::Language::vi, text::Language::en}) {
        const text::Words words = must(text::Words::load(SOURCE_DIR "/assets/lang", language));
        for (const setup::Field field : setup::kFields)
            for (const char* kind : {"setup.ask.", "setup.expect.", "setup.field."})
                CHECK(words.has(kind + std::string(name_of(field))));
    }
}

TEST_CASE("the system names itself") {
    CHECK(setup::system_name().find("Linux ") != std::string::npos);
    CHECK(setup::system_name("/nowhere").starts_with("Linux "));
}

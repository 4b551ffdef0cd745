#include "voice/spoken.h"

#include <doctest/doctest.h>

using text::Language;

namespace {

std::string vi(std::string_view shown) { return voice::spoken(shown, Language::vi); }
std::string en(std::string_view shown) { return voice::spoken(shown, Language::en); }

}  // namespace

TEST_CASE("money and numbers") {
    CHECK(vi("30.000 đ") == "ba mươi nghìn đồng");
    CHECK(vi("8.000 đ – 50.000 đ") == "tám nghìn đồng đến năm mươi nghìn đồng");
    CHECK(vi("2.000 – 5.000 đ") == "hai nghìn đến năm nghìn đồng");
    CHECK(vi("2.000 đ mỗi trang") == "hai nghìn đồng mỗi trang");
    CHECK(vi("2.000 đ/trang") == "hai nghìn đồng mỗi trang");
    CHECK(vi("15000đ") == "mười lăm nghìn đồng");
    CHECK(vi("Cổng ghi 0 đồng") == "Cổng ghi không đồng");
    CHECK(vi("5 ngày làm việc") == "năm ngày làm việc");
    CHECK(vi("3 – 7 ngày làm việc") == "ba đến bảy ngày làm việc");
    CHECK(vi("21,5 ngày") == "hai mươi mốt phẩy năm ngày");
    CHECK(vi("87,25 %") == "tám mươi bảy phẩy hai mươi lăm phần trăm");
    CHECK(vi("0,05%") == "không phẩy không năm phần trăm");
    CHECK(vi("1.250.000,5") == "một triệu hai trăm năm mươi nghìn phẩy năm");
    CHECK(vi("-5 °") == "âm năm độ");
    CHECK(vi("Ảnh từ 10 x 15 cm") == "Ảnh từ mười nhân mười lăm xăng ti mét");
    CHECK(vi("120 m²") == "một trăm hai mươi mét vuông");
    CHECK(en("30,000 VND") == "thirty thousand dong");
    CHECK(en("8,000 – 50,000 VND") == "eight thousand to fifty thousand dong");
    CHECK(en("1 hour") == "one hour");
    CHECK(en("21.5 days") == "twenty-one point five days");
    CHECK(en("10 x 15 cm") == "ten by fifteen centimetres");
    CHECK(en("87 %") == "eighty-seven per cent");
}

TEST_CASE("days") {
    const std::string day = "ngày hai mươi ba tháng mười một năm hai nghìn không trăm hai mươi sáu";
    CHECK(vi("23/11/2026") == day);
    CHECK(vi("2026-11-23") == day);
    CHECK(vi("Áp dụng đến hết ngày 23/11/2026.") == "Áp dụng đến hết " + day + ".");
    CHECK(vi("trước ngày 1/4/2004") == "trước ngày một tháng tư năm hai nghìn không trăm linh bốn");
    CHECK(vi("ngày 30/4") == "ngày ba mươi tháng tư");
    CHECK(vi("từ tháng 4") == "từ tháng tư");
    CHECK(vi("11/2026") == "tháng mười một năm hai nghìn không trăm hai mươi sáu");
    CHECK(vi("Tháng 11/2026") == "Tháng mười một năm hai nghìn không trăm hai mươi sáu");
    CHECK(vi("1/7/2025 – 30/9/2025") ==
          "ngày một tháng bảy năm hai nghìn không trăm hai mươi lăm đến "
          "ngày ba mươi tháng chín năm hai nghìn không trăm hai mươi lăm");
    CHECK(vi("T2, T4, CN") == "thứ hai, thứ tư, chủ nhật");
    CHECK(vi("Thứ 4, lần thứ 1") == "Thứ tư, lần thứ nhất");
    CHECK(en("23/11/2026") == "the twenty-third of November twenty twenty-six");
    CHECK(en("before 1 July 2004") == "before the first of July two thousand and four");
    CHECK(en("before 1945 (North)") == "before nineteen forty-five, North");
    // No day and no month: parts of a whole.
    CHECK(vi("Trang 1/3") == "Trang một trên ba");
    CHECK(en("Page 1/3") == "Page one of three");
}

TEST_CASE("times of day, and what is left of a time") {
    CHECK(vi("08:42") == "tám giờ bốn mươi hai phút");
    CHECK(vi("08:00") == "tám giờ");
    CHECK(vi("7:30 – 11:30") == "bảy giờ ba mươi phút đến mười một giờ ba mươi phút");
    CHECK(vi("07:00-11:30, 13:00-17:00") ==
          "bảy giờ đến mười một giờ ba mươi phút, mười ba giờ đến mười bảy giờ");
    CHECK(vi("lúc 7:30") == "lúc bảy giờ ba mươi phút");
    CHECK(vi("từ 7h30") == "từ bảy giờ ba mươi phút");
    CHECK(vi("3:42") == "ba phút bốn mươi hai giây");
    CHECK(vi("Còn lại 3:42") == "Còn lại ba phút bốn mươi hai giây");
    CHECK(vi("Còn lại 12:00") == "Còn lại mười hai phút");
    CHECK(vi("Tự khóa sau 0:09") == "Tự khóa sau chín giây");
    CHECK(vi("0:00") == "không giây");
    CHECK(en("08:42") == "eight forty-two");
    CHECK(en("08:05") == "eight oh five");
    CHECK(en("13:00") == "thirteen o'clock");
    CHECK(en("1:01") == "one minute one second");
    CHECK(en("from 7:30") == "from seven thirty");
}

TEST_CASE("names made of digits") {
    CHECK(vi("Mã: 1.001193") == "Mã: một chấm không không một một chín ba");
    CHECK(en("1.001193") == "one point zero zero one one nine three");
    CHECK(vi("0912345678") == "không chín một hai ba bốn năm sáu bảy tám");
    CHECK(vi("dãy 123456") == "dãy một hai ba bốn năm sáu");
    CHECK(vi("Theo mẫu số 01") == "Theo mẫu số không một");
    CHECK(vi("mẫu, số 01, 02 hoặc 03") == "mẫu, số không một, không hai hoặc không ba");
    CHECK(vi("02 bộ bản vẽ") == "hai bộ bản vẽ");
    CHECK(vi("Mẫu số 2a") == "Mẫu số hai a");
    CHECK(vi("Mẫu số 2b") == "Mẫu số hai bê");
    CHECK(vi("Tờ khai CT01") == "Tờ khai xê tê không một");
    CHECK(vi("máy in A4") == "máy in a bốn");
    CHECK(vi("bằng 4G") == "bằng bốn giê");
    CHECK(vi("188/2007/NĐ-CP") ==
          "một trăm tám mươi tám năm hai nghìn không trăm linh bảy nghị định Chính phủ");
    CHECK(vi("QĐ 766/QĐ-TTg") == "quyết định bảy trăm sáu mươi sáu quyết định Thủ tướng");
    CHECK(vi("công trình cấp III, cấp IV") == "công trình cấp ba, cấp bốn");
    CHECK(en("Form CT01") == "Form C T zero one");
    CHECK(en("A4 printer") == "A-four printer");
    CHECK(en("class III or IV") == "class three or four");
}

TEST_CASE("what is written short") {
    CHECK(vi("UBND phường") == "ủy ban nhân dân phường");
    CHECK(vi("CCCD, BHYT, BHXH") == "căn cước công dân, bảo hiểm y tế, bảo hiểm xã hội");
    CHECK(vi("Mở ứng dụng VNeID") == "Mở ứng dụng vi en i ai đi");
    CHECK(vi("Quét mã QR") == "Quét mã kiu a");
    CHECK(vi("Vào Wi-Fi miễn phí") == "Vào oai phai miễn phí");
    CHECK(vi("Trang chính thức: dichvucong.gov.vn") ==
          "Trang chính thức: dịch vụ công chấm gốp chấm vi en");
    CHECK(vi("https://dichvucong.gialai.gov.vn") ==
          "dịch vụ công chấm gia lai chấm gốp chấm vi en");
    CHECK(vi("TP.HCM") == "thành phố Hồ Chí Minh");
    CHECK(vi("KHAI SINH, ADN") == "khai sinh, a đê en");
    CHECK(vi("XYZ") == "ích xì i dài dét");
    CHECK(vi("Tên mạng: MotCua-DienHong") == "Tên mạng: Mot Cua Dien Hong");
    CHECK(vi("không có chữ L") == "không có chữ e lờ");
    CHECK(vi("Bộ Y tế") == "Bộ Y tế");
    CHECK(en("VNeID, QR, Wi-Fi") == "V N e I D, Q R, wifi");
    CHECK(en("dichvucong.gov.vn") == "dich vu cong dot gov dot V N");
}

TEST_CASE("signs become pauses, words or nothing") {
    CHECK(vi("Miễn phí · Không cần đăng nhập") == "Miễn phí, Không cần đăng nhập");
    CHECK(vi("VNeID → Tra cứu") == "vi en i ai đi, Tra cứu");
    CHECK(vi("Căn cước & cư trú") == "Căn cước và cư trú");
    CHECK(vi("Mời ông/bà nộp") == "Mời ông bà nộp");
    CHECK(vi("vợ/chồng") == "vợ hoặc chồng");
    CHECK(vi("Xem mục “Làm thẻ”.") == "Xem mục Làm thẻ.");
    CHECK(vi("Sổ đỏ (giấy chứng nhận) đã cấp") == "Sổ đỏ, giấy chứng nhận, đã cấp");
    CHECK(vi("(ký, ghi rõ họ tên)") == "ký, ghi rõ họ tên");
    CHECK(vi("Đang mở…") == "Đang mở.");
    CHECK(vi("Đang mở...") == "Đang mở.");
    CHECK(vi("dễ hiểu hơn,\nít phải đi lại hơn") == "dễ hiểu hơn, ít phải đi lại hơn");
    CHECK(vi("điện thoại?\nĐến quầy") == "điện thoại? Đến quầy");
    CHECK(vi("1. Chọn thủ tục") == "một. Chọn thủ tục");
    CHECK(vi("dạng .xlsx") == "dạng chấm ích xì e lờ ét sì ích xì");
    CHECK(vi("") == "");
    CHECK(vi(" · ") == "");
    CHECK(en("The ward’s own Wi-Fi") == "The ward's own wifi");
    CHECK(en("poor or near-poor") == "poor or near-poor");
    CHECK(en("Parent–child extract, e.g. a copy") == "Parent-child extract, for example a copy");
    CHECK(en("Level-2 account") == "Level two account");
}

TEST_CASE("Jrai and Bahnar are never given to a synthesiser of another language") {
    for (const Language language : {Language::jra, Language::bdq}) {
        CHECK_FALSE(voice::can_be_synthesised(language));
        CHECK(voice::spoken("30.000  đ", language) == "30.000 đ");
    }
    CHECK(voice::can_be_synthesised(Language::vi));
    CHECK(voice::can_be_synthesised(Language::en));
}

#include "text/telex.h"

#include <filesystem>
#include <iostream>
#include <set>
#include <sstream>

#include "json/json.h"
#include "support/must.h"
#include "text/unicode.h"

namespace {

constexpr const char* kProcedures = SOURCE_DIR "/../shared/data/procedures.json";

// Every onset and nearly every rime of the language, most of them from a ward's counter.
constexpr const char* kWords =
    "đăng ký khai sinh kết hôn tử giấy chứng nhận quyền sử dụng đất nhà ở hộ khẩu thường trú tạm "
    "vắng căn cước công dân xác minh tình trạng độc thân ủy ban nhân phường xã tỉnh huyện thủ tục "
    "hành chính một cửa người già trẻ em mồ côi khuyết tật trợ cấp hưu trí liệt sĩ thương binh "
    "bệnh nghèo cận thoát mức sống trung bình xây dựng sửa chữa cải tạo phép quán ăn bán hàng "
    "kinh doanh được không của với những nước việt nam điện tử định danh tài khoản mật hòa thủy "
    "khỏe hoàn thuyền quý giá gìn khuyến tuần mía đường rượu bưởi muối chuối tuổi cưới hươu nai "
    "thuở huơ quơ khuya khuỷu khúc khuấy nguầy ngoằn ngoèo ngoẻo xoắn hoặc loại oải oán oanh "
    "giếng giêng giữ giờ giỏi gì nghiêng nghỉ nghĩa ghế ghi yêu yến yếu yểm ý kỹ lý mỹ quỹ quỳnh "
    "quốc quyết quên quả quặng quầy quăng huệ tuế tuệ thuế uống uổng cuốn muỗng buồn buổi tuyển "
    "truyện chuyển xuất luật bưu lưu hữu mưu cứu hiếu tiêu điều kiều nhiều phiếu chiều lễ đền bù "
    "bồi đổi đời mới nơi trời hỏi nói tôi tối mỗi lỗi gửi ngửi đều kêu nếu trễ mèo béo đầu câu mẫu "
    "cháu báo cao vào lầy ấy mấy dạy hay ngày vay bìa kìa phía chìa lúa múa chùa bữa nửa chưa mưa "
    "lứa ếch lệch thích khách sạch mạch nhanh bánh lạnh tăng bằng hẳn lắm cắt bắt cặp gặp tấm ngập "
    "cất tật ầm ốm hợp lớp nộp họp xóa xoáy ngoáy hoét xoèn tòa họa lõa quà quạ quẻ què ngữ xử sẽ";

std::vector<std::string> words_in(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

std::string typed(const std::string& keys) {
    std::string line;
    for (const char32_t key : text::code_points(keys)) line = text::telex_line(line, key);
    return line;
}

/// The ways people type a word: each mark after its letter, or all at the end; the tone after
/// its vowel, or at the end, before or after the marks; "uow" or "uwow".
struct Style {
    const char* name;
    bool marks_last, tone_last, tone_before_marks, one_w;
};
constexpr Style kStyles[] = {
    {"tieengs dduwowngf", false, true, false, false},
    {"tieesng dduwowfng", false, false, false, false},
    {"tienges duongwdf", true, true, false, true},
    {"tiengse duongfwd", true, true, true, true},
    {"tieengs dduowngf", false, true, false, true},
};

std::string tone_key(char32_t accent) {
    switch (accent) {
        case 0x301: return "s";
        case 0x300: return "f";
        case 0x309: return "r";
        case 0x303: return "x";
        case 0x323: return "j";
        default: return {};
    }
}

std::string keys_for(const std::string& word, const Style& style) {
    std::string keys, marks, tone;
    const std::vector<char32_t> letters = text::code_points(word);
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const std::vector<char32_t> parts = text::decomposed(letters[i]);
        const bool stroke = letters[i] == U'đ';
        const std::string base = stroke ? "d" : text::to_utf8(parts[0]);
        std::string mark(stroke ? 1 : 0, 'd'), own_tone;
        for (const char32_t part : parts) {
            if (part == 0x302) mark += base;
            if (part == 0x306 || part == 0x31B) mark += 'w';
            own_tone += tone_key(part);
        }
        const bool pair = style.one_w && mark == "w" && base == "u" && i + 1 < letters.size() &&
                          text::decomposed(letters[i + 1]).size() > 1 &&
                          text::decomposed(letters[i + 1])[0] == 'o';
        if (pair) mark.clear();
        keys += base;
        (style.marks_last ? marks : keys) += mark;
        (style.tone_last ? tone : keys) += own_tone;
    }
    return keys + (style.tone_before_marks ? tone + marks : marks + tone);
}

/// Official names also write "hoá" and "thuỷ"; the keyboard has one placement.
bool newer_placement(const std::string& word) {
    for (const char* end :
         {"oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"})
        if (word.ends_with(end) && !word.starts_with("q")) return true;
    return false;
}

std::vector<std::string> official_names() {
    if (!std::filesystem::exists(kProcedures)) {
        std::cout << "note: " << kProcedures << " is not here; passed without it\n";
        return {};
    }
    std::vector<std::string> names;
    const json::Value all =
        must(json::parse_file(kProcedures, {.bytes = std::size_t{64} << 20, .depth = 16}));
    for (const auto& one : all)
        if (const std::string* name = json::text(one, "name")) names.push_back(*name);
    return names;
}

}  // namespace

TEST_CASE("common words come out right however they are typed") {
    const std::vector<std::string> words = words_in(kWords);
    REQUIRE(words.size() >= 250);
    for (const std::string& word : words)
        for (const Style& style : kStyles) {
            const std::string keys = keys_for(word, style);
            CAPTURE(keys);
            CAPTURE(style.name);
            CHECK(typed(keys) == word);
        }
}

TEST_CASE("the table of keys and words holds") {
    const std::pair<const char*, const char*> table[] = {
        {"duongdwf", "đường"},
        {"dduongwf", "đường"},
        {"dduowngf", "đường"},
        {"thuongwf", "thường"},
        {"tieengs", "tiếng"},
        {"tiengse", "tiếng"},
        {"tienges", "tiếng"},
        {"dduocwj", "được"},
        {"dduowcj", "được"},
        {"dduwocj", "được"},
        {"nguwowif", "người"},
        {"nguoiwf", "người"},
        {"nguowif", "người"},
        {"nuwocs", "nước"},
        {"nwocs", "nước"},
        {"nhw", "như"},
        {"thuowr", "thuở"},
        {"quow", "quơ"},
        {"hoaf", "hòa"},
        {"hoafn", "hoàn"},
        {"hofa", "hòa"},
        {"thuyr", "thủy"},
        {"quys", "quý"},
        {"qusy", "quý"},
        {"gias", "giá"},
        {"gisa", "giá"},
        {"ginf", "gìn"},
        {"gif", "gì"},
        {"xooong", "xoong"},
        {"ngoeo", "ngoeo"},
        {"vieejt nam", "việt nam"},
        {"đăk", "đăk"},
        {"ddawks lawks", "đắk lắk"},
        {"ndd", "nđ"},
        {"qdd", "qđ"},
        {"kroong", "krông"},
        {"ă", "ă"},
        {"hôn", "hôn"},
        {"hônf", "hồn"},
        {"đươngf", "đường"},
        {"huyeenj", "huyện"},
        {"iaf", "ìa"},
        {"chuw proong", "chư prông"},
    };
    for (const auto& [keys, word] : table) {
        CAPTURE(keys);
        CHECK(typed(keys) == std::string(word));
    }
}

TEST_CASE("the same key again takes tone or mark back and stays as a letter") {
    const std::pair<const char*, const char*> table[] = {
        {"ass", "as"},    {"asss", "ass"},        {"asf", "à"},
        {"asz", "a"},     {"az", "az"},           {"aaa", "aa"},
        {"ooo", "oo"},    {"ddd", "dd"},          {"dddd", "ddd"},
        {"aww", "aw"},    {"uww", "uw"},          {"uoww", "uow"},
        {"uwoww", "uow"}, {"aaw", "ă"},           {"awa", "â"},
        {"oow", "ơ"},     {"owo", "ô"},           {"tieengss", "tiêngs"},
        {"hoafz", "hoa"}, {"tieengse", "tiénge"}, {"dduwowngd", "dươngd"},
        {"nddd", "ndd"},
    };
    for (const auto& [keys, word] : table) {
        CAPTURE(keys);
        CHECK(typed(keys) == std::string(word));
    }
}

TEST_CASE("only the last word of a line is touched") {
    CHECK(text::telex_line("as ", 's') == "as s");
    CHECK(text::telex_line("hoa 2a", 's') == "hoa 2á");
    CHECK(text::telex_line("12", 's') == "12s");
    CHECK(text::telex_line("", 's') == "s");
    CHECK(text::telex_line("\xFF"
                           "a",
                           's') ==
          "\xFF"
          "as");
    CHECK(text::telex_line("ba", '1') == "ba1");
    CHECK(text::telex_line("ba", ' ') == "ba ");
}

TEST_CASE("words that are not Vietnamese syllables keep their letters") {
    for (const char* word :
         {"wifi", "web", "fax", "feed", "zoo", "internet", "camera", "sms", "facebook", "jrai"}) {
        CAPTURE(word);
        CHECK(typed(word) == std::string(word));
    }
}

TEST_CASE("the ready letters of every key and any text before them stay valid NFC") {
    for (const std::string& word : words_in(kWords))
        for (const char32_t key : text::code_points("abcdefghijklmnopqrstuvwxyzăâđêôơư")) {
            const std::string line = text::telex_line(word, key);
            CAPTURE(line);
            CHECK(text::is_nfc(line));
        }
}

TEST_CASE("no unaccented word of any official name is changed") {
    std::set<std::string> words;
    for (const std::string& name : official_names())
        for (const std::string& word : words_in(text::fold(name))) words.insert(word);
    for (const std::string& word : words) CHECK(typed(word) == word);
}

TEST_CASE("every accented word of the official names can be typed") {
    std::set<std::string> words;
    for (const std::string& name : official_names()) {
        std::string word;
        for (const char32_t c : text::code_points(must(text::nfc(name)) + " ")) {
            if (text::is_letter(c)) {
                word += text::to_utf8(text::lower(c));
            } else {
                if (text::fold(word) != word && !newer_placement(word)) words.insert(word);
                word.clear();
            }
        }
    }
    // Foreign names of several syllables in one word: only "ni tow" gives the ơ.
    for (const char* foreign : {"nitơ", "giơnevơ"}) words.erase(foreign);
    for (const std::string& word : words)
        for (const Style& style : kStyles) {
            const std::string keys = keys_for(word, style);
            CAPTURE(keys);
            CHECK(typed(keys) == word);
        }
}

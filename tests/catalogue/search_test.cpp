#include "catalogue/search.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>

#include "json/json.h"
#include "support/must.h"

using namespace catalogue;

namespace {

struct CardWords {
    std::string vi, en;
    std::vector<std::string> words;
};

Procedure procedure(const std::string& code, const std::string& name, const std::string& field) {
    Procedure result;
    result.code = code;
    result.name = name;
    result.field = field;
    return result;
}

Procedure with_card(Procedure plain, const CardWords& text) {
    Card card;
    card.name = {.vi = text.vi, .en = text.en};
    card.words = text.words;
    plain.card = card;
    return plain;
}

/// A ward in small: everyday names, official ones, neighbours that sound alike, an internal one.
Catalogue small_catalogue() {
    std::vector<Procedure> all;
    all.push_back(with_card(
        procedure("1.000689", "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con", "Hộ tịch"),
        {"Khai sinh kèm nhận cha, mẹ, con",
         "Register a birth and a parent together",
         {"nhận con"}}));
    all.push_back(with_card(procedure("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch"),
                            {"Làm giấy khai sinh cho con",
                             "Get a birth certificate for a child",
                             {"giấy khai sinh", "làm khai sinh", "em bé", "newborn"}}));
    all.push_back(with_card(procedure("1.000894", "Thủ tục đăng ký kết hôn", "Hộ tịch"),
                            {"Đăng ký kết hôn", "Register a marriage", {"cưới vợ", "lấy chồng"}}));
    all.push_back(with_card(procedure("1.004194", "Đăng ký tạm trú", "Cư trú"),
                            {"Đăng ký tạm trú", "Register temporary residence", {"kt3", "ở trọ"}}));
    all.push_back(with_card(procedure("1.003677", "Khai báo tạm vắng", "Cư trú"),
                            {"Khai báo tạm vắng", "Report a temporary absence", {"đi vắng"}}));
    all.push_back(with_card(
        procedure("1.011607", "Công nhận hộ nghèo, hộ cận nghèo thường xuyên", "Giảm nghèo"),
        {"Xin xét hộ nghèo trong năm", "Poor household status", {"sổ hộ nghèo"}}));
    all.push_back(with_card(procedure("2.000815", "Chứng thực bản sao từ bản chính", "Chứng thực"),
                            {"Sao y giấy tờ", "Certified copy", {"sao y", "công chứng"}}));
    all.push_back(with_card(
        procedure("1.013978", "Đăng ký đất đai, tài sản gắn liền với đất lần đầu", "Đất đai"),
        {"Làm sổ đỏ lần đầu", "First land title", {"sổ đỏ", "bìa đỏ"}}));
    all.push_back(procedure("1.002211", "Thủ tục công nhận hoà giải viên", "Phổ biến pháp luật"));
    all.push_back(
        procedure("1.003930", "Cấp lại Giấy chứng nhận đăng ký phương tiện", "Đường thủy"));
    all.push_back(procedure("1.004088", "Đăng ký phương tiện lần đầu", "Đường thủy"));
    all.push_back(procedure("5.003847", "Cho phép trường hoạt động trở lại", "Giáo dục dân tộc"));
    all.back().internal = true;
    return Catalogue("2026-11-01", {}, std::move(all));
}

std::vector<std::string> found(std::string_view query, std::size_t results_max = 10) {
    const Catalogue catalogue = small_catalogue();
    std::vector<std::string> codes;
    for (const Match& match : SearchIndex(catalogue).find(query, results_max))
        codes.push_back(match.procedure->code);
    return codes;
}

std::string first(std::string_view query) {
    const std::vector<std::string> codes = found(query);
    return codes.empty() ? "nothing" : codes.front();
}

bool finds(std::string_view query, const std::string& code) {
    const std::vector<std::string> codes = found(query);
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::string marked(const std::string& shown, std::string_view query) {
    std::string result;
    std::size_t end = 0;
    for (const auto& [from, to] : highlights(shown, query)) {
        result += shown.substr(end, from - end) + "[" + shown.substr(from, to - from) + "]";
        end = to;
    }
    return result + shown.substr(end);
}

}  // namespace

TEST_CASE("everyday words find the everyday procedure first") {
    CHECK(first("khai sinh") == "1.001193");
    CHECK(first("giấy khai sinh") == "1.001193");
    CHECK(first("ket hon") == "1.000894");
    CHECK(first("sao y") == "2.000815");
    CHECK(first("so do") == "1.013978");
    CHECK(first("Hộ nghèo") == "1.011607");
    CHECK(first("marriage") == "1.000894");
    CHECK(first("birth") == "1.001193");
}

TEST_CASE("accents, capitals, NFD and the place of the tone make no difference") {
    const auto expected = found("hòa giải");
    REQUIRE(expected == std::vector<std::string>{"1.002211"});
    for (const char* query :
         {"hoà giải", "HOA GIAI", "hoa\u0300 gia\u0309i", "hoa\u00A0giai", " hoa,giai "})
        CHECK(found(query) == expected);
    CHECK(found("đất đai") == found("DAT DAI"));
}

TEST_CASE("results come while a word is being typed") {
    const std::string word = "khai sinh";
    for (std::size_t size = 1; size <= word.size(); ++size) {
        CAPTURE(size);
        CHECK(finds(word.substr(0, size), "1.001193"));
    }
}

TEST_CASE("words of courtesy need not be there, nor a few others when nothing has them all") {
    CHECK(first("khai sinh ruộng") == "1.001193");
    CHECK(first("cháu ở Kon Tum về làm giấy khai sinh") == "1.001193");
    CHECK(first("hộ nghèo năm 2026") == "1.011607");
    // What has all words in one piece leaves no room for what has some.
    CHECK(found("tạm vắng") == std::vector<std::string>{"1.003677"});
    CHECK(first("tôi muốn xin làm giấy khai sinh") == "1.001193");
    CHECK(first("cho em hỏi tạm trú") == "1.004194");
    CHECK(found("").empty());
    CHECK(found(" ?! ").empty());
    CHECK(found("xyzq").empty());
}

TEST_CASE("a slip of the finger is forgiven in words of four letters, two in seven") {
    CHECK(first("khai shinh") == "1.001193");
    CHECK(first("khia sinh") == "1.001193");
    CHECK(first("ho ngheoo") == "1.011607");
    CHECK(first("mariage") == "1.000894");
    CHECK(first("certifcaet") == "1.001193");
    CHECK(first("giấu khao sinh") == "1.001193");
    CHECK(found("cretifctae").empty());  // Three.
    CHECK(found("hpn").empty());         // "hôn", but alone too short to guess.
    CHECK(first("kết hpn") == "1.000894");
}

TEST_CASE("words may be written as they sound") {
    CHECK(first("tam chu") == "1.004194");
    CHECK(first("dang ki tam tru") == "1.004194");
    CHECK(first("ho ngeo") == "1.011607");
    CHECK(first("xao y") == "2.000815");
}

TEST_CASE("telex that was not composed is read as if it were") {
    CHECK(first("ddawng kys keets hoon") == "1.000894");
    CHECK(first("giaays khai sinh") == "1.001193");
    CHECK(first("tamj trus") == "1.004194");
    CHECK(first("soor ddor") == "1.013978");
    CHECK(first("khai sinhh") == "1.001193");
    // What was typed comes first: "mariage" is a word with a slip, not keys.
    CHECK(first("marriage") == "1.000894");
    CHECK(marked("Hộ nghèo", "hooj ngh") == "[Hộ] [ngh]èo");
}

TEST_CASE("initials are spelled out") {
    CHECK(first("ttv") == "nothing");
    CHECK(first("dkkh") == "1.000894");
    CHECK(first("đktt") == "1.004194");
    CHECK(first("GKS cho con") == "1.001193");
}

TEST_CASE("words without spaces are taken apart") {
    CHECK(first("khaisinh") == "1.001193");
    CHECK(first("hongheo") == "1.011607");
    CHECK(first("dangkytamtru") == "1.004194");
}

TEST_CASE("an exact word leaves its mistaken neighbours out") {
    // "vang" is one letter from "dang" and sounds like "van".
    CHECK(found("vang") == std::vector<std::string>{"1.003677"});
}

TEST_CASE("everyday name, search words, official name and field count in this order") {
    std::vector<Procedure> all;
    all.push_back(procedure("1.000001", "Một", "Cây xanh"));
    all.push_back(procedure("1.000002", "Trồng cây ở đây", "Hai"));
    all.push_back(with_card(procedure("1.000003", "Ba", "Ba"), {"Ba ba", "Three", {"trồng cây"}}));
    all.push_back(with_card(procedure("1.000004", "Bốn", "Bốn"), {"Trồng cây mới", "Four", {}}));
    const Catalogue catalogue("2026-11-01", {}, std::move(all));
    std::vector<std::string> codes;
    for (const Match& match : SearchIndex(catalogue).find("cây", 10))
        codes.push_back(match.procedure->code);
    CHECK(codes == std::vector<std::string>{"1.000004", "1.000003", "1.000002", "1.000001"});
}

TEST_CASE("neighbours in the typed order beat scattered words") {
    std::vector<Procedure> all;
    all.push_back(procedure("1.000001", "Xe của con, trẻ em và đạp nước", "A"));
    all.push_back(procedure("1.000002", "Mua con giống và xe đạp cho trẻ em", "A"));
    const Catalogue catalogue("2026-11-01", {}, std::move(all));
    const auto matches = SearchIndex(catalogue).find("xe dap", 10);
    REQUIRE(matches.size() == 2);
    CHECK(matches[0].procedure->code == "1.000002");
    CHECK(matches[0].score > matches[1].score);
    // Two of three together are better than none.
    CHECK(SearchIndex(catalogue).find("con xe dap", 10)[0].procedure->code == "1.000002");
}

TEST_CASE("equal matches keep the catalogue's order, and the limit cuts the end") {
    const auto all = found("phương tiện");
    REQUIRE(all.size() == 2);
    std::vector<Procedure> same;
    for (const char* code : {"1.000003", "1.000001", "1.000002"})
        same.push_back(procedure(code, "Đăng ký xe", "Xe"));
    const Catalogue catalogue("2026-11-01", {}, std::move(same));
    const auto matches = SearchIndex(catalogue).find("xe", 2);
    REQUIRE(matches.size() == 2);
    CHECK(matches[0].procedure->code == "1.000003");
    CHECK(matches[1].procedure->code == "1.000001");
}

TEST_CASE("a code is found with its dot, without it and without its class") {
    for (const char* query : {"1.001193", "1001193", "001193", "1.00119", "00119"}) {
        CAPTURE(query);
        CHECK(found(query) == std::vector<std::string>{"1.001193"});
    }
    // Digits are never guessed at, and two of them begin too many codes.
    CHECK(found("1.001194").empty());
    CHECK(found("10").empty());
}

TEST_CASE("what is asked for most at this ward comes first among what fits about as well") {
    const auto codes = [](std::string_view query, const std::vector<std::string>& usage) {
        const Catalogue catalogue = small_catalogue();
        std::vector<std::string> result;
        for (const Match& match : SearchIndex(catalogue).find(query, 10, usage))
            result.push_back(match.procedure->code);
        return result;
    };
    const std::string before = "1.004088", after = "1.003930";
    REQUIRE(codes("đường thủy", {}).front() == before);
    CHECK(codes("đường thủy", {after}).front() == after);
    CHECK(codes("đường thủy", {before, after}).front() == before);
    CHECK(codes("đường thủy", {"9.999999", after, before}).front() == after);
    // Never before what fits clearly better, and nothing comes in that does not fit.
    CHECK(codes("giấy khai sinh", {"1.000689"}).front() == "1.001193");
    CHECK(codes("kết hôn", {"1.000689", "1.003930"}) == codes("kết hôn", {}));
}

TEST_CASE("internal procedures are never found") {
    CHECK_FALSE(finds("giáo dục dân tộc", "5.003847"));
    CHECK(found("5.003847").empty());
}

TEST_CASE("long and hostile queries end quickly") {
    CHECK(found(std::string(100'000, 'a')).empty());
    std::string glued;
    for (int i = 0; i < 40; ++i) glued += "khai";
    CHECK_NOTHROW(found(glued + "q"));
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "khai sinh cho con dang ky ket hon tam tru ";
    CHECK_NOTHROW(found(many));
    CHECK(found("\xFF\xFE").empty());
}

TEST_CASE("highlights mark the beginnings of words in the accented text") {
    CHECK(marked("Làm giấy khai sinh cho con", "khai si") == "Làm giấy [khai] [si]nh cho con");
    CHECK(marked("Hoà giải, Đất đai", "dat gia") == "Hoà [giả]i, [Đất] đai");
    CHECK(marked("Tie\u0302\u0301ng Việt", "tieng v") == "[Tie\u0302\u0301ng] [V]iệt");
    CHECK(marked("Mã 1.001193", "1.0011") == "Mã [1.0011]93");
    CHECK(marked("Sinh con", "kh") == "Sinh con");
    CHECK(marked("con con", "co con") == "[con] [con]");
    CHECK(marked("“Đất”", "đất") == "“[Đất]”");
    CHECK(marked("", "a").empty());
    CHECK(marked("abc", "").find('[') == std::string::npos);
}

TEST_CASE("highlights are sorted and do not overlap") {
    std::size_t end = 0;
    for (const auto& [from, to] : highlights("Đăng ký đăng kiểm, đăng bạ", "d dang da ki")) {
        CHECK(from >= end);
        CHECK(to > from);
        end = to;
    }
    CHECK(end > 0);
}

TEST_CASE("short names drop 'Thủ tục' and capitals that shout") {
    const auto short_of = [](const std::string& name) {
        return short_name(procedure("1.000001", name, "A"), text::Language::vi);
    };
    CHECK(short_of("Thủ tục cấp bản sao từ sổ gốc") == "Cấp bản sao từ sổ gốc");
    CHECK(short_of("THỦ TỤC ĐĂNG KÝ HOẠT ĐỘNG TÍN NGƯỠNG (CẤP XÃ)") ==
          "Đăng ký hoạt động tín ngưỡng (cấp xã)");
    CHECK(short_of("THỦ TỤC QUỸ TỰ GIẢI THỂ (Cấp xã)") == "Quỹ tự giải thể (cấp xã)");
    CHECK(short_of("Thủ Tục giải quyết chế độ") == "Giải quyết chế độ");
    CHECK(short_of("QUYẾT ĐỊNH CỦA UBND VÀ HĐND VIỆT NAM") ==
          "Quyết định của UBND và HĐND Việt Nam");
    CHECK(short_of("đăng ký xe của BQP;") == "Đăng ký xe của BQP");
    CHECK(short_of("Thủ tục") == "Thủ tục");
    CHECK(short_of("Thủ tụcX") == "Thủ tụcX");
    CHECK(short_of("").empty());
}

TEST_CASE("a card's name is the short name, in English too") {
    const Procedure plain = procedure("1.000001", "Thủ tục đăng ký", "A");
    const Procedure card = with_card(plain, {"Đăng ký", "Register", {}});
    CHECK(short_name(card, text::Language::vi) == "Đăng ký");
    CHECK(short_name(card, text::Language::en) == "Register");
    CHECK(short_name(plain, text::Language::en) == "Đăng ký");
}

TEST_CASE("a catalogue finds its parts, and a tile shows citizens' procedures in file order") {
    std::vector<Procedure> all;
    for (const char* code : {"1.000003", "1.000001", "1.000002"}) {
        all.push_back(procedure(code, "Tên", "A"));
        all.back().tile = "family";
        all.back().group = std::string(code) == "1.000001" ? "birth" : "death";
    }
    all.back().internal = true;
    const Catalogue catalogue(
        "2026-11-01",
        {{.id = "family", .icon = "", .tint = "", .name = {"Gia đình", "Family"}, .groups = {}}},
        std::move(all));
    CHECK(catalogue.find("1.000001")->group == "birth");
    CHECK(catalogue.find("1.999999") == nullptr);
    CHECK(catalogue.tile("family")->name.en == "Family");
    CHECK(catalogue.tile("land") == nullptr);
    REQUIRE(catalogue.under("family").size() == 2);
    CHECK(catalogue.under("family")[0]->code == "1.000003");
    CHECK(catalogue.under("family", "birth").size() == 1);
    CHECK(catalogue.under("land").empty());
}

TEST_CASE("a code is a digit, a dot and six digits") {
    CHECK(is_code("1.001193"));
    for (const char* text :
         {"", "1001193", "1.00119", "1.0011933", "a.001193", "1.00119a", "1,001193"})
        CHECK_FALSE(is_code(text));
}

TEST_CASE("a key costs little with every official name in the index") {
    constexpr const char* kProcedures = SOURCE_DIR "/../shared/data/procedures.json";
    if (!std::filesystem::exists(kProcedures)) {
        std::cout << "note: " << kProcedures << " is not here; passed without it\n";
        return;
    }
    std::vector<Procedure> all;
    const json::Value data =
        must(json::parse_file(kProcedures, {.bytes = std::size_t{64} << 20, .depth = 16}));
    for (const auto& one : data)
        all.push_back(procedure(*json::text(one, "code"), *json::text(one, "name"),
                                *json::text(one, "field")));
    const Catalogue catalogue("2026-11-01", {}, std::move(all));
    const SearchIndex index(catalogue);
    const std::string query = "xac nhan tinh trang hon nhan cho nguoi nuoc ngoai";
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t size = 1; size <= query.size(); ++size) index.find(query.substr(0, size), 50);
    const std::chrono::duration<double, std::milli> spent =
        std::chrono::steady_clock::now() - begin;
    const double each = spent.count() / static_cast<double>(query.size());
    MESSAGE("milliseconds per key: ", each);
    // A release build needs about 0.2; the bounds leave room for a busy machine, and a debug one
    // for a sanitizer too.
#ifdef NDEBUG
    constexpr double kMillisecondsMax = 5;
#else
    constexpr double kMillisecondsMax = 250;
#endif
    CHECK(each < kMillisecondsMax);
}

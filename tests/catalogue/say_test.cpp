#include "catalogue/say.h"

#include "catalogue/load.h"
#include "support/must.h"

using catalogue::Fee;
using catalogue::FeeKind;
using catalogue::Method;
using catalogue::OnlineLevel;
using catalogue::Paper;
using catalogue::Procedure;
using catalogue::Speaker;
using catalogue::TimeLimit;
using catalogue::TimeUnit;
using text::Language;

namespace {

using Lines = std::vector<std::string>;

constexpr auto kToday = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);

const text::Words& words(Language language) {
    static const text::Words vi =
        must(text::Words::load(std::string(SOURCE_DIR) + "/assets/lang", Language::vi));
    static const text::Words en =
        must(text::Words::load(std::string(SOURCE_DIR) + "/assets/lang", Language::en));
    return language == Language::vi ? vi : en;
}
Speaker speaker(Language language) { return {words(language), language}; }

Fee fee_of(FeeKind kind, std::vector<catalogue::FeeAmount> list = {}) {
    return {.kind = kind, .amounts = std::move(list), .valid_until = {}};
}
Fee amounts(std::vector<catalogue::FeeAmount> list) {
    return fee_of(FeeKind::amount, std::move(list));
}
Procedure with(Fee fee) {
    Procedure procedure;
    procedure.fee = std::move(fee);
    return procedure;
}
Procedure taking(std::vector<TimeLimit> times) {
    Procedure procedure;
    procedure.times = std::move(times);
    return procedure;
}

struct Said {
    std::string vi, en;
};
void says_fee(const Procedure& procedure, const Said& said) {
    CHECK(speaker(Language::vi).fee(procedure, kToday) == said.vi);
    CHECK(speaker(Language::en).fee(procedure, kToday) == said.en);
}
void says_time(const Procedure& procedure, const Said& said) {
    CHECK(speaker(Language::vi).time(procedure) == said.vi);
    CHECK(speaker(Language::en).time(procedure) == said.en);
}

}  // namespace

TEST_CASE("free is said only where the rules themselves say so") {
    const std::pair<FeeKind, Said> kinds[] = {
        {FeeKind::free_stated, {"Miễn phí", "Free"}},
        {FeeKind::zero_unexplained, {"Cổng ghi 0 đồng", "Portal says 0 VND"}},
        {FeeKind::set_by_province, {"Tỉnh quy định", "Set by province"}},
        {FeeKind::amount_set_by_province, {"Tỉnh quy định", "Set by province"}},
        {FeeKind::zero_with_note, {"Hỏi cán bộ", "Ask staff"}},
        {FeeKind::unknown, {"Hỏi cán bộ", "Ask staff"}},
    };
    for (const auto& [kind, said] : kinds) {
        CAPTURE(said.en);
        const Procedure procedure = with(fee_of(kind));
        says_fee(procedure, said);
        for (const Language language : text::kLanguages) {
            const Lines lines = speaker(language).fee_lines(procedure, kToday);
            REQUIRE(lines.size() == 1);
            CHECK(lines[0].size() > speaker(language).fee(procedure, kToday).size());
            const char* free = language == Language::vi ? "Miễn phí" : "Free";
            CHECK((lines[0].find(free) != std::string::npos) == (kind == FeeKind::free_stated));
        }
    }
}

TEST_CASE("a figure the province decides is never shown, even where the portal prints one") {
    const Procedure procedure = with(fee_of(FeeKind::amount_set_by_province, {{150'000}}));
    says_fee(procedure, {"Tỉnh quy định", "Set by province"});
    for (const std::string& line : speaker(Language::vi).fee_lines(procedure, kToday))
        CHECK(line.find("150") == std::string::npos);
}

TEST_CASE("one figure is said with what it is for, several as a range") {
    Procedure copy = with(amounts({{2000}}));
    says_fee(copy, {"2.000 đ", "2,000 VND"});
    copy.card.emplace();
    copy.card->fee_unit = {.vi = "mỗi trang", .en = "a page"};
    says_fee(copy, {"2.000 đ mỗi trang", "2,000 VND a page"});
    says_fee(with(amounts({{20'000, Method::counter}, {10'000, Method::online}})),
             {"10.000 – 20.000 đ", "10,000 – 20,000 VND"});
    says_fee(with(amounts({{5000, Method::online}, {5000, Method::counter}})),
             {"5.000 đ", "5,000 VND"});
    says_fee(with(amounts({{1'250'000}, {250'000}, {500'000}})),
             {"250.000 – 1.250.000 đ", "250,000 – 1,250,000 VND"});
}

TEST_CASE("the lines tell every figure by the way of filing, lowest first") {
    const Procedure both = with(amounts({{20'000, Method::counter}, {10'000, Method::online}}));
    CHECK(speaker(Language::vi).fee_lines(both, kToday) ==
          Lines{"Nộp trực tuyến: 10.000 đ", "Nộp tại quầy: 20.000 đ"});
    CHECK(speaker(Language::en).fee_lines(both, kToday) ==
          Lines{"Online: 10,000 VND", "At the counter: 20,000 VND"});
    const Procedure cases = with(amounts({{500'000}, {250'000}}));
    CHECK(speaker(Language::vi).fee_lines(cases, kToday) ==
          Lines{"250.000 đ, 500.000 đ", "Mức thu tùy trường hợp."});
    CHECK(speaker(Language::vi).fee_lines(with(amounts({{50'000, Method::post}})), kToday) ==
          Lines{"Qua bưu chính: 50.000 đ"});
}

TEST_CASE("a figure is a fact up to its last day, and then a question") {
    Fee fee = amounts({{25'000}});
    fee.valid_until = kToday;
    says_fee(with(fee), {"25.000 đ", "25,000 VND"});
    CHECK(speaker(Language::vi).fee_lines(with(fee), kToday) ==
          Lines{"25.000 đ", "Áp dụng đến hết ngày 23/11/2026."});
    CHECK(catalogue::fee_holds(fee, kToday));
    fee.valid_until = kToday - std::chrono::days(1);
    CHECK_FALSE(catalogue::fee_holds(fee, kToday));
    says_fee(with(fee), {"Hỏi cán bộ", "Ask staff"});
    CHECK(speaker(Language::en).fee_lines(with(fee), kToday) ==
          Lines{"The fee on the Portal is past its last day. Please ask at the counter."});
    CHECK_FALSE(catalogue::fee_holds(fee_of(FeeKind::free_stated), kToday));
}

TEST_CASE("times are said as people say them") {
    says_time(taking({}), {"Hỏi cán bộ", "Ask staff"});
    says_time(taking({{1, TimeUnit::working_day}}), {"1 ngày làm việc", "1 working day"});
    says_time(taking({{21.5, TimeUnit::working_day}}), {"21,5 ngày làm việc", "21.5 working days"});
    says_time(taking({{1, TimeUnit::day}}), {"1 ngày", "1 day"});
    says_time(taking({{30, TimeUnit::day}}), {"30 ngày", "30 days"});
    says_time(taking({{1, TimeUnit::hour}}), {"1 giờ", "1 hour"});
    says_time(taking({{0.5, TimeUnit::hour}}), {"0,5 giờ", "0.5 hours"});
    says_time(taking({{7, TimeUnit::working_day}, {3, TimeUnit::working_day}}),
              {"3 – 7 ngày làm việc", "3 – 7 working days"});
    says_time(taking({{3, TimeUnit::day}, {3, TimeUnit::day}}), {"3 ngày", "3 days"});
    says_time(taking({{1, TimeUnit::day}, {1, TimeUnit::working_day}}),
              {"Tùy trường hợp", "Depends on the case"});
}

TEST_CASE("several times are listed whole, with why there are several") {
    CHECK(speaker(Language::vi).time_lines(taking({})) ==
          Lines{"Cổng Dịch vụ công chưa ghi thời hạn. Hỏi cán bộ tại quầy."});
    CHECK(speaker(Language::en).time_lines(taking({{1, TimeUnit::day}})) == Lines{"1 day"});
    CHECK(speaker(Language::vi)
              .time_lines(taking({{1, TimeUnit::working_day}, {2, TimeUnit::day}})) ==
          Lines{"1 ngày làm việc; 2 ngày", "Thời hạn tùy trường hợp."});
}

TEST_CASE("every level of online service has its words, and only one needs the counter") {
    const std::tuple<OnlineLevel, Said, bool> levels[] = {
        {OnlineLevel::full, {"Trực tuyến toàn trình", "Fully online"}, true},
        {OnlineLevel::partial, {"Trực tuyến một phần", "Partly online"}, true},
        {OnlineLevel::offered, {"Nộp được trực tuyến", "Online possible"}, true},
        {OnlineLevel::unknown, {"Xem trên Cổng", "See the Portal"}, true},
        {OnlineLevel::none, {"Nộp tại quầy", "At the counter"}, false},
    };
    for (const auto& [level, said, online] : levels) {
        Procedure procedure;
        procedure.online = level;
        CHECK(speaker(Language::vi).level(procedure) == said.vi);
        CHECK(speaker(Language::en).level(procedure) == said.en);
        CHECK(catalogue::can_file_online(procedure) == online);
    }
}

TEST_CASE("who handles it, what comes out and what a paper is, in both languages") {
    using catalogue::Counter;
    const std::pair<Counter, Said> counters[] = {
        {Counter::ward, {"Ủy ban phường", "Ward office"}},
        {Counter::police, {"Công an phường", "Ward police"}},
        {Counter::military, {"Ban Chỉ huy quân sự", "Military command"}}};
    for (const auto& [counter, said] : counters) {
        Procedure procedure;
        procedure.counter = counter;
        CHECK(speaker(Language::vi).handled_by(procedure) == said.vi);
        CHECK(speaker(Language::en).handled_by(procedure) == said.en);
    }
    const std::pair<Paper, Said> papers[] = {{Paper::original, {"Bản chính", "Original"}},
                                             {Paper::copy, {"Bản sao", "Copy"}},
                                             {Paper::form, {"Tờ khai", "Form"}},
                                             {Paper::show, {"Xuất trình", "To show"}},
                                             {Paper::if_needed, {"Khi cần", "If needed"}}};
    for (const auto& [paper, said] : papers) {
        CHECK(speaker(Language::vi).paper(paper) == said.vi);
        CHECK(speaker(Language::en).paper(paper) == said.en);
    }
    Procedure procedure;
    CHECK(speaker(Language::en).result(procedure) == "See the Portal");
    procedure.card.emplace();
    procedure.card->result = {.vi = "Giấy khai sinh", .en = "Birth certificate"};
    CHECK(speaker(Language::vi).result(procedure) == "Giấy khai sinh");
    CHECK(speaker(Language::en).result(procedure) == "Birth certificate");
}

TEST_CASE("a case shows its own papers and those of every case") {
    catalogue::Card card;
    card.cases = {{.id = "a", .name = {}}, {.id = "b", .name = {}}};
    card.bring.resize(3);
    card.bring[0].cases = {"a"};
    card.bring[1].cases = {"a", "b"};
    using List = std::vector<const catalogue::Bring*>;
    CHECK(catalogue::papers(card, 0) == List{&card.bring[0], &card.bring[1], &card.bring[2]});
    CHECK(catalogue::papers(card, 1) == List{&card.bring[1], &card.bring[2]});
    CHECK(catalogue::papers(card, 9) == List{&card.bring[2]});  // No such case: what all need.
    card.cases.clear();
    CHECK(catalogue::papers(card, 0).size() == 3);
}

TEST_CASE("nothing we ship is called free unless its source says so, in any season") {
    const catalogue::Loaded loaded =
        must(catalogue::load(std::string(SOURCE_DIR) + "/config/catalogue.json"));
    const auto new_year = std::chrono::sys_days(std::chrono::year(2027) / 1 / 1);
    for (const Procedure& procedure : loaded.catalogue.procedures()) {
        CAPTURE(procedure.code);
        for (const auto day : {kToday, new_year}) {
            const std::string fee = speaker(Language::vi).fee(procedure, day);
            CHECK((fee == "Miễn phí") == (procedure.fee.kind == FeeKind::free_stated));
            CHECK_FALSE(speaker(Language::en).fee_lines(procedure, day).empty());
            const bool figure = fee.find("000") != std::string::npos;
            CHECK(figure == catalogue::fee_holds(procedure.fee, day));
        }
        CHECK_FALSE(speaker(Language::vi).time(procedure).empty());
        CHECK_FALSE(speaker(Language::en).time_lines(procedure).empty());
    }
}

#include "reports/made.h"

namespace made {

namespace {

using campaign::Rate;

const std::int64_t kScales[] = {10, 7, 0};

std::vector<Rate> rates_of(const figures::World& world, const ledger::Sum& sum) {
    std::vector<Rate> rates;
    for (const campaign::Indicator& one : world.campaign.indicators)
        rates.push_back(campaign::rate_of(one, sum.measures));
    return rates;
}

}  // namespace

figures::World world() {
    figures::World world;
    world.campaign.name = {.vi = "100 ngày đêm", .en = "100 days and nights"};
    world.campaign.first_day = kFirst - std::chrono::days(10);
    world.campaign.last_day = world.campaign.first_day + std::chrono::days(99);
    world.campaign.level = "ward";
    world.campaign.milestones = {
        {.id = "day_50", .name = {.vi = "Ngày 50", .en = "Day 50"}, .day = 50},
        {.id = "day_100", .name = {.vi = "Ngày 100", .en = "Day 100"}, .day = 100}};
    using tally::Measures;
    world.campaign.indicators = {{.id = "online",
                                  .rule = "3.3",
                                  .name = {.vi = "Nộp trực tuyến", .en = "Online"},
                                  .numerator = &Measures::online_complete,
                                  .denominator = &Measures::received},
                                 {.id = "online_payment",
                                  .rule = "3.6",
                                  .name = {.vi = "Thanh toán trực tuyến", .en = "Paid online"},
                                  .numerator = &Measures::paid_online,
                                  .denominator = &Measures::fee_due}};
    world.campaign.targets = {
        {.indicator = "online", .level = "ward", .milestone = "day_50", .hundredths = 5500},
        {.indicator = "online", .level = "ward", .milestone = "day_100", .hundredths = 7000}};
    world.wards.province_code = "52";
    world.wards.province_name = "Gia Lai";
    world.wards.list = {{.code = "23563", .name = "Diên Hồng", .full_name = "Phường Diên Hồng"},
                        {.code = "21583", .name = "Quy Nhơn", .full_name = kEvil},
                        {.code = "23926", .name = "Ia Pia", .full_name = "Xã Ia Pia"}};
    return world;
}

ledger::Sum sum(std::int64_t scale) {
    ledger::Sum sum;
    std::int64_t next = scale;
    for (const tally::MeasureName& one : tally::measure_names()) sum.measures.*one.field = next++;
    sum.measures.received = 3 * scale;
    sum.measures.online_complete = scale;
    sum.measures.fee_due = 0;  // No rate of payment is known.
    sum.measures.paid_online = 0;
    sum.untrusted = scale / 2;
    sum.filtered = 2 * scale;
    return sum;
}

figures::Overview overview(const figures::World& world, bool compared) {
    figures::Overview overview;
    overview.asked = {.period = {.first = kFirst, .last = kToday},
                      .compared = std::nullopt,
                      .ward = {},
                      .today = kToday};
    if (compared)
        overview.asked.compared = tally::Period{.first = kFirst - std::chrono::days(4),
                                                .last = kFirst - std::chrono::days(1)};
    overview.of_campaign = true;
    overview.progress = {.day = 14, .days = 100};
    overview.next = world.campaign.milestones[0];
    overview.days_left = 36;
    for (std::size_t i = 0; i < world.wards.list.size(); ++i) {
        const catalogue::Ward& ward = world.wards.list[i];
        figures::WardRow row{.code = ward.code,
                             .name = ward.full_name,
                             .kind = i == 2 ? "xã" : "phường",
                             .place = static_cast<std::int64_t>(i < 2 ? i + 1 : 0),
                             .rates = {},
                             .heat = {},
                             .compared = {},
                             .sum = sum(kScales[i])};
        row.rates = rates_of(world, row.sum);
        row.heat.assign(row.rates.size(), figures::Heat::near);
        row.compared.assign(row.rates.size(), std::nullopt);
        if (compared && !row.compared.empty())
            row.compared[0] = Rate{.numerator = 1, .denominator = 4};
        row.known_days = i < 2 ? 3 : 0;
        row.kiosks = i < 2 ? 1 : 0;
        row.alarms = i == 0 ? 1 : 0;
        if (row.known_days > 0) overview.sum += row.sum;
        overview.wards.push_back(std::move(row));
    }
    for (int i : {0, 1, 3})  // The third day is unknown.
        overview.days.push_back({.day = kFirst + std::chrono::days(i), .sum = sum(i), .known = 2});
    for (const campaign::Indicator& one : world.campaign.indicators) {
        figures::Indicator indicator;
        indicator.what = &one;
        indicator.rate = campaign::rate_of(one, overview.sum.measures);
        if (compared && one.id == "online")
            indicator.compared = Rate{.numerator = 2, .denominator = 9};
        campaign::Standing standing;
        standing.rate = indicator.rate;
        standing.next = overview.next;
        if (one.id == "online") standing.target = 5500;
        indicator.standing = standing;
        if (indicator.rate.known())
            for (const ledger::DaySum& day : overview.days)
                indicator.line.push_back({.day = day.day, .rate = indicator.rate});
        overview.indicators.push_back(std::move(indicator));
    }
    overview.ward_days = 12;
    overview.known_ward_days = 6;
    overview.kiosks = {.total = 2, .well = 1, .late = 0, .silent = 1, .never = 0, .alarms = 1};
    return overview;
}

figures::Procedures procedures() {
    figures::Procedures procedures;
    procedures.asked = {.period = {.first = kFirst, .last = kToday},
                        .compared = std::nullopt,
                        .ward = {},
                        .today = kToday};
    const figures::World in = world();
    procedures.rows = {{.code = "1.001193",
                        .name = kEvil,
                        .field = "Hộ tịch",
                        .rates = rates_of(in, sum(5)),
                        .sum = sum(5),
                        .wards = 2,
                        .arrivals = 40},
                       {.code = {},
                        .name = {},
                        .field = {},
                        .rates = rates_of(in, sum(0)),
                        .sum = sum(0),
                        .wards = 1,
                        .arrivals = std::nullopt}};
    return procedures;
}

figures::Kiosks kiosks() {
    figures::KioskRow heard;
    heard.kiosk.device = std::string(32, 'a');
    heard.kiosk.ward = "23563";
    heard.kiosk.name = kEvil;
    heard.kiosk.words = "mây sông gạo trâu";
    heard.kiosk.enrolled = kNow - std::chrono::days(20);
    heard.kiosk.heard = kNow - std::chrono::minutes(2);
    heard.kiosk.disk_free = 5'000'000'000;
    heard.kiosk.version = "0.1.0";
    heard.kiosk.clock_trusted = true;
    heard.kiosk.alarms = {"fork", "restored"};
    heard.ward_name = "Phường Diên Hồng";
    heard.health = figures::Health::well;
    heard.clock_off_s = -2820;
    figures::KioskRow never;
    never.kiosk.device = std::string(32, 'b');
    never.kiosk.ward = "21583";
    never.kiosk.enrolled = kNow;
    return {.sums = {.total = 2, .well = 1, .never = 1, .alarms = 1}, .rows = {never, heard}};
}

const text::Words& words(text::Language language) {
    static const std::string kFolder = std::string(SOURCE_DIR) + "/assets/lang/province";
    static const text::Words kVi = must(text::Words::load_json(kFolder, text::Language::vi));
    static const text::Words kEn = must(text::Words::load_json(kFolder, text::Language::en));
    return language == text::Language::vi ? kVi : kEn;
}

reports::Voice voice(text::Language language) {
    return {.language = language, .words = &words(language), .province = "Gia Lai", .made = kNow};
}

}  // namespace made

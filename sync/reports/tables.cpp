#include "reports/tables.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/speech.h"
#include "sheets/csv.h"
#include "sheets/workbook.h"

namespace reports {

namespace {

sheets::View begun(const Speech& speech, const std::string& slug) {
    sheets::View view;
    view.slug = slug;
    view.title = speech.word("table." + slug);
    view.notice = speech.notice();
    return view;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

const char* key_of(figures::Health health) {
    switch (health) {
        case figures::Health::never: return "health.never";
        case figures::Health::well: return "health.well";
        case figures::Health::late: return "health.late";
        case figures::Health::silent: return "health.silent";
        case figures::Health::revoked: return "health.revoked";
    }
    ASSERT(false);
}

}  // namespace

sheets::View wards_table(const figures::Overview& overview, const figures::World& world,
                         const Voice& voice) {
    const Speech speech(world, voice);
    sheets::View view = begun(speech, "wards");
    view.columns = {speech.column("table.place", 8),       speech.column("table.code", 10),
                    speech.column("table.ward", 28),       speech.column("table.kind", 10),
                    speech.column("table.known_days", 12), speech.column("table.days_asked", 12),
                    speech.column("table.kiosks_of", 10),  speech.column("table.silent", 12),
                    speech.column("table.alarms", 12)};
    const bool compared = overview.asked.compared.has_value();
    speech.add_rate_columns(view, compared);
    speech.add_sum_columns(view);
    const auto days = overview.wards.empty()
                          ? std::int64_t{0}
                          : overview.ward_days / static_cast<std::int64_t>(overview.wards.size());
    std::int64_t kiosks = 0, silent = 0, alarms = 0;
    for (const figures::WardRow& ward : overview.wards) {
        const bool known = ward.known_days > 0;
        Row row(view);
        if (ward.place > 0)
            row.number(ward.place);
        else
            row.none();
        row.text(ward.code).text(ward.name).text(ward.kind).number(ward.known_days).number(days);
        row.number(ward.kiosks).number(ward.silent).number(ward.alarms);
        speech.add_rates(row, ward.rates, compared ? &ward.compared : nullptr, known);
        speech.add_sum(row, ward.sum, known);
        kiosks += ward.kiosks;
        silent += ward.silent;
        alarms += ward.alarms;
    }
    if (overview.wards.size() < 2) return view;
    view.sum = true;
    Row row(view);
    row.none().none().text(speech.word("table.sum")).none();
    row.number(overview.known_ward_days).number(overview.ward_days);
    row.number(kiosks).number(silent).number(alarms);
    std::vector<std::optional<campaign::Rate>> before;
    for (const figures::Indicator& one : overview.indicators) before.push_back(one.compared);
    const bool known = overview.known_ward_days > 0;
    speech.add_rates(row, speech.rates_of(overview.sum), compared ? &before : nullptr, known);
    speech.add_sum(row, overview.sum, known);
    return view;
}

sheets::View days_table(const figures::Overview& overview, const figures::World& world,
                        const Voice& voice) {
    const Speech speech(world, voice);
    sheets::View view = begun(speech, "days");
    view.columns = {speech.column("table.day", 12), speech.column("table.weekday", 12),
                    speech.column("table.known_wards", 14)};
    speech.add_rate_columns(view, false);
    speech.add_sum_columns(view);
    const tally::Day last = std::min(overview.asked.period.last, overview.asked.today);
    for (tally::Day day = overview.asked.period.first; day <= last; day += std::chrono::days(1)) {
        const auto found = std::ranges::find(overview.days, day, &ledger::DaySum::day);
        const bool known = found != overview.days.end();
        const ledger::DaySum told = known ? *found : ledger::DaySum();
        Row row(view);
        row.day(day).text(speech.weekday(day)).number(told.known);
        speech.add_rates(row, speech.rates_of(told.sum), nullptr, known);
        speech.add_sum(row, told.sum, known);
    }
    return view;
}

sheets::View procedures_table(const figures::Procedures& procedures, const figures::World& world,
                              const Voice& voice) {
    const Speech speech(world, voice);
    sheets::View view = begun(speech, "procedures");
    view.columns = {speech.column("table.code", 11), speech.column("table.procedure", 44),
                    speech.column("table.field", 26), speech.column("table.wards_of", 14),
                    speech.column("table.arrivals", 14)};
    speech.add_rate_columns(view, false);
    speech.add_sum_columns(view);
    for (const figures::ProcedureRow& one : procedures.rows) {
        Row row(view);
        row.text(one.code);
        row.text(one.code.empty() ? speech.word("table.no_procedure") : one.name);
        row.text(one.field).number(one.wards).number(one.arrivals);
        speech.add_rates(row, one.rates, nullptr, true);
        speech.add_sum(row, one.sum, true);
    }
    return view;
}

sheets::View kiosks_table(const figures::Kiosks& kiosks, const figures::World& world,
                          const Voice& voice) {
    const Speech speech(world, voice);
    sheets::View view = begun(speech, "kiosks");
    view.columns = {speech.column("table.code", 10),      speech.column("table.ward", 28),
                    speech.column("table.kiosk", 18),     speech.column("table.device", 34),
                    speech.column("table.words", 26),     speech.column("table.health", 24),
                    speech.column("table.enrolled", 12),  speech.column("table.heard", 18),
                    speech.column("table.unsent", 12),    speech.column("table.disk_free", 14),
                    speech.column("table.published", 12), speech.column("table.version", 12),
                    speech.column("table.clock", 14),     speech.column("table.clock_off", 14),
                    speech.column("table.rows", 12),      speech.column("table.alarms", 24)};
    constexpr std::int64_t kMegabyte = 1'000'000;
    for (const figures::KioskRow& one : kiosks.rows) {
        const ledger::Kiosk& kiosk = one.kiosk;
        Row row(view);
        row.text(kiosk.ward).text(one.ward_name).text(kiosk.name).text(kiosk.device);
        row.text(kiosk.words).text(speech.word(key_of(one.health)));
        row.day(business_day(kiosk.enrolled));
        if (kiosk.heard) {
            row.text(speech.moment(*kiosk.heard)).number(kiosk.unsent);
            row.number(kiosk.disk_free / kMegabyte).number(kiosk.published).text(kiosk.version);
            row.text(speech.word(kiosk.clock_trusted ? "table.trusted" : "table.not_trusted"));
            row.number(one.clock_off_s).number(kiosk.rows);
        } else {
            row.none().none().none().none().none().none().none().none();
        }
        row.text(joined(kiosk.alarms));
    }
    return view;
}

std::string csv_file(const sheets::View& table) { return sheets::csv_of(table); }

Result<std::string> xlsx_file(const sheets::View& table, const figures::Asked& asked,
                              const figures::World& world, const Voice& voice) {
    const Speech speech(world, voice);
    sheets::Imprint imprint{.author = "Một Cửa",
                            .header = "Một Cửa, " + voice.province,
                            .period = asked.period,
                            .made = voice.made};
    if (world.demo) imprint.header += " – " + speech.word("demo");
    return sheets::workbook_of({table, about_table(asked, world, voice)}, imprint);
}

std::string file_name(const std::string& of, const std::string& table, const tally::Period& period,
                      bool demo) {
    std::string name = fmt::format("motcua_{}_{}_{}_{}{}", of, table, iso_date(period.first),
                                   iso_date(period.last), demo ? "_demo" : "");
    std::erase_if(name, [](char c) {
        return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-');
    });
    return name;
}

}  // namespace reports

#include "web/shapes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tally/measures.h"
#include "wire/receipt.h"

namespace web {

using json::Value;

namespace {

using web::shape;  // Those below would hide them.

constexpr std::array kHeats{"none", "unknown", "far", "near", "next", "last"};
constexpr std::array kHealths{"never", "well", "late", "silent", "revoked"};
constexpr std::array kNeeds{"unknown", "none", "per_day", "out_of_reach"};
/// The first measures of tally/measures.h, in their order: the kiosk saw five happen, and
/// citizens said one.
constexpr std::size_t kShown = 5, kSaid = 1;

Value shape(const text::Translated& words) { return {{"vi", words.vi}, {"en", words.en}}; }

template <class T>
Value or_null(const std::optional<T>& what) {
    return what ? Value(shape(*what)) : Value(nullptr);
}

Value shape(const std::optional<int>& what) { return what ? Value(*what) : Value(nullptr); }

std::string_view measure_name(std::int64_t tally::Measures::*field) {
    for (const tally::MeasureName& one : tally::measure_names())
        if (one.field == field) return one.name;
    return {};
}

std::string_view certainty_of(std::size_t measure) {
    if (measure < kShown) return "shown";
    return measure < kShown + kSaid ? "said" : "confirmed";
}

std::string_view certainty_of(std::int64_t tally::Measures::*field) {
    const std::vector<tally::MeasureName>& names = tally::measure_names();
    const auto at = std::find_if(names.begin(), names.end(),
                                 [&](const auto& one) { return one.field == field; });
    return certainty_of(static_cast<std::size_t>(at - names.begin()));
}

Value period_shape(const figures::Asked& asked) {
    return {{"from", iso_date(asked.period.first)},
            {"to", iso_date(asked.period.last)},
            {"days", asked.period.days()}};
}

Value comparison_shape(const figures::Asked& asked) {
    if (!asked.compared) return nullptr;
    return {{"from", iso_date(asked.compared->first)},
            {"to", iso_date(asked.compared->last)},
            {"days", asked.compared->days()}};
}

Value shape(const ledger::DaySum& day) {
    return {{"day", iso_date(day.day)}, {"known", day.known}, {"sum", shape(day.sum)}};
}

Value campaign_shape(const figures::Overview& overview, const campaign::Campaign& campaign) {
    Value milestones = Value::array();
    for (const campaign::Milestone& one : campaign.milestones)
        milestones.push_back({{"id", one.id},
                              {"name", shape(one.name)},
                              {"day", one.day},
                              {"date", iso_date(campaign.day_of(one))},
                              {"after", one.after}});
    return {{"name", shape(campaign.name)},
            {"kicker", shape(campaign.kicker)},
            {"purpose", shape(campaign.purpose)},
            {"first_day", iso_date(campaign.first_day)},
            {"last_day", iso_date(campaign.last_day)},
            {"day", overview.progress.day},
            {"days", overview.progress.days},
            {"running", overview.progress.running()},
            {"sample_targets", campaign.sample_targets},
            {"milestones", std::move(milestones)},
            {"next", overview.next ? Value(overview.next->id) : Value(nullptr)},
            {"days_left", overview.days_left}};
}

Value standing_shape(const campaign::Standing& standing) {
    const bool judged = standing.target && standing.rate.known();
    const campaign::Need& need = standing.need;
    return {{"target", shape(standing.target)},
            {"met", judged ? Value(standing.met()) : Value(nullptr)},
            {"gap", judged ? Value(std::max<std::int64_t>(
                                 0, *standing.target - standing.rate.hundredths()))
                           : Value(nullptr)},
            {"need",
             {{"kind", kNeeds[static_cast<std::size_t>(need.kind)]},
              {"tenths", need.tenths},
              {"of_tenths", need.of_tenths}}}};
}

Value shape(const figures::Indicator& one, const campaign::Campaign& campaign) {
    Value targets = Value::array();
    for (const campaign::Milestone& milestone : campaign.milestones)
        if (const auto target = campaign.target(one.what->id, milestone.id))
            targets.push_back({{"milestone", milestone.id}, {"hundredths", *target}});
    Value line = Value::array();
    for (const campaign::Point& point : one.line) {
        Value at = shape(point.rate);
        at["day"] = iso_date(point.day);
        line.push_back(std::move(at));
    }
    Value value = standing_shape(one.standing.value_or(campaign::Standing{}));
    value.update(Value{{"id", one.what->id},
                       {"rule", one.what->rule},
                       {"name", shape(one.what->name)},
                       {"numerator_measure", measure_name(one.what->numerator)},
                       {"denominator_measure", measure_name(one.what->denominator)},
                       {"certainty", certainty_of(one.what->numerator)},
                       {"rate", shape(one.rate)},
                       {"compared", or_null(one.compared)},
                       {"week_ago", or_null(one.week_ago)},
                       {"targets", std::move(targets)},
                       {"line", std::move(line)}});
    return value;
}

Value rates_shape(const std::vector<campaign::Rate>& rates, const campaign::Campaign& campaign) {
    Value value = Value::object();
    for (std::size_t i = 0; i < rates.size(); ++i)
        value[campaign.indicators[i].id] = shape(rates[i]);
    return value;
}

Value shape(const figures::WardRow& row, const campaign::Campaign& campaign) {
    Value rates = rates_shape(row.rates, campaign);
    for (std::size_t i = 0; i < row.rates.size(); ++i) {
        Value& rate = rates[campaign.indicators[i].id];
        rate["heat"] =
            i < row.heat.size() ? kHeats[static_cast<std::size_t>(row.heat[i])] : kHeats[0];
        rate["compared"] = i < row.compared.size() ? or_null(row.compared[i]) : Value(nullptr);
    }
    return {{"code", row.code},
            {"name", row.name},
            {"kind", row.kind},
            {"place", row.place > 0 ? Value(row.place) : Value(nullptr)},
            {"rates", std::move(rates)},
            {"sum", shape(row.sum)},
            {"known_days", row.known_days},
            {"kiosks", row.kiosks},
            {"silent", row.silent},
            {"alarms", row.alarms}};
}

Value shape(const figures::ProcedureRow& row, const campaign::Campaign& campaign) {
    return {{"code", row.code},
            {"name", row.name},
            {"field", row.field},
            {"rates", rates_shape(row.rates, campaign)},
            {"sum", shape(row.sum)},
            {"wards", row.wards},
            {"arrivals", row.arrivals ? Value(*row.arrivals) : Value(nullptr)}};
}

Value shape(const figures::KioskRow& row) {
    const ledger::Kiosk& kiosk = row.kiosk;
    Value value{{"device", kiosk.device},
                {"ward", kiosk.ward},
                {"ward_name", row.ward_name},
                {"name", kiosk.name},
                {"words", kiosk.words},
                {"health", kHealths[static_cast<std::size_t>(row.health)]},
                {"enrolled", time_text(kiosk.enrolled)},
                {"batches", kiosk.batches},
                {"alarms", kiosk.alarms},
                {"clock_off_s", row.clock_off_s ? Value(*row.clock_off_s) : Value(nullptr)}};
    const bool heard = kiosk.heard.has_value();
    const auto told = [&](const char* key, Value what) {
        value[key] = heard ? std::move(what) : Value(nullptr);
    };
    value["heard"] = heard ? Value(time_text(*kiosk.heard)) : Value(nullptr);
    told("unsent", kiosk.unsent);
    told("disk_free", kiosk.disk_free);
    told("published", kiosk.published);
    told("version", kiosk.version);
    told("clock_trusted", kiosk.clock_trusted);
    told("rows", kiosk.rows);
    return value;
}

Value shape(const figures::KioskSums& sums) {
    return {{"total", sums.total},   {"well", sums.well},   {"late", sums.late},
            {"silent", sums.silent}, {"never", sums.never}, {"alarms", sums.alarms}};
}

template <class List, class... More>
Value list_shape(const List& list, const More&... more) {
    Value value = Value::array();
    for (const auto& one : list) value.push_back(shape(one, more...));
    return value;
}

/// What every answer begins with.
Value heading(const figures::World& world, WallTime now) {
    return {{"as_of", time_text(now)}, {"demo", world.demo}};
}

}  // namespace

std::string time_text(WallTime time) {
    return wire::utc_seconds(std::chrono::floor<std::chrono::seconds>(time));
}

Value shape(const campaign::Rate& rate) {
    return {{"numerator", rate.numerator},
            {"denominator", rate.denominator},
            {"hundredths", rate.known() ? Value(rate.hundredths()) : Value(nullptr)}};
}

Value shape(const ledger::Sum& sum) {
    Value value{{"untrusted", sum.untrusted}, {"filtered", sum.filtered}};
    for (const tally::MeasureName& one : tally::measure_names())
        value[std::string(one.name)] = sum.measures.*one.field;
    return value;
}

Value shape(const figures::Overview& overview, const figures::World& world, WallTime now) {
    const campaign::Campaign& campaign = world.campaign;
    Value value = heading(world, now);
    const std::string& ward = overview.asked.ward;
    Value period = period_shape(overview.asked);
    period["of_campaign"] = overview.of_campaign;
    value.update(Value{{"today", iso_date(overview.asked.today)},
                       {"ward", ward.empty() ? Value(nullptr) : Value(ward)},
                       {"period", std::move(period)},
                       {"comparison", comparison_shape(overview.asked)},
                       {"campaign", campaign_shape(overview, campaign)},
                       {"indicators", list_shape(overview.indicators, campaign)},
                       {"sum", shape(overview.sum)},
                       {"compared_sum", or_null(overview.compared)},
                       {"days", list_shape(overview.days)},
                       {"ward_days", overview.ward_days},
                       {"known_ward_days", overview.known_ward_days},
                       {"wards", list_shape(overview.wards, campaign)},
                       {"kiosks", shape(overview.kiosks)}});
    return value;
}

Value shape(const figures::WardPage& page, const figures::World& world, WallTime now) {
    Value filtered = Value::array(), unknown = Value::array();
    for (const figures::Uncounted& one : page.filtered)
        filtered.push_back({{"kind", one.kind}, {"reason", one.reason}, {"rows", one.rows}});
    for (const tally::Day day : page.unknown) unknown.push_back(iso_date(day));
    return {{"as_of", time_text(now)},
            {"overview", shape(page.overview, world, now)},
            {"procedures", list_shape(page.procedures, world.campaign)},
            {"kiosks", list_shape(page.kiosks)},
            {"filtered", std::move(filtered)},
            {"untrusted", page.untrusted},
            {"unknown_days", std::move(unknown)}};
}

Value shape(const figures::Procedures& page, const figures::World& world, WallTime now) {
    Value value = heading(world, now);
    value["period"] = period_shape(page.asked);
    value["procedures"] = list_shape(page.rows, world.campaign);
    return value;
}

Value shape(const figures::ProcedurePage& page, const figures::World& world, WallTime now) {
    Value value = heading(world, now);
    value["period"] = period_shape(page.asked);
    value["procedure"] = shape(page.row, world.campaign);
    value["days"] = list_shape(page.days);
    value["wards"] = list_shape(page.wards, world.campaign);
    return value;
}

Value shape(const figures::Kiosks& page, const figures::World& world, std::int64_t published,
            WallTime now) {
    Value value = heading(world, now);
    value["sums"] = shape(page.sums);
    value["kiosks"] = list_shape(page.rows);
    value["published"] = published;
    return value;
}

Value measures_shape() {
    Value list = Value::array();
    const std::vector<tally::MeasureName>& names = tally::measure_names();
    for (std::size_t i = 0; i < names.size(); ++i)
        list.push_back({{"name", names[i].name}, {"certainty", certainty_of(i)}});
    return {{"measures", std::move(list)}};
}

}  // namespace web

#include "catalogue/say.h"

#include <algorithm>

#include "text/format.h"

namespace catalogue {

namespace {

std::vector<std::int64_t> amounts_of(const Fee& fee, Method method) {
    std::vector<std::int64_t> amounts;
    for (const FeeAmount& amount : fee.amounts)
        if (amount.method == method) amounts.push_back(amount.vnd);
    std::sort(amounts.begin(), amounts.end());
    return amounts;
}

}  // namespace

bool fee_holds(const Fee& fee, std::chrono::sys_days today) {
    return fee.kind == FeeKind::amount && (!fee.valid_until || today <= *fee.valid_until);
}

bool can_file_online(const Procedure& procedure) { return procedure.online != OnlineLevel::none; }

std::vector<const Bring*> papers(const Card& card, std::size_t case_index) {
    std::vector<const Bring*> list;
    for (const Bring& bring : card.bring) {
        const bool always = bring.cases.empty() || card.cases.empty();
        const auto& id = case_index < card.cases.size() ? card.cases[case_index].id : std::string();
        if (always || std::find(bring.cases.begin(), bring.cases.end(), id) != bring.cases.end())
            list.push_back(&bring);
    }
    return list;
}

std::string Speaker::fee(const Procedure& procedure, std::chrono::sys_days today) const {
    const Fee& fee = procedure.fee;
    switch (fee.kind) {
        case FeeKind::free_stated: return words_("fee.free");
        case FeeKind::zero_unexplained: return words_("fee.zero");
        case FeeKind::set_by_province:
        case FeeKind::amount_set_by_province: return words_("fee.province");
        case FeeKind::zero_with_note:
        case FeeKind::unknown: return words_("fee.ask");
        case FeeKind::amount: break;
    }
    if (!fee_holds(fee, today)) return words_("fee.ask");
    const auto [low, high] =
        std::minmax_element(fee.amounts.begin(), fee.amounts.end(),
                            [](const FeeAmount& a, const FeeAmount& b) { return a.vnd < b.vnd; });
    if (low->vnd != high->vnd)
        return text::grouped(low->vnd, language_) + " – " + text::money(high->vnd, language_);
    std::string said = text::money(low->vnd, language_);
    if (procedure.card && procedure.card->fee_unit)
        said += " " + procedure.card->fee_unit->in(language_);
    return said;
}

std::vector<std::string> Speaker::fee_lines(const Procedure& procedure,
                                            std::chrono::sys_days today) const {
    const Fee& fee = procedure.fee;
    switch (fee.kind) {
        case FeeKind::free_stated: return {words_("fee.free.long")};
        case FeeKind::zero_unexplained: return {words_("fee.zero.long")};
        case FeeKind::zero_with_note: return {words_("fee.note.long")};
        case FeeKind::set_by_province:
        case FeeKind::amount_set_by_province: return {words_("fee.province.long")};
        case FeeKind::unknown: return {words_("fee.ask.long")};
        case FeeKind::amount: break;
    }
    if (!fee_holds(fee, today)) return {words_("fee.expired.long")};
    static constexpr std::pair<Method, const char*> kMethods[] = {
        {Method::any, "fee.any"},
        {Method::online, "fee.online"},
        {Method::counter, "fee.counter"},
        {Method::post, "fee.post"},
    };
    std::vector<std::string> lines;
    bool by_case = false;
    for (const auto& [method, key] : kMethods) {
        const std::vector<std::int64_t> amounts = amounts_of(fee, method);
        by_case = by_case || amounts.size() > 1;
        std::string list;
        for (const std::int64_t vnd : amounts)
            list += (list.empty() ? "" : ", ") + text::money(vnd, language_);
        if (!list.empty()) lines.push_back(text::fill(words_(key), {{"list", list}}));
    }
    if (by_case) lines.push_back(words_("fee.by_case"));
    if (fee.valid_until)
        lines.push_back(
            text::fill(words_("fee.until"), {{"date", text::date(*fee.valid_until, language_)}}));
    return lines;
}

std::string Speaker::unit(TimeUnit unit, double count) const {
    const bool one = count == 1;
    switch (unit) {
        case TimeUnit::working_day: return words_(one ? "time.working_day" : "time.working_days");
        case TimeUnit::day: return words_(one ? "time.day" : "time.days");
        case TimeUnit::hour: return words_(one ? "time.hour" : "time.hours");
    }
    return {};
}

std::string Speaker::time(const Procedure& procedure) const {
    if (procedure.times.empty()) return words_("time.ask");
    const auto by_value = [](const TimeLimit& a, const TimeLimit& b) { return a.value < b.value; };
    const auto [low, high] =
        std::minmax_element(procedure.times.begin(), procedure.times.end(), by_value);
    const auto said = [&](const TimeLimit& limit) {
        return text::decimal(limit.value, language_) + " " + unit(limit.unit, limit.value);
    };
    if (*low == *high) return said(*low);
    const bool one_unit = std::all_of(procedure.times.begin(), procedure.times.end(),
                                      [&](const TimeLimit& t) { return t.unit == low->unit; });
    if (one_unit) return text::decimal(low->value, language_) + " – " + said(*high);
    return words_("time.by_case");
}

std::vector<std::string> Speaker::time_lines(const Procedure& procedure) const {
    if (procedure.times.empty()) return {words_("time.ask.long")};
    std::string list;
    for (const TimeLimit& limit : procedure.times)
        list += (list.empty() ? "" : "; ") + text::decimal(limit.value, language_) + " " +
                unit(limit.unit, limit.value);
    if (procedure.times.size() == 1) return {list};
    return {list, words_("time.by_case.long")};
}

std::string Speaker::level(const Procedure& procedure) const {
    switch (procedure.online) {
        case OnlineLevel::full: return words_("level.full");
        case OnlineLevel::partial: return words_("level.partial");
        case OnlineLevel::offered: return words_("level.offered");
        case OnlineLevel::none: return words_("level.none");
        case OnlineLevel::unknown: return words_("level.unknown");
    }
    return {};
}

std::string Speaker::handled_by(const Procedure& procedure) const {
    switch (procedure.counter) {
        case Counter::ward: return words_("counter.ward");
        case Counter::police: return words_("counter.police");
        case Counter::military: return words_("counter.military");
    }
    return {};
}

std::string Speaker::result(const Procedure& procedure) const {
    return procedure.card ? procedure.card->result.in(language_) : words_("result.see");
}

std::string Speaker::paper(Paper kind) const {
    switch (kind) {
        case Paper::original: return words_("paper.original");
        case Paper::copy: return words_("paper.copy");
        case Paper::form: return words_("paper.form");
        case Paper::show: return words_("paper.show");
        case Paper::if_needed: return words_("paper.if_needed");
    }
    return {};
}

}  // namespace catalogue

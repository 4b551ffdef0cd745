#include "catalogue/entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "text/letters.h"
#include "text/unicode.h"

namespace catalogue {

using text::Language;

namespace {

constexpr std::size_t kSentenceMax = 160;  // "For whom": two lines at the standard size.
constexpr std::size_t kCasesMax = 6;       // One page of choices.
constexpr std::size_t kBringMax = 14;
constexpr std::int64_t kFeeMin = 1000;  // Below this the portal's figure is wrong by 1,000.
constexpr std::int64_t kFeeMax = 1'000'000'000;

/// One of a fixed list of words; `add`s a problem that lists them otherwise.
template <class Choice>
Choice choose(const std::string& given, std::string_view key,
              std::initializer_list<std::pair<std::string_view, Choice>> choices,
              Problems& problems) {
    std::string list;
    for (const auto& [word, choice] : choices) {
        if (word == given) return choice;
        list += (list.empty() ? "" : ", ") + std::string(word);
    }
    problems.add(fmt::format("{} \"{}\": use one of {}", key, given, list));
    return choices.begin()->second;
}

std::size_t word_count(const std::string& text) {
    return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

Fee read_fee(const json::Value& value, Problems& problems) {
    problems.unknown(value, {"kind", "amounts", "valid_until"});
    Fee fee;
    fee.kind = choose<FeeKind>(problems.text(value, "kind"), "fee.kind",
                               {{"unknown", FeeKind::unknown},
                                {"amount", FeeKind::amount},
                                {"amount_set_by_province", FeeKind::amount_set_by_province},
                                {"set_by_province", FeeKind::set_by_province},
                                {"free_stated", FeeKind::free_stated},
                                {"zero_unexplained", FeeKind::zero_unexplained},
                                {"zero_with_note", FeeKind::zero_with_note}},
                               problems);
    if (const json::Value* amounts = problems.list(value, "amounts")) {
        for (const json::Value& item : *amounts) {
            problems.unknown(item, {"vnd", "method"});
            FeeAmount amount;
            if (!json::integer(item, "vnd", amount.vnd) || amount.vnd < kFeeMin ||
                amount.vnd > kFeeMax)
                problems.add(
                    fmt::format("fee.amounts: \"vnd\" must be {} to {}", kFeeMin, kFeeMax));
            if (json::find(item, "method"))
                amount.method = choose<Method>(problems.text(item, "method"), "fee.amounts.method",
                                               {{"online", Method::online},
                                                {"counter", Method::counter},
                                                {"post", Method::post}},
                                               problems);
            fee.amounts.push_back(amount);
        }
    }
    if ((fee.kind == FeeKind::amount) == fee.amounts.empty())
        problems.add("fee: \"amounts\" belong to the kind \"amount\", and only to it");
    fee.valid_until = problems.day(value, "valid_until");
    return fee;
}

std::vector<TimeLimit> read_times(const json::Value& entry, Problems& problems) {
    std::vector<TimeLimit> times;
    const json::Value* array = problems.list(entry, "time");
    if (!array) return times;
    for (const json::Value& item : *array) {
        problems.unknown(item, {"value", "unit"});
        TimeLimit limit;
        if (!json::number(item, "value", limit.value) || limit.value <= 0 || limit.value > 1000)
            problems.add("time: \"value\" must be a number above 0, at most 1000");
        limit.unit = choose<TimeUnit>(problems.text(item, "unit"), "time.unit",
                                      {{"working_day", TimeUnit::working_day},
                                       {"day", TimeUnit::day},
                                       {"hour", TimeUnit::hour}},
                                      problems);
        times.push_back(limit);
    }
    return times;
}

Bring read_bring(const json::Value& item, const std::set<std::string>& cases, Problems& problems) {
    problems.unknown(item, {"vi", "en", "jra", "bdq", "kind", "note", "cases"});
    Bring bring;
    bring.name = problems.languages(item, 80);
    for (const std::string& text : {bring.name.vi, bring.name.en, bring.name.jra, bring.name.bdq})
        if (word_count(text) > kItemWordsMax)
            problems.add(fmt::format("\"{}\" has {} words; at most {}", text, word_count(text),
                                     kItemWordsMax));
    bring.kind = choose<Paper>(problems.text(item, "kind"), "bring.kind",
                               {{"original", Paper::original},
                                {"copy", Paper::copy},
                                {"form", Paper::form},
                                {"show", Paper::show},
                                {"if_needed", Paper::if_needed}},
                               problems);
    if (json::find(item, "note")) bring.note = problems.translated(item, "note", 90);
    if (const json::Value* array = problems.list(item, "cases")) {
        for (const json::Value& id : *array) {
            const std::string* text = id.get_ptr<const std::string*>();
            if (text && cases.contains(*text))
                bring.cases.push_back(*text);
            else
                problems.add("\"" + bring.name.vi + "\": cases must name ids of \"cases\"");
        }
    }
    return bring;
}

Card read_card(const json::Value& value, Problems& problems) {
    problems.unknown(value, {"name", "for", "result", "cases", "bring", "words", "fee_unit"});
    Card card;
    card.name = problems.translated(value, "name", kShortNameMax);
    card.for_whom = problems.translated(value, "for", kSentenceMax);
    card.result = problems.translated(value, "result", 40);
    if (json::find(value, "fee_unit")) card.fee_unit = problems.translated(value, "fee_unit", 24);
    std::set<std::string> ids;
    if (const json::Value* cases = problems.list(value, "cases")) {
        for (const json::Value& item : *cases) {
            problems.unknown(item, {"id", "name"});
            card.cases.push_back(
                {.id = problems.text(item, "id"), .name = problems.translated(item, "name", 60)});
            if (!ids.insert(card.cases.back().id).second)
                problems.add("case id \"" + card.cases.back().id + "\" is used twice");
        }
        if (card.cases.size() < 2 || card.cases.size() > kCasesMax)
            problems.add(fmt::format("cases: give 2 to {}, or none", kCasesMax));
    }
    const json::Value* bring = json::array(value, "bring");
    if (!bring || bring->empty() || bring->size() > kBringMax)
        problems.add(fmt::format("\"bring\" must list 1 to {} papers", kBringMax));
    else
        for (const json::Value& item : *bring)
            card.bring.push_back(read_bring(item, ids, problems));
    if (const json::Value* words = problems.list(value, "words")) {
        for (const json::Value& word : *words) {
            const std::string* text = word.get_ptr<const std::string*>();
            if (!text)
                problems.add("words must be texts");
            else {
                problems.check_text(*text, "words", 60);
                card.words.push_back(*text);
            }
        }
    }
    return card;
}

/// Some sources say only the month they were read in.
bool is_day_or_month(const std::string& text) {
    return parse_iso_date(text).ok() || parse_iso_date(text + "-01").ok();
}

bool is_uuid(const std::string& text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
        if (dash ? text[i] != '-' : !hex) return false;
    }
    return true;
}

}  // namespace

std::string Problems::at(const std::string& what) const {
    return place_.empty() ? source_ + ": " + what : source_ + ": " + place_ + ": " + what;
}

void Problems::add(const std::string& what) {
    if (list_.size() < kProblemsMax)
        list_.push_back(at(what));
    else
        ++more_;
}

void Problems::warn(const std::string& what) {
    if (warnings_.size() < kProblemsMax) warnings_.push_back(at(what));
}

Error Problems::error() const {
    std::string all;
    for (const std::string& line : list_) all += (all.empty() ? "" : "\n") + line;
    if (more_ > 0) all += fmt::format("\n{}: and {} more", source_, more_);
    return {Error::Code::invalid, all};
}

void Problems::check_text(const std::string& value, std::string_view key, std::size_t length_max) {
    if (!text::valid_utf8(value)) return add(fmt::format("\"{}\" is not UTF-8", key));
    if (!text::is_nfc(value))
        return add(fmt::format("\"{}\" is not NFC: save it with composed Vietnamese letters", key));
    const std::vector<char32_t> letters = text::code_points(value);
    if (letters.empty() || letters.size() > length_max)
        return add(
            fmt::format("\"{}\" has {} letters; give 1 to {}", key, letters.size(), length_max));
    if (value.front() == ' ' || value.back() == ' ' || value.find("  ") != std::string::npos)
        add(fmt::format("\"{}\" has stray spaces", key));
    for (const char32_t letter : letters) {
        if (letter < 0x20) return add(fmt::format("\"{}\" holds a control character", key));
        if (rules_.has_glyph && letter != 0xa0 && !rules_.has_glyph(letter))
            return add(fmt::format("\"{}\" has U+{:04X}, which the fonts cannot draw", key,
                                   static_cast<unsigned>(letter)));
    }
}

std::string Problems::text(const json::Value& object, std::string_view key,
                           std::size_t length_max) {
    const std::string* value = json::text(object, key);
    if (!value) {
        add(fmt::format("\"{}\" is missing or not a text", key));
        return {};
    }
    check_text(*value, key, length_max);
    return *value;
}

Translated Problems::translated(const json::Value& object, std::string_view key,
                                std::size_t length_max) {
    const json::Value* value = json::find(object, key);
    if (!value || !value->is_object()) {
        add(fmt::format("\"{}\" needs a text in \"vi\" and in \"en\"", key));
        return {};
    }
    unknown(*value, {"vi", "en", "jra", "bdq"});
    return languages(*value, length_max);
}

Translated Problems::languages(const json::Value& object, std::size_t length_max) {
    const auto in = [&](Language language) {
        const std::string_view key = text::code_of(language);
        const bool optional = language == Language::jra || language == Language::bdq;
        if (optional && !json::find(object, key)) return std::string();
        const std::string words = text(object, key, length_max);
        if (const std::string wrong = text::problem_with_letters(words, language); !wrong.empty())
            add(fmt::format("\"{}\": {}", key, wrong));
        return text::one_spelling(words, language);
    };
    return {.vi = in(Language::vi),
            .en = in(Language::en),
            .jra = in(Language::jra),
            .bdq = in(Language::bdq)};
}

const json::Value* Problems::list(const json::Value& object, std::string_view key) {
    const json::Value* value = json::find(object, key);
    if (!value || value->is_array()) return value;
    add(fmt::format("\"{}\" must be a list […]", key));
    return nullptr;
}

std::optional<std::chrono::sys_days> Problems::day(const json::Value& object,
                                                   std::string_view key) {
    if (!json::find(object, key)) return std::nullopt;
    const std::string* value = json::text(object, key);
    const auto day = parse_iso_date(value ? *value : std::string());
    if (day.ok()) return std::chrono::sys_days(day);
    add(fmt::format("\"{}\" must be a day as 2026-12-31", key));
    return std::nullopt;
}

void Problems::unknown(const json::Value& object, std::initializer_list<std::string_view> known) {
    if (!object.is_object()) return add("must be an object {…}");
    for (const std::string& key : json::unknown_keys(object, known))
        add("\"" + key + "\" is not a known key; is it misspelt?");
}

Procedure read_procedure(const json::Value& value, Problems& problems) {
    problems.unknown(value, {"code", "name", "field", "tile", "group", "counter", "internal",
                             "formality_id", "online", "fee", "time", "source_date", "card"});
    Procedure procedure;
    procedure.code = problems.text(value, "code");
    if (!is_code(procedure.code)) problems.add("the code must be as 1.001193");
    procedure.name = problems.text(value, "name", kNameLengthMax);
    procedure.field = problems.text(value, "field");
    procedure.tile = problems.text(value, "tile");
    if (json::find(value, "group")) procedure.group = problems.text(value, "group");
    procedure.counter = choose<Counter>(
        problems.text(value, "counter"), "counter",
        {{"ward", Counter::ward}, {"police", Counter::police}, {"military", Counter::military}},
        problems);
    if (const json::Value* internal = json::find(value, "internal")) {
        const bool* yes = internal->get_ptr<const bool*>();
        if (!yes) problems.add("\"internal\" must be true or false");
        procedure.internal = yes && *yes;
    }
    if (json::find(value, "formality_id")) {
        procedure.formality_id = problems.text(value, "formality_id");
        if (!is_uuid(procedure.formality_id))
            problems.add("\"formality_id\" must be a UUID in lower case");
    }
    procedure.online = choose<OnlineLevel>(problems.text(value, "online"), "online",
                                           {{"unknown", OnlineLevel::unknown},
                                            {"full", OnlineLevel::full},
                                            {"partial", OnlineLevel::partial},
                                            {"offered", OnlineLevel::offered},
                                            {"none", OnlineLevel::none}},
                                           problems);
    const json::Value* fee = json::find(value, "fee");
    if (fee)
        procedure.fee = read_fee(*fee, problems);
    else
        problems.add("\"fee\" is missing; write {\"kind\": \"unknown\"} when it is not known");
    procedure.times = read_times(value, problems);
    if (json::find(value, "source_date")) {
        procedure.source_date = problems.text(value, "source_date");
        if (!is_day_or_month(procedure.source_date))
            problems.add("\"source_date\" must be as 2026-07-18 or 2026-07");
    }
    if (const json::Value* card = json::find(value, "card"))
        procedure.card = read_card(*card, problems);
    return procedure;
}

}  // namespace catalogue

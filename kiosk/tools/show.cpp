#include "tools/show.h"

#include <fmt/format.h>

#include <iterator>

#include "importing/json_form.h"
#include "text/format.h"

namespace tools {

namespace {

using catalogue::Translated;
using text::Language;

/// Lines of "label: value"; an empty value has no line.
class Lines {
public:
    explicit Lines(Language language) : language_(language) {}
    void add(const Translated& label, const std::string& value) {
        if (!value.empty())
            fmt::format_to(std::back_inserter(out_), "{}: {}\n", label.in(language_), value);
    }
    void item(const std::string& value) {
        fmt::format_to(std::back_inserter(out_), "  - {}\n", value);
    }
    void heading(const std::string& text) { out_ += text + "\n"; }
    Language language() const { return language_; }
    const std::string& text() const { return out_; }

private:
    Language language_;
    std::string out_;
};

const char* name_of(catalogue::OnlineLevel level) {
    switch (level) {
        case catalogue::OnlineLevel::full: return "full";
        case catalogue::OnlineLevel::partial: return "partial";
        case catalogue::OnlineLevel::offered: return "offered";
        case catalogue::OnlineLevel::none: return "none";
        case catalogue::OnlineLevel::unknown: break;
    }
    return "unknown";
}

const char* name_of(catalogue::Paper paper) {
    switch (paper) {
        case catalogue::Paper::original: return "original";
        case catalogue::Paper::copy: return "copy";
        case catalogue::Paper::form: return "form";
        case catalogue::Paper::show: return "show";
        case catalogue::Paper::if_needed: break;
    }
    return "if_needed";
}

std::string fee_text(const catalogue::Fee& fee, Language language) {
    std::string out = importing::name_of(fee.kind);
    for (const catalogue::FeeAmount& amount : fee.amounts)
        out += fmt::format("; {} ({})", text::money(amount.vnd, language),
                           importing::name_of(amount.method));
    if (fee.valid_until) out += "; ≤ " + text::date(*fee.valid_until, language);
    return out;
}

std::string time_text(const std::vector<catalogue::TimeLimit>& times, Language language) {
    std::string out;
    for (const catalogue::TimeLimit& time : times)
        out += fmt::format("{}{} {}", out.empty() ? "" : "; ", text::decimal(time.value, language),
                           importing::name_of(time.unit));
    return out;
}

void add_facts(Lines& lines, const catalogue::Catalogue& all,
               const catalogue::Procedure& procedure) {
    const Language language = lines.language();
    const catalogue::Tile* tile = all.tile(procedure.tile);
    lines.add({"Mã", "Code"}, procedure.code);
    lines.add({"Tên", "Official name"}, procedure.name);
    lines.add({"Lĩnh vực", "Field"}, procedure.field);
    lines.add({"Nhóm", "Tile"}, tile ? tile->name.in(language) : procedure.tile);
    lines.add({"Nơi nhận", "Counter"}, importing::name_of(procedure.counter));
    lines.add({"Nội bộ", "Internal"}, procedure.internal ? "yes" : "");
    lines.add({"Trực tuyến", "Online"}, name_of(procedure.online));
    lines.add({"Phí, lệ phí", "Fee"}, fee_text(procedure.fee, language));
    lines.add({"Thời hạn", "Time limit"}, time_text(procedure.times, language));
    lines.add({"Mã trên Cổng", "Portal id"}, procedure.formality_id);
    lines.add({"Ngày dữ liệu", "Source date"}, procedure.source_date);
}

void add_card(Lines& lines, const catalogue::Card& card) {
    const Language language = lines.language();
    lines.heading("");
    lines.add({"Tên thường gọi", "Everyday name"}, card.name.in(language));
    lines.add({"Dành cho", "For"}, card.for_whom.in(language));
    lines.add({"Nhận được", "Result"}, card.result.in(language));
    if (card.fee_unit) lines.add({"Phí tính", "Fee is"}, card.fee_unit->in(language));
    if (!card.cases.empty()) lines.heading(Translated{"Trường hợp:", "Cases:"}.in(language));
    for (const catalogue::Case& one : card.cases)
        lines.item(fmt::format("{}: {}", one.id, one.name.in(language)));
    if (!card.bring.empty()) lines.heading(Translated{"Mang theo:", "Bring:"}.in(language));
    for (const catalogue::Bring& bring : card.bring) {
        std::string line = fmt::format("{} [{}]", bring.name.in(language), name_of(bring.kind));
        if (bring.note) line += " – " + bring.note->in(language);
        for (const std::string& id : bring.cases) line += " {" + id + "}";
        lines.item(line);
    }
    std::string words;
    for (const std::string& word : card.words) words += (words.empty() ? "" : ", ") + word;
    lines.add({"Từ tìm kiếm", "Search words"}, words);
}

}  // namespace

std::string show(const catalogue::Catalogue& catalogue, const catalogue::Procedure& procedure,
                 Language language) {
    Lines lines(language);
    add_facts(lines, catalogue, procedure);
    if (procedure.card) add_card(lines, *procedure.card);
    return lines.text();
}

}  // namespace tools

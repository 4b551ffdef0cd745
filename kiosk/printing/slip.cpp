#include "printing/slip.h"

#include "catalogue/say.h"
#include "text/format.h"

namespace printing {

namespace {

/// An official name may have a thousand letters: it would fill the slip in the size of a title.
constexpr std::size_t kTitleBytesMax = 120;

/// "2026-07-18" · "2026-07", where only the month is known.
std::string spoken(const std::string& iso, text::Language language) {
    const auto day = parse_iso_date(iso);
    if (day.ok()) return text::date(std::chrono::sys_days(day), language);
    return iso.size() >= 7 ? iso.substr(5, 2) + "/" + iso.substr(0, 4) : iso;
}

/// "https://dichvucong.gov.vn/thu-tuc…" → "dichvucong.gov.vn": what a person can type and trust.
std::string host_of(const std::string& address) {
    const std::size_t scheme = address.find("://");
    const std::size_t begin = scheme == address.npos ? 0 : scheme + 3;
    return address.substr(begin, address.find_first_of("/?#", begin) - begin);
}

class SlipWriter {
public:
    SlipWriter(const SlipFacts& facts, const text::Words& words, text::Language language)
        : facts_(facts), procedure_(facts.procedure), words_(words), language_(language) {}

    Document document() && {
        heading();
        papers();
        terms();
        way_by_phone();
        foot();
        return std::move(slip_);
    }

private:
    void add(Block block) { slip_.blocks.push_back(std::move(block)); }
    void caption(const std::string& text) {
        add(Text{.text = text, .size = Size::large, .weight = Weight::bold});
        add(Gap{1});
    }

    void heading() {
        add(Text{.text = facts_.unit_name, .weight = Weight::bold, .align = Align::centre});
        add(Text{.text = facts_.unit_place, .size = Size::small, .align = Align::centre});
        add(Gap{2});
        add(Rule{.thick = true});
        add(Gap{2});
        add(Text{.text = words_("slip.title"), .size = Size::small, .align = Align::centre});
        const std::string name = catalogue::short_name(procedure_, language_);
        add(Text{.text = name,
                 .size = name.size() <= kTitleBytesMax ? Size::title : Size::large,
                 .weight = Weight::bold,
                 .align = Align::centre});
        const auto& card = procedure_.card;
        if (card && facts_.case_index < card->cases.size())
            add(Text{.text = card->cases[facts_.case_index].name.in(language_),
                     .weight = Weight::semibold,
                     .align = Align::centre});
        add(Gap{3});
    }

    void papers() {
        caption(words_("slip.bring"));
        if (!procedure_.card) {
            add(Text{.text = words_("slip.no_card")});
            add(Gap{2});
            return;
        }
        const catalogue::Speaker speaker(words_, language_);
        for (const catalogue::Bring* paper :
             catalogue::papers(*procedure_.card, facts_.case_index)) {
            std::string note = speaker.paper(paper->kind);
            if (paper->note) note += ". " + paper->note->in(language_);
            add(Item{.text = paper->name.in(language_), .note = note});
        }
        add(Gap{1.5});
    }

    void terms() {
        const catalogue::Speaker speaker(words_, language_);
        Table table{.columns = {{.heading = {}, .share = 2}, {.heading = {}, .share = 3}},
                    .rows = {},
                    .together = true};
        const auto row = [&](const std::string& what, const std::string& is) {
            table.rows.push_back({.cells = {what, is}});
        };
        row(words_("slip.fee"), speaker.fee(procedure_, facts_.today));
        row(words_("slip.time"), speaker.time(procedure_));
        row(words_("slip.where"), speaker.handled_by(procedure_));
        add(Rule{});
        add(std::move(table));
        add(Gap{3});
    }

    void way_by_phone() {
        const bool online = catalogue::can_file_online(procedure_);
        add(Text{.text = words_(online ? "slip.scan" : "slip.scan_only"),
                 .weight = Weight::bold,
                 .align = Align::centre});
        add(Code{.text = facts_.address});
        add(Text{.text = host_of(facts_.address),
                 .size = Size::large,
                 .weight = Weight::bold,
                 .align = Align::centre});
        add(Text{.text = text::fill(words_("slip.code"), {{"code", procedure_.code}}),
                 .align = Align::centre});
        add(Gap{3});
        add(Banner{.text = text::fill(words_(online ? "slip.no_phone" : "slip.counter"),
                                      {{"n", facts_.counter}})});
        add(Gap{2});
    }

    void foot() {
        const std::string date = spoken(procedure_.source_date, language_);
        if (!date.empty())
            add(Text{.text = text::fill(words_("slip.source"), {{"date", date}}),
                     .size = Size::small,
                     .align = Align::centre});
        add(Text{.text = words_("slip.summary"), .size = Size::small, .align = Align::centre});
        add(Cut{});
    }

    const SlipFacts& facts_;
    const catalogue::Procedure& procedure_;
    const text::Words& words_;
    text::Language language_;
    Document slip_;
};

}  // namespace

Document slip_of(const SlipFacts& facts, const text::Words& words, text::Language language) {
    return SlipWriter(facts, words, language).document();
}

}  // namespace printing

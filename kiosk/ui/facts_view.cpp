// Everything the kiosk knows of a procedure in full words, and the QR code to the full text.

#include <cmath>

#include "text/format.h"
#include "ui/paged.h"
#include "ui/views.h"

namespace ui {

namespace {

/// One thing known: what it is called and what it is. Long texts are cut into parts at words.
struct Entry {
    std::string_view icon;
    std::string caption;
    std::string words;
    bool unread = false;
};

std::string joined(const std::vector<std::string>& lines) {
    std::string all;
    for (const std::string& line : lines) all += (all.empty() ? "" : "\n") + line;
    return all;
}

std::string iso_to_spoken(const std::string& iso, text::Language language) {
    const auto day = parse_iso_date(iso);
    if (day.ok()) return text::date(std::chrono::sys_days(day), language);
    // "2026-06": only the month is known.
    return iso.size() >= 7 ? iso.substr(5, 2) + "/" + iso.substr(0, 4) : iso;
}

/// Every paper of the citizen's case with its whole hint.
void add_papers(const Frame& f, const catalogue::Card& card, std::size_t case_index,
                std::vector<Entry>& list) {
    std::string all;
    if (!card.cases.empty())
        all = f.say("detail.case") + ": " + card.cases[case_index].name.in(f.language());
    for (const catalogue::Bring* paper : catalogue::papers(card, case_index)) {
        all += (all.empty() ? "• " : "\n• ") + paper->name.in(f.language()) + " (" +
               f.speaker.paper(paper->kind) + ")";
        if (paper->note) all += ". " + paper->note->in(f.language());
    }
    list.push_back({"playlist_add_check", f.say("detail.bring"), all});
}

std::vector<Entry> entries_of(const Frame& f, const catalogue::Procedure& procedure,
                              std::size_t case_index) {
    std::vector<Entry> list;
    // The official name says less to the ear than the title above it.
    const bool unread = procedure.card || !name_is_read(f, procedure);
    list.push_back({"label", f.say("facts.name"), procedure.name, unread});
    if (procedure.card)
        list.push_back(
            {"help_outline", f.say("facts.for"), procedure.card->for_whom.in(f.language())});
    if (procedure.card) add_papers(f, *procedure.card, case_index, list);
    list.push_back(
        {"payments", f.say("detail.fee"), joined(f.speaker.fee_lines(procedure, f.today()))});
    list.push_back({"schedule", f.say("detail.time"), joined(f.speaker.time_lines(procedure))});
    if (procedure.card)
        list.push_back({"description", f.say("detail.result"), f.speaker.result(procedure)});
    list.push_back({"smartphone", f.say("facts.level"), f.speaker.level(procedure)});
    list.push_back({"account_balance", f.say("detail.where"), f.speaker.handled_by(procedure)});
    list.push_back({"apps", f.say("facts.field"), procedure.field});
    std::string source = f.say("detail.code") + " " + procedure.code;
    if (!procedure.source_date.empty())
        source += "\n" + f.fill("facts.source",
                                {{"date", iso_to_spoken(procedure.source_date, f.language())}});
    source += "\n" + f.say("facts.summary");
    list.push_back({"info", f.say("facts.origin"), source});
    return list;
}

Look words_look(const Frame& f) {
    return {.style = f.theme.extra() ? Style::caption : Style::body};
}

Look caption_look(const Frame& f) {
    return {
        .style = Style::caption, .weight = Weight::semibold, .colour = f.colour.ink2, .lines = 1};
}

float words_width(const Frame& f, float width) {
    return width - 2 * f.size.space3 - f.size.icon - f.size.tile_gap;
}

float entry_height(Frame& f, const Entry& entry, float width) {
    return line_height(f, caption_look(f)) +
           text_height(f, entry.words, words_look(f), words_width(f, width)) + 2 * f.size.space2;
}

/// As many whole lines, or else words, as fit a height; the rest stays in `words`.
std::string cut_words(Frame& f, std::string& words, float width, float height) {
    const Look look = words_look(f);
    const auto fits = [&](std::string_view part) {
        return text_height(f, part, look, words_width(f, width)) + line_height(f, caption_look(f)) +
                   2 * f.size.space2 <=
               height;
    };
    const auto last_fitting = [&](char separator, std::string_view end) {
        std::size_t good = 0;
        for (std::size_t at = words.find(separator); at != std::string::npos;
             at = words.find(separator, at + 1)) {
            if (!fits(words.substr(0, at) + std::string(end))) break;
            good = at;
        }
        return good;
    };
    if (const std::size_t line = last_fitting('\n', ""); line > 0) {
        std::string part = words.substr(0, line);
        words.erase(0, line + 1);
        return part;
    }
    const std::size_t good = last_fitting(' ', " …");
    if (good == 0) return std::exchange(words, {});
    std::string part = words.substr(0, good) + " …";
    words = "… " + words.substr(good + 1);
    return part;
}

using Page = std::vector<Entry>;

std::vector<Page> packed(Frame& f, std::vector<Entry> entries, Box box) {
    std::vector<Page> pages(1);
    float used = 0;
    for (Entry& entry : entries) {
        while (!entry.words.empty()) {
            const float height = entry_height(f, entry, box.w);
            const float left = box.h - used;
            if (height <= left) {
                pages.back().push_back(entry);
                used += height + f.size.gap;
                break;
            }
            // A long entry begins on this page when half of it is free.
            if (used > 0 && left < box.h / 2) {
                pages.emplace_back();
                used = 0;
                continue;
            }
            Entry part = entry;
            part.words = cut_words(f, entry.words, box.w, left);
            pages.back().push_back(part);
            pages.emplace_back();
            used = 0;
        }
    }
    if (pages.back().empty() && pages.size() > 1) pages.pop_back();
    return pages;
}

void draw_entry(Frame& f, Box box, const Entry& entry) {
    card(f, box, f.size.radius, f.colour.card, f.colour.line, f.size.border);
    Box inside = box.inset(f.size.space3, f.size.space2);
    Box side = inside.cut_left(f.size.icon, f.size.tile_gap);
    icon(f, side.cut_top(f.size.icon), entry.icon, f.size.icon, f.colour.red);
    Look caption = caption_look(f), words = words_look(f);
    caption.unread = words.unread = entry.unread;
    draw_text(f, inside.cut_top(line_height(f, caption)), entry.caption, caption);
    draw_text(f, inside, entry.words, words);
}

/// A drag up or down turns one page.
std::optional<int> swiped(Frame& f, Box box, int page, int pages) {
    const Memory::Finger& finger = f.memory.finger;
    Scroll& scroll = f.memory.scrolls["facts"];
    const bool inside =
        finger.x >= box.x && finger.x < box.right() && finger.y >= box.y && finger.y < box.bottom();
    if (finger.began_drag && inside) scroll.held = true;
    if (finger.dragging || !scroll.held) return std::nullopt;
    scroll.held = false;
    if (finger.dy < -f.size.space6 && page + 1 < pages) return page + 1;
    if (finger.dy > f.size.space6 && page > 0) return page - 1;
    return std::nullopt;
}

Asked draw_pages(Frame& f, Box box, const catalogue::Procedure& procedure,
                 const app::Facts& screen) {
    const std::size_t cases = procedure.card ? procedure.card->cases.size() : 0;
    const auto entries =
        entries_of(f, procedure, cases > 0 ? std::min(screen.case_index, cases - 1) : 0);
    Box rest = box;
    std::vector<Page> pages = packed(f, entries, rest);
    Box pager{};
    if (pages.size() > 1) {
        pager = cut_pager(f, rest);
        pages = packed(f, entries, rest);
    }
    const int count = static_cast<int>(pages.size());
    const int page = std::clamp(screen.row, 0, count - 1);
    Box column = rest;
    for (const Entry& entry : pages[static_cast<std::size_t>(page)])
        draw_entry(f, column.cut_top(entry_height(f, entry, rest.w), f.size.gap), entry);
    if (count == 1) return std::nullopt;
    std::optional<int> chosen = draw_pager(f, pager, page, count);
    if (!chosen) chosen = swiped(f, rest, page, count);
    if (chosen) return app::ScrollTo{*chosen};
    return std::nullopt;
}

void draw_title(Frame& f, Box& box, const catalogue::Procedure& procedure) {
    const std::string name = catalogue::short_name(procedure, f.language());
    const Look title{.style = Style::title,
                     .weight = Weight::bold,
                     .lines = 1,
                     .unread = !name_is_read(f, procedure)};
    Look less = title, least = title;
    less.style = Style::key;
    least.style = Style::body;
    less.lines = least.lines = 2;
    Look last = least;
    if (f.theme.extra()) last.style = Style::caption;
    // Beside the code there are more lines for it than above the pages. It stands whole on them.
    const float most = f.low() && !f.portrait() ? box.h : 2 * line_height(f, less);
    last.lines = std::max(2, static_cast<int>(most / line_height(f, last)));
    last.may_cut = true;
    const Look look = fitting(f, name, {0, 0, box.w, most}, {title, less, least, last});
    draw_text(f, box.cut_top(text_height(f, name, look, box.w), f.size.gap), name, look);
}

/// Where the code stands: at the side of the hand or below, and with low reach above.
Box cut_code(Frame& f, Box& box) {
    if (f.low() && f.portrait()) return f.reading;
    if (f.low()) return cut_hand(f, f.reading, std::floor(f.reading.w * 0.56f), f.size.space4);
    if (!f.portrait())
        return cut_hand(f, box, f.theme.px(f.theme.roomy() ? 480 : 620), f.size.space4);
    return box.cut_bottom(f.theme.px(f.theme.roomy() ? 560 : 420), f.size.space2);
}

}  // namespace

Asked draw_facts(Frame& f, const app::Facts& screen) {
    const catalogue::Procedure* procedure = procedure_of(f, screen.code);
    if (!procedure) return app::GoHome{};
    Box box = f.content;
    Box code{};
    if (f.low() && f.portrait()) {
        draw_title(f, f.reading, *procedure);
        code = cut_code(f, box);
    } else {
        code = cut_code(f, box);
        draw_title(f, f.beyond_reach(box), *procedure);
    }
    const Asked asked = draw_pages(f, box, *procedure, screen);
    const std::string address = address_of(f, catalogue::LinkKind::procedure, *procedure);
    const std::string safe = safe_line(f, "guide.safe.short");
    code_card(f, code,
              {.title = f.say("facts.full"),
               .code = address,
               .hint = f.say("guide.scan"),
               .safe = safe});
    return asked;
}

}  // namespace ui

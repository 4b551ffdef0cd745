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
    list.push_back({"label", f.say("facts.name"), procedure.name});
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
    const Look caption = caption_look(f);
    draw_text(f, inside.cut_top(line_height(f, caption)), entry.caption, caption);
    draw_text(f, inside, entry.words, words_look(f));
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

}  // namespace

Asked draw_facts(Frame& f, const app::Facts& screen) {
    const catalogue::Procedure* procedure = procedure_of(f, screen.code);
    if (!procedure) return app::GoHome{};
    Box box = f.content;
    const std::string name = catalogue::short_name(*procedure, f.language());
    const std::string address = address_of(f, catalogue::LinkKind::procedure, *procedure);
    const std::string safe = safe_line(f, "guide.safe.short");
    const CodeCard code{.title = f.say("facts.full"),
                        .code = address,
                        .hint = f.say("guide.scan"),
                        .safe = safe};
    const Look title{.style = Style::title, .weight = Weight::bold, .lines = 1};
    const Look less{.style = Style::key, .weight = Weight::bold, .lines = 2};
    const Look least{.style = Style::body, .weight = Weight::bold, .lines = 2, .may_cut = true};
    const auto draw_title = [&](Box& at) {
        const Look look =
            fitting(f, name, {0, 0, at.w, 2 * line_height(f, less)}, {title, less, least});
        draw_text(f, at.cut_top(text_height(f, name, look, at.w), f.size.gap), name, look);
    };
    if (f.portrait()) {
        draw_title(box);
        const float tall = f.theme.roomy() ? f.theme.px(560) : f.theme.px(600);
        code_card(f, box.cut_bottom(tall, f.size.space2), code);
        return draw_pages(f, box, *procedure, screen);
    }
    const Box side = box.cut_right(f.theme.px(480), f.size.space4);
    draw_title(box);
    code_card(f, side, code);
    return draw_pages(f, box, *procedure, screen);
}

}  // namespace ui

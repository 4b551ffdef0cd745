#include "setup/page.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/unicode.h"

namespace setup {

namespace {

constexpr std::size_t kBannerColumns = 72;

struct Look {
    const char *sign, *colour;
};
Look look_of(Grade grade) {
    switch (grade) {
        case Grade::good: return {"✓", "\x1b[32m"};
        case Grade::note: return {"!", "\x1b[33m"};
        case Grade::bad: return {"✗", "\x1b[31m"};
    }
    return {"?", ""};
}

std::size_t columns(std::string_view text) { return text::code_points(text).size(); }

/// A band over the whole width, so that it is seen from across the room.
std::string band(const std::string& text, bool good) {
    const char* colour = good ? "\x1b[1;37;42m" : "\x1b[1;37;41m";
    const auto line = [&](const std::string& words) {
        const std::size_t used = std::min(columns(words), kBannerColumns - 2);
        return colour + std::string(2, ' ') + words + std::string(kBannerColumns - 2 - used, ' ') +
               "\x1b[0m\n";
    };
    return line("") + line(text) + line("");
}

}  // namespace

std::size_t count_of(const std::vector<Finding>& findings, Grade grade) {
    return static_cast<std::size_t>(std::ranges::count(findings, grade, &Finding::grade));
}

std::string page_of(const std::vector<Finding>& findings, const text::Words& words, bool colours) {
    const auto name = [&](const Finding& finding) { return words("setup.check." + finding.id); };
    std::size_t widest = 0;
    for (const Finding& finding : findings) widest = std::max(widest, columns(name(finding)));
    std::string page;
    for (const Finding& finding : findings) {
        const Look look = look_of(finding.grade);
        const std::string blanks(widest - columns(name(finding)), ' ');
        page += fmt::format(" {}{}{} {}{}  {}\n", colours ? look.colour : "", look.sign,
                            colours ? "\x1b[0m" : "", name(finding), blanks, finding.figure);
        if (!finding.advice.empty()) page += fmt::format("   → {}\n", finding.advice);
    }
    const std::size_t bad = count_of(findings, Grade::bad), notes = count_of(findings, Grade::note);
    std::string verdict =
        bad > 0     ? text::fill(words("setup.not_ready"), {{"n", std::to_string(bad)}})
        : notes > 0 ? text::fill(words("setup.ready_but"), {{"n", std::to_string(notes)}})
                    : words("setup.ready");
    return page + "\n" + (colours ? band(verdict, bad == 0) : verdict + "\n");
}

}  // namespace setup

#include "importing/text_rules.h"

#include <algorithm>
#include <array>
#include <set>

#include "text/unicode.h"

namespace importing {

namespace {

/// NULs stand for bullets in text out of PDF files; all controls become spaces.
bool is_control(unsigned char c) { return c < 0x20 || c == 0x7f; }

/// Characters that print nothing and make equal texts unequal: zero width space and joiners,
/// word joiner, byte order mark, soft hyphen.
constexpr std::array<std::string_view, 6> kInvisible = {"\u200b", "\u200c",       "\u200d",
                                                        "\u2060", "\xEF\xBB\xBF", "\u00ad"};

std::string without_invisible(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto mark = std::find_if(kInvisible.begin(), kInvisible.end(),
                                       [text](std::string_view m) { return text.starts_with(m); });
        if (mark == kInvisible.end()) out += text.front();
        text.remove_prefix(mark == kInvisible.end() ? 1 : mark->size());
    }
    return out;
}

/// Putting combining marks in order takes time that grows with the square of their run. Words
/// end at ASCII spaces; a kilobyte without one is no text of the portal.
bool has_endless_run(std::string_view text) {
    constexpr std::size_t kRunMax = 1024;
    std::size_t run = 0;
    return std::any_of(text.begin(), text.end(), [&run](char c) {
        run = static_cast<unsigned char>(c) < 0x80 ? 0 : run + 1;
        return run > kRunMax;
    });
}

/// Spellings of the commune's agencies after text::fold, as met in the portal's data.
constexpr std::array<std::string_view, 6> kPolice = {"cong an cap xa",
                                                     "cong an xa",
                                                     "cong an xa phuong thi tran",
                                                     "cong an xa phuong dac khu",
                                                     "cong an phuong",
                                                     "cong an cap xa phuong thi tran"};
constexpr std::array<std::string_view, 3> kMilitary = {
    "ban chi huy quan su cap xa", "ban chqs cap xa", "ban chi huy quan su xa phuong thi tran"};
constexpr std::array<std::string_view, 11> kWard = {"uy ban nhan dan cap xa",
                                                    "ubnd cap xa",
                                                    "uy ban nhan dan xa",
                                                    "uy ban nhan dan phuong",
                                                    "uy ban nhan dan xa phuong thi tran",
                                                    "uy ban nhan dan cap xa phuong thi tran",
                                                    "uy ban nhan dan xa phuong dac khu",
                                                    "chu tich ubnd cap xa",
                                                    "chu tich uy ban nhan dan xa",
                                                    "chu tich uy ban nhan dan cap xa",
                                                    "uy ban nhan dan xa phuong"};

template <class List>
bool contains(const List& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

std::string name_key(std::string_view name) {
    constexpr std::string_view kLead = "thu tuc ";
    std::string key = text::fold(name);
    if (key.starts_with(kLead)) key.erase(0, kLead.size());
    return key;
}

/// Whether an upper-case Latin or Vietnamese letter begins here.
bool capital_at(std::string_view text) {
    const std::vector<char32_t> first = text::code_points(text.substr(0, 4));
    if (first.empty()) return false;
    const char32_t c = first[0];
    if (c >= U'A' && c <= U'Z') return true;
    if (c >= 0xC0 && c <= 0xDE) return true;                     // À … Þ
    if (c == 0x0102 || c == 0x0110 || c == 0x0128) return true;  // Ă Đ Ĩ
    if (c == 0x0168 || c == 0x01A0 || c == 0x01AF) return true;  // Ũ Ơ Ư
    return c >= 0x1EA0 && c <= 0x1EF9 && c % 2 == 0;             // Ạ … Ỹ: capitals are even
}

}  // namespace

std::optional<std::string> clean(std::string_view raw) {
    if (has_endless_run(raw)) return std::nullopt;
    std::string text = without_invisible(raw);
    for (char& c : text)
        if (is_control(static_cast<unsigned char>(c))) c = ' ';
    const Result<std::string> composed = text::nfc(text);
    if (!composed) return std::nullopt;
    std::string squashed = text::squash(*composed);
    if (squashed == "Không có thông tin") squashed.clear();
    return squashed;
}

std::string shown(std::string_view raw, std::size_t characters_max) {
    std::string out;
    std::size_t count = 0;
    // Broken bytes come as U+FFFD; four bytes a character are all that can be shown.
    for (const char32_t c : text::code_points(raw.substr(0, 4 * characters_max))) {
        if (count++ == characters_max) return out + "…";
        out += c < 0x20 || (c >= 0x7f && c < 0xa0) ? std::string(" ") : text::to_utf8(c);
    }
    return out;
}

std::vector<std::string> tidy_agencies(const std::vector<std::string>& names) {
    constexpr std::size_t kAgenciesMax = 200;  // the longest list seen has 28
    std::vector<std::string> agencies;
    std::set<std::string> seen;
    for (std::string name : names) {
        while (!name.empty() && (name.back() == '.' || name.back() == ';')) name.pop_back();
        if (name.empty() || name.size() > kTextBytesMax || agencies.size() >= kAgenciesMax)
            continue;
        if (seen.insert(text::fold(name)).second) agencies.push_back(std::move(name));
    }
    return agencies;
}

std::vector<std::string> split_agencies(std::string_view text) {
    std::vector<std::string> names;
    std::size_t start = 0;
    for (std::size_t at = text.find(", "); at != text.npos; at = text.find(", ", at + 2)) {
        if (!capital_at(text.substr(at + 2))) continue;
        names.emplace_back(text.substr(start, at - start));
        start = at + 2;
    }
    names.emplace_back(text.substr(start));
    return tidy_agencies(names);
}

std::optional<catalogue::Counter> counter_of(const std::vector<std::string>& agencies) {
    std::optional<catalogue::Counter> found;
    for (const std::string& agency : agencies) {
        const std::string key = text::fold(agency);
        std::optional<catalogue::Counter> counter;
        if (contains(kPolice, key)) counter = catalogue::Counter::police;
        if (contains(kMilitary, key)) counter = catalogue::Counter::military;
        if (contains(kWard, key)) counter = catalogue::Counter::ward;
        if (counter && found && *found != *counter) return std::nullopt;
        if (counter) found = counter;
    }
    return found;
}

bool same_name(std::string_view a, std::string_view b) {
    return a == b || name_key(a) == name_key(b);
}

}  // namespace importing

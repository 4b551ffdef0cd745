#include "setup/questions.h"

#include <fmt/format.h>

#include <charconv>

#include "text/format.h"
#include "text/unicode.h"

namespace setup {

namespace {

constexpr std::size_t kWardsShownMax = 12;

std::string key(const char* beginning, Field field) {
    return beginning + std::string(name_of(field));
}

/// The ward by its number in the list that was shown; nothing: another name may be typed.
std::optional<std::string> choose_ward(Console& console, std::string_view typed,
                                       const Known& known) {
    const auto found = wards_like(known.wards, typed);
    if (found.size() < 2 || found.size() > kWardsShownMax) return std::string(typed);
    for (std::size_t i = 0; i < found.size(); ++i)
        console.tell(fmt::format("    {}. {} ({})", i + 1, found[i]->full_name, found[i]->code));
    const std::string which =
        text::fill(known.words("setup.ward.which"), {{"n", std::to_string(found.size())}});
    const auto answer = console.ask("  " + which + " ");
    if (!answer) return std::nullopt;
    std::size_t number = 0;
    const char* end = answer->data() + answer->size();
    const auto [at, fault] = std::from_chars(answer->data(), end, number);
    const bool chosen = fault == std::errc() && at == end && number >= 1 && number <= found.size();
    return chosen ? found[number - 1]->code : *answer;
}

/// What the monitor claims, and what panels on the market measure.
void show_panels(Console& console, const Answers& answers, const Known& known,
                 const std::vector<Connector>& connectors) {
    const bool upright = answers.rotate % 180 != 0;
    if (const Connector* connector = connected(connectors); connector && connector->edid) {
        const Edid& edid = *connector->edid;
        console.tell("  " +
                     text::fill(known.words("setup.panel.claims"),
                                {{"name", printable(edid.maker + " " + edid.name)},
                                 {"mm", std::to_string(upright ? edid.height_mm : edid.width_mm)},
                                 {"w", std::to_string(connector->width_pixels)},
                                 {"h", std::to_string(connector->height_pixels)}}));
    }
    std::string list;
    for (const UsualPanel& panel : kUsualPanels)
        list += fmt::format("{}{}\" = {}", list.empty() ? "" : " · ",
                            text::decimal(panel.inches, known.words.language()),
                            upright ? panel.height_mm : panel.width_mm);
    console.tell("  " + text::fill(known.words("setup.panel.usual"), {{"list", list}}));
}

/// A question that makes no sense after the others is passed over.
bool is_asked(Field field, const Answers& answers) {
    if (field == Field::wifi_password) return !answers.wifi_name.empty();
    if (field == Field::code) return !answers.province.empty();
    return true;
}

bool ask_one(Console& console, Answers& answers, Field field, const Known& known,
             const std::function<Result<>(const Answers&)>& acceptable) {
    const std::string prompt = fmt::format("{} [{}]: ", known.words(key("setup.ask.", field)),
                                           shown_long(answers, field, known));
    while (true) {
        std::optional<std::string> typed = console.ask(prompt);
        if (!typed) return false;
        if (typed->empty()) return true;
        if (field == Field::ward) typed = choose_ward(console, *typed, known);
        if (!typed) return false;
        Answers now = answers;
        const Result<> taken = take(now, field, *typed, known);
        const Result<> fits = taken ? acceptable(now) : Result<>();
        if (taken && fits) {
            answers = std::move(now);
            // A name in any spelling, an inch: what was understood is shown.
            if (shown(answers, field) != *typed)
                console.tell("  → " + shown_long(answers, field, known));
            return true;
        }
        console.tell("  " + (taken ? known.words(key("setup.expect.", field)) + " (" +
                                         fits.error().message + ")"
                                   : taken.error().message));
    }
}

}  // namespace

bool ask_all(Console& console, Answers& answers, const Known& known,
             const std::vector<Connector>& connectors,
             const std::function<Result<>(const Answers&)>& acceptable) {
    console.tell(known.words("setup.how"));
    for (const Field field : kFields) {
        if (!is_asked(field, answers)) continue;
        if (field == Field::panel_width_mm) show_panels(console, answers, known, connectors);
        if (!ask_one(console, answers, field, known, acceptable)) return false;
    }
    return true;
}

void show_all(Console& console, const Answers& answers, const Known& known) {
    std::size_t widest = 0;
    for (const Field field : kFields)
        widest =
            std::max(widest, text::code_points(known.words(key("setup.field.", field))).size());
    for (const Field field : kFields) {
        const std::string& name = known.words(key("setup.field.", field));
        const std::string blanks(widest - text::code_points(name).size(), ' ');
        console.tell("  " + name + blanks + "  " + shown_long(answers, field, known));
    }
}

std::optional<bool> ask_yes(Console& console, const std::string& question, const Known& known) {
    while (true) {
        const auto typed = console.ask(question + " " + known.words("setup.yes_no") + " ");
        if (!typed) return std::nullopt;
        const std::string answer = text::fold(*typed);
        if (answer.empty() || answer == "c" || answer == "co" || answer == "y" || answer == "yes")
            return true;
        if (answer == "k" || answer == "khong" || answer == "n" || answer == "no") return false;
    }
}

}  // namespace setup

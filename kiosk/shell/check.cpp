#include "shell/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "settings/agent_file.h"
#include "shell/kiosk.h"
#include "shell/languages.h"
#include "shell/province.h"
#include "ui/icons.h"

namespace shell {

using text::Language;

namespace {

/// What was wrong so far, said as it is found.
class Findings {
public:
    void bad(const std::string& what) {
        std::printf("%s\n", what.c_str());
        ++count_;
    }
    template <class T>
    bool holds(const Result<T>& result) {
        if (!result) bad(result.error().message);
        return result.has_value();
    }
    int count() const { return count_; }

private:
    int count_ = 0;
};

/// The shipped files of the languages: those that are there and can be read.
struct Shipped {
    text::EachLanguage<std::optional<text::Words>> words;

    const text::Words* at(Language language) const {
        return words[language] ? &*words[language] : nullptr;
    }
};

/// A language that is not offered need not be there.
Shipped load_languages(Findings& findings, const Places& places,
                       const std::vector<Language>& offered) {
    Shipped shipped;
    for (const Language language : text::kLanguages) {
        auto words = text::Words::load(places.assets + "/lang", language);
        const bool wanted = std::ranges::find(offered, language) != offered.end();
        const bool absent = !words && words.error().code == Error::Code::not_found;
        if ((!absent || wanted) && findings.holds(words))
            shipped.words[language] = std::move(words).value();
        if (wanted && shipped.words[language] && !names_itself(*shipped.words[language]))
            findings.bad(
                fmt::format("lang/{}.toml: \"language.name\" is missing, the first text of a "
                            "language that is offered",
                            text::code_of(language)));
    }
    return shipped;
}

/// As it stands in the file.
std::string quoted(const std::string& words) {
    std::string made = "\"";
    for (const char c : words) {
        if (c == '"' || c == '\\') made += '\\';
        made += c == '\n' ? std::string("\\n") : std::string(1, c);
    }
    return made + "\"";
}

/// The keys to look at, each with what it says: lines to be copied.
void list(const char* about, const std::vector<std::string>& keys, const text::Words& words) {
    if (keys.empty()) return;
    std::printf("  %s (%zu):\n", about, keys.size());
    for (const std::string& key : keys)
        std::printf("    %s = %s\n", quoted(key).c_str(), quoted(words(key)).c_str());
}

void say(Findings& findings, const LanguageReport& report, bool offered, bool whole,
         const text::Words& words, const text::Words& vietnamese) {
    for (const std::string& fault : report.faults) findings.bad(report.file + ": " + fault);
    std::printf("%s: %zu of %zu texts for citizens (%d %%), %zu of %zu in all%s\n",
                report.file.c_str(), report.citizens.said, report.citizens.all,
                report.citizens.percent(), report.all.said, report.all.all,
                offered ? "" : "; not offered");
    if (!whole) return;
    list("missing, shown in Vietnamese", report.missing, vietnamese);
    list("long, may be cut on the glass", report.long_ones, words);
    list("the same as in Vietnamese", report.look_alikes, words);
}

/// `whole`: with all there is to translate.
void check_words(Findings& findings, const Shipped& shipped, const std::vector<Language>& offered,
                 const catalogue::Rules& rules, bool whole) {
    const text::Words* vietnamese = shipped.at(Language::vi);
    if (!vietnamese) return;
    for (const Language language : text::kLanguages) {
        const text::Words* words = shipped.at(language);
        if (!words) continue;
        const text::Words* english = language == Language::en ? nullptr : shipped.at(Language::en);
        const bool chosen = std::ranges::find(offered, language) != offered.end();
        say(findings, report_on(*words, *vietnamese, english, rules), chosen, whole, *words,
            *vietnamese);
    }
}

void check_icons(Findings& findings, const ui::Glass& glass) {
    for (const ui::IconName* icon = ui::icons_begin(); icon != ui::icons_end(); ++icon)
        if (!glass.glyphs().has(paint::Face::icons, icon->code))
            findings.bad("fonts: the icon font lacks " + std::string(icon->name));
}

/// A kiosk of before there was such a file is as good as ever.
void check_holidays(Findings& findings, const std::string& path) {
    const auto holidays = settings::load_holidays(path);
    if (holidays || holidays.error().code != Error::Code::not_found) findings.holds(holidays);
}

std::size_t card_count(const catalogue::Catalogue& catalogue) {
    std::size_t cards = 0;
    for (const catalogue::Procedure& procedure : catalogue.procedures())
        if (procedure.card) ++cards;
    return cards;
}

void check_catalogue(Findings& findings, const std::string& path, const catalogue::Rules& rules) {
    const auto loaded = catalogue::load(path, rules);
    if (!findings.holds(loaded)) return;
    for (const std::string& warning : loaded->warnings)
        std::printf("warning: %s\n", warning.c_str());
    std::printf("catalogue of %s: %zu procedures, %zu with a plain card, %zu tiles\n",
                loaded->catalogue.date().c_str(), loaded->catalogue.procedures().size(),
                card_count(loaded->catalogue), loaded->catalogue.tiles().size());
}

/// A published language; what it says beside what the program asks for is only warned of: it may
/// be meant for another version of it.
void check_published_language(Findings& findings, const std::string& folder, Language language,
                              const text::Words& vietnamese, const catalogue::Rules& rules) {
    const std::optional<std::string> name = published_language(folder, language);
    if (!name) return;
    const std::string path = folder + "/" + *name;
    const auto words = load_words_like(vietnamese, path, language, rules);
    if (!findings.holds(words)) return;
    for (const auto& [key, said] : words->all())
        if (!vietnamese.has(key))
            std::printf("warning: %s: \"%s\" is said nowhere\n", path.c_str(), key.c_str());
}

/// What stands in for ours must be as good as ours: the agent lets nothing in that is not.
void check_published(Findings& findings, const Places& places,
                     const Result<settings::Settings>& settings, const text::Words& vietnamese,
                     const catalogue::Rules& rules) {
    const std::string folder = published_at(places.province);
    std::error_code failure;
    if (!std::filesystem::is_directory(folder, failure))
        return findings.bad(places.province + ": no such folder");
    if (const auto path = published_file(folder, "campaign.toml"))
        findings.holds(settings::load_campaign(*path));
    if (const auto path = published_file(folder, "wards.json"); path && settings)
        findings.holds(load_wards_for(*settings, *path, places.config + "/kiosk.toml"));
    for (const Language language : text::kLanguages)
        check_published_language(findings, folder, language, vietnamese, rules);
    if (const auto path = published_file(folder, "catalogue.json"))
        check_catalogue(findings, *path, rules);
    if (const auto path = published_file(folder, "holidays.toml"))
        findings.holds(settings::load_holidays(*path));
    if (const auto path = published_file(folder, "messages.json"))
        findings.holds(catalogue::load_messages(*path, rules));
    if (const auto path = published_file(folder, "portal.toml"))
        findings.holds(settings::load_portal(*path));
}

/// Those that the configuration offers; as shipped where it cannot be read.
std::vector<Language> offered_by(const Result<settings::Settings>& settings) {
    return settings ? settings->languages : settings::Settings().languages;
}

int status_of(const Findings& findings) {
    if (findings.count() == 0) std::printf("everything holds\n");
    return findings.count() == 0 ? kExitOk : kExitConfiguration;
}

}  // namespace

int check(const Places& places) {
    Findings findings;
    const std::string kiosk = places.config + "/kiosk.toml";
    const auto glass = ui::Glass::open(places.assets + "/fonts");
    if (!findings.holds(glass)) return kExitConfiguration;
    const catalogue::Rules rules = rules_of(*glass);
    check_icons(findings, *glass);

    const auto settings = settings::load(kiosk);
    findings.holds(settings);
    findings.holds(settings::load_campaign(places.config + "/campaign.toml"));
    check_holidays(findings, places.config + "/holidays.toml");
    findings.holds(settings::load_dossier_import(places.config + "/dossier_import.toml"));
    findings.holds(settings::load_agent(places.config + "/agent.toml"));
    const auto wards = catalogue::load_wards(places.config + "/wards.json");
    if (findings.holds(wards) && settings)
        findings.holds(check_unit(*settings, *wards, kiosk));
    findings.holds(settings::load_portal(places.config + "/portal.toml"));
    const std::vector<Language> offered = offered_by(settings);
    const Shipped shipped = load_languages(findings, places, offered);
    check_words(findings, shipped, offered, rules, false);
    check_catalogue(findings, places.config + "/catalogue.json", rules);

    if (const text::Words* vietnamese = shipped.at(Language::vi);
        vietnamese && !places.province.empty())
        check_published(findings, places, settings, *vietnamese, rules);
    return status_of(findings);
}

int check_languages(const Places& places) {
    Findings findings;
    const auto glass = ui::Glass::open(places.assets + "/fonts");
    if (!findings.holds(glass)) return kExitConfiguration;
    const std::vector<Language> offered = offered_by(settings::load(places.config + "/kiosk.toml"));
    const Shipped shipped = load_languages(findings, places, offered);
    check_words(findings, shipped, offered, rules_of(*glass), true);
    return status_of(findings);
}

}  // namespace shell

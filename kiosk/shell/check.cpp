#include "shell/check.h"

#include <cstdio>
#include <filesystem>

#include "settings/agent_file.h"
#include "shell/kiosk.h"
#include "shell/province.h"
#include "text/unicode.h"
#include "ui/icons.h"

namespace shell {

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

void check_words(Findings& findings, const text::Words& vi, const text::Words& en,
                 const catalogue::Rules& rules) {
    for (const auto& [key, words] : vi.all())
        if (!en.has(key)) findings.bad("lang/en.json: \"" + key + "\" is missing");
    for (const auto& [key, words] : en.all())
        if (!vi.has(key)) findings.bad("lang/vi.json: \"" + key + "\" is missing");
    for (const text::Words* language : {&vi, &en})
        for (const auto& [key, words] : language->all())
            for (const char32_t letter : text::code_points(words))
                if (letter != U'\n' && !rules.has_glyph(letter))
                    findings.bad("lang: \"" + key +
                                 "\" has a letter the fonts cannot draw: " + text::to_utf8(letter));
}

void check_icons(Findings& findings, const ui::Glass& glass) {
    for (const ui::IconName* icon = ui::icons_begin(); icon != ui::icons_end(); ++icon)
        if (!glass.glyphs().has(paint::Face::icons, icon->code))
            findings.bad("fonts: the icon font lacks " + std::string(icon->name));
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

/// What stands in for ours must be as good as ours: the agent lets nothing in that is not.
void check_published(Findings& findings, const Places& places,
                     const Result<settings::Settings>& settings, const text::Words& vi,
                     const text::Words& en, const catalogue::Rules& rules) {
    const std::string folder = published_at(places.province);
    std::error_code failure;
    if (!std::filesystem::is_directory(folder, failure))
        return findings.bad(places.province + ": no such folder");
    if (const auto path = published_file(folder, "campaign.toml"))
        findings.holds(settings::load_campaign(*path));
    if (const auto path = published_file(folder, "wards.json"); path && settings)
        findings.holds(load_wards_for(*settings, *path, places.config + "/kiosk.toml"));
    for (const text::Language language : {text::Language::vi, text::Language::en}) {
        const text::Words& ours = language == text::Language::vi ? vi : en;
        const std::string name = std::string("lang/") + text::code_of(language) + ".json";
        if (!published_file(folder, name)) continue;
        const auto words = load_words_like(ours, folder, language, rules);
        if (!findings.holds(words)) continue;
        for (const auto& [key, said] : words->all())
            if (!ours.has(key))
                std::printf("warning: %s/%s: \"%s\" is said nowhere\n", folder.c_str(),
                            name.c_str(), key.c_str());
    }
    if (const auto path = published_file(folder, "catalogue.json"))
        check_catalogue(findings, *path, rules);
    if (const auto path = published_file(folder, "messages.json"))
        findings.holds(catalogue::load_messages(*path, rules));
    if (const auto path = published_file(folder, "portal.toml"))
        findings.holds(settings::load_portal(*path));
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
    findings.holds(settings::load_dossier_import(places.config + "/dossier_import.toml"));
    findings.holds(settings::load_agent(places.config + "/agent.toml"));
    const auto wards = catalogue::load_wards(places.config + "/wards.json");
    if (findings.holds(wards) && settings)
        findings.holds(check_unit(*settings, *wards, kiosk));
    findings.holds(settings::load_portal(places.config + "/portal.toml"));
    const auto vi = text::Words::load(places.assets + "/lang", text::Language::vi);
    const auto en = text::Words::load(places.assets + "/lang", text::Language::en);
    const bool both = findings.holds(vi) & findings.holds(en);
    if (both) check_words(findings, *vi, *en, rules);
    check_catalogue(findings, places.config + "/catalogue.json", rules);

    if (!places.province.empty() && both)
        check_published(findings, places, settings, *vi, *en, rules);
    if (findings.count() == 0) std::printf("everything holds\n");
    return findings.count() == 0 ? kExitOk : kExitConfiguration;
}

}  // namespace shell

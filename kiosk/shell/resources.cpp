#include "shell/resources.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <unordered_map>

#include "base/files.h"
#include "base/log.h"
#include "shell/languages.h"
#include "shell/province.h"
#include "ui/icons.h"

namespace shell {

namespace fs = std::filesystem;

namespace {

constexpr const char* kLastGood = "/catalogue.good.json";

using text::Language;

/// Keeps a copy of a catalogue that held, so that a bad one can never leave the kiosk empty.
void keep_good(const Places& places, const std::string& bytes) {
    const std::string path = places.state + kLastGood;
    const auto kept = files::read(path, catalogue::kFileBytesMax);
    if (kept && *kept == bytes) return;
    const auto written = files::write_atomically(path, bytes);
    if (!written) logging::warning("keep a copy of the catalogue: {}", written.error().message);
}

text::EachLanguage<const text::Words*> spoken(const text::EachLanguage<text::Words>& words) {
    text::EachLanguage<const text::Words*> all;
    for (const Language language : text::kLanguages)
        all[language] = &words[words[language].all().empty() ? Language::vi : language];
    return all;
}

}  // namespace

catalogue::Rules rules_of(const ui::Glass& glass) {
    catalogue::Rules rules;
    const paint::Glyphs* glyphs = &glass.glyphs();
    // The same few hundred letters are asked for half a million times.
    rules.has_glyph = [glyphs, known = std::unordered_map<char32_t, bool>()](
                          char32_t letter) mutable {
        const auto [at, fresh] = known.try_emplace(letter, false);
        if (fresh)
            at->second = glyphs->has(paint::Face::regular, letter) &&
                         glyphs->has(paint::Face::semibold, letter) &&
                         glyphs->has(paint::Face::bold, letter);
        return at->second;
    };
    rules.has_icon = [](const std::string& name) { return ui::icon_code(name) != 0; };
    return rules;
}

Result<> check_unit(const settings::Settings& settings, const catalogue::Wards& wards,
                    const std::string& config_path) {
    if (settings.unit.province != wards.province_code)
        return Error{
            Error::Code::invalid,
            fmt::format("{}: unit.province \"{}\" is not the province of wards.json, {} ({})",
                        config_path, settings.unit.province, wards.province_code,
                        wards.province_name)};
    if (!wards.find(settings.unit.ward))
        return Error{Error::Code::invalid,
                     fmt::format("{}: unit.ward \"{}\" is not in wards.json", config_path,
                                 settings.unit.ward)};
    return {};
}

/// What the province published under a name, if it did and it holds.
template <class Read>
auto Resources::from_province(const std::string& name, Read read) {
    using Found = std::decay_t<decltype(read(name).value())>;
    const std::optional<std::string> path = published_file(published_, name);
    if (!path) return std::optional<Found>();
    Result<Found> found = read(*path);
    if (found) return std::optional<Found>(std::move(found).value());
    pass_over(found.error());
    return std::optional<Found>();
}

void Resources::notice(const std::string& what) {
    logging::error("{}", what);
    notices_.push_back(what);
}

void Resources::pass_over(const Error& problem) {
    notice(problem.message);
    published_holds_ = false;
}

Result<> Resources::load_campaign(const Places& places) {
    if (auto published = from_province("campaign.toml", settings::load_campaign)) {
        campaign_ = std::move(*published);
        return {};
    }
    campaign_ = TRY(settings::load_campaign(places.config + "/campaign.toml"));
    return {};
}

/// A kiosk of before there was such a file has none: it knows the weekdays alone.
Result<> Resources::load_holidays(const Places& places) {
    if (auto published = from_province("holidays.toml", settings::load_holidays)) {
        settings_.holidays = std::move(*published);
        return {};
    }
    auto ours = settings::load_holidays(places.config + "/holidays.toml");
    if (!ours && ours.error().code == Error::Code::not_found) return {};
    settings_.holidays = TRY(std::move(ours));
    return {};
}

/// Only to know that our unit is one of them.
Result<> Resources::load_wards(const Places& places) {
    const std::string kiosk = places.config + "/kiosk.toml";
    const auto ours = [&](const std::string& path) {
        return load_wards_for(settings_, path, kiosk);
    };
    if (from_province("wards.json", ours)) return {};
    const catalogue::Wards wards = TRY(catalogue::load_wards(places.config + "/wards.json"));
    return check_unit(settings_, wards, kiosk);
}

Result<> Resources::load_words(const Places& places, const catalogue::Rules& rules) {
    const std::string folder = places.assets + "/lang";
    const text::Words shipped = TRY(text::Words::load(folder, Language::vi));
    const std::string source = folder + "/" + text::code_of(Language::vi) + ".toml";
    for (const Language language : text::kLanguages) {
        if (std::ranges::find(settings_.languages, language) == settings_.languages.end()) continue;
        text::Words& words = words_[language];
        if (language == Language::vi)
            words = TRY(words_like(shipped, shipped, source, rules));
        else
            words = TRY(ours(shipped, folder, language, rules));
        const auto read = [&](const std::string& path) {
            return load_words_like(shipped, path, language, rules);
        };
        const std::optional<std::string> name = published_language(published_, language);
        if (auto published = name ? from_province(*name, read) : std::nullopt) {
            published->fall_back_on(words);
            words = std::move(*published);
        }
        words.fall_back_on(words_[Language::vi]);
    }
    return {};
}

/// English is ours, as Vietnamese is, and must hold. What local speakers wrote beside them may be
/// broken without taking the kiosk down.
Result<text::Words> Resources::ours(const text::Words& shipped, const std::string& folder,
                                    text::Language language, const catalogue::Rules& rules) {
    const std::string path = folder + "/" + text::code_of(language) + ".toml";
    Result<text::Words> words = load_words_like(shipped, path, language, rules);
    if (words || language == Language::en) return words;
    notice(words.error().message);
    return text::Words::parse({}, path, language);
}

/// What may be chosen: a language that says not even its own name cannot.
std::vector<ui::Offer> Resources::offered() {
    std::vector<ui::Offer> offers;
    for (const Language language : settings_.languages) {
        const text::Words& words = words_[language];
        if (names_itself(words))
            offers.push_back({.language = language, .share = words.share()});
        else
            notice(fmt::format("lang/{}.toml: lacks \"language.name\": the language is not offered",
                               text::code_of(language)));
    }
    return offers;
}

Result<> Resources::load_catalogue(const Places& places, const catalogue::Rules& rules) {
    const std::string path = places.config + "/catalogue.json";
    std::string bytes;
    const auto read = [&](const std::string& file) -> Result<catalogue::Loaded> {
        bytes = TRY(files::read(file, catalogue::kFileBytesMax));
        return catalogue::parse(bytes, file, rules);
    };
    const auto take = [&](catalogue::Loaded& loaded) {
        for (const std::string& warning : loaded.warnings) logging::warning("{}", warning);
        catalogue_ = std::move(loaded.catalogue);
        keep_good(places, bytes);
    };
    if (auto published = from_province("catalogue.json", read)) {
        take(*published);
        return {};
    }
    auto ours = read(path);
    if (ours) {
        take(*ours);
        return {};
    }
    auto good = catalogue::load(places.state + kLastGood, rules);
    if (!good) return ours.error();
    logging::error("{}", ours.error().message);
    logging::error("the last good catalogue, of {}, is used instead", good->catalogue.date());
    notices_.push_back(ours.error().message);
    catalogue_ = std::move(good->catalogue);
    return {};
}

void Resources::load_messages(const catalogue::Rules& rules) {
    auto published = from_province("messages.json", [&](const std::string& path) {
        return catalogue::load_messages(path, rules);
    });
    if (published) messages_ = std::move(*published);
}

Result<> Resources::load_portal(const Places& places) {
    std::optional<settings::Portal> portal = from_province("portal.toml", settings::load_portal);
    if (!portal) portal = TRY(settings::load_portal(places.config + "/portal.toml"));
    portal_ = std::make_unique<settings::Portal>(std::move(*portal));
    return {};
}

void Resources::index() {
    if (search_) return;
    search_ = std::make_unique<catalogue::SearchIndex>(catalogue_);
    world_.search = search_.get();
}

void Resources::connect() {
    world_ = {.catalogue = &catalogue_,
              .links = &portal_->links,
              .through_province = portal_->through_province,
              .spoken = spoken(words_),
              .offered = offered(),
              .campaign = campaign_,
              .messages = messages_,
              .unit_name = settings_.unit.name,
              .unit_place = settings_.unit.place,
              .counter = settings_.unit.counter,
              .wifi_name = settings_.wifi.name,
              .wifi_code = catalogue::wifi_code(settings_.wifi.name, settings_.wifi.password)};
}

Result<std::unique_ptr<Resources>> Resources::load(const Places& places, const ui::Glass& glass,
                                                   Index index) {
    std::unique_ptr<Resources> resources = std::make_unique<Resources>(Private{});
    const catalogue::Rules rules = rules_of(glass);
    resources->published_ = published_at(places.province);
    std::error_code failure;
    if (!resources->published_.empty() && !fs::is_directory(resources->published_, failure))
        resources->pass_over({Error::Code::not_found, resources->published_ + ": no such folder"});
    resources->settings_ = TRY(settings::load(places.config + "/kiosk.toml"));
    TRY(resources->load_campaign(places));
    TRY(resources->load_holidays(places));
    resources->mapping_ =
        TRY(settings::load_dossier_import(places.config + "/dossier_import.toml"));
    TRY(resources->load_wards(places));
    TRY(resources->load_words(places, rules));
    TRY(files::make_folder(places.state));
    TRY(resources->load_catalogue(places, rules));
    resources->load_messages(rules);
    TRY(resources->load_portal(places));
    resources->connect();
    if (index == Index::at_once) resources->index();
    return resources;
}

}  // namespace shell

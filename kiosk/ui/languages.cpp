#include "ui/languages.h"

namespace ui {

std::string language_label(const Frame& f, const Offer& offer) {
    const std::string& name = f.world.words(offer.language)("language.name");
    if (offer.share.said >= offer.share.all) return name;
    return f.fill("language.partly",
                  {{"name", name}, {"percent", std::to_string(offer.share.percent())}});
}

std::optional<text::Language> other_language(const Frame& f) {
    const auto& offered = f.world.offered;
    if (offered.size() != 2) return std::nullopt;
    return offered[offered[0].language == f.language() ? 1 : 0].language;
}

}  // namespace ui

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "campaign/campaign.h"
#include "catalogue/catalogue.h"
#include "catalogue/links.h"
#include "catalogue/messages.h"
#include "catalogue/search.h"
#include "text/language.h"

namespace ui {

/// A language that a citizen may choose, and how much of the kiosk speaks it.
struct Offer {
    text::Language language = text::Language::vi;
    text::Share share;
};

/// What the screens show but do not own. Everything pointed at outlives the screens.
struct World {
    const catalogue::Catalogue* catalogue = nullptr;
    const catalogue::SearchIndex* search = nullptr;
    const catalogue::Links* links = nullptr;
    std::string through_province;  ///< portal.toml; empty: codes lead straight to the portal.
    text::EachLanguage<const text::Words*> spoken;  ///< nullptr: Vietnamese, which is always there.
    std::vector<Offer> offered;                     ///< In the order in which they are offered.
    campaign::Campaign campaign;
    catalogue::Messages messages;  ///< Of the province, for everybody.
    text::Translated unit_name, unit_place;
    std::string counter;    ///< The counter citizens are sent to, "1".
    std::string wifi_name;  ///< Empty: no Wi-Fi step.
    std::string wifi_code;  ///< What the Wi-Fi QR code holds.

    /// What a QR code holds: the address itself, or through the province if `device` is given and
    /// the province wants it (catalogue/short_link.h).
    std::string address(catalogue::LinkKind kind, const catalogue::Procedure& of,
                        std::optional<std::uint32_t> device) const;
    std::string through_host() const;  ///< "motcua.gialai.gov.vn"; empty: straight.

    const text::Words& words(text::Language language) const {
        return spoken[language] ? *spoken[language] : *spoken[text::Language::vi];
    }
};

}  // namespace ui

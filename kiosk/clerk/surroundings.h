#pragma once

#include <functional>
#include <string>

#include "base/kept_clock.h"
#include "campaign/campaign.h"
#include "catalogue/catalogue.h"
#include "catalogue/links.h"
#include "dossiers/mapping.h"
#include "journal/writer.h"
#include "settings/settings.h"
#include "text/language.h"

namespace clerk {

/// What the clerk works with. All of it outlives the clerk; the writer and the clock may be used
/// from any thread, everything else never changes.
struct Surroundings {
    std::string journal;  ///< The journal's file.
    std::string state;    ///< The folder of staff.json and door.json.
    std::string fonts;    ///< assets/fonts.
    std::string version;  ///< Of the program.
    const settings::Settings& settings;
    const dossiers::Mapping& mapping;
    const campaign::Campaign& campaign;
    const catalogue::Catalogue& catalogue;
    const catalogue::Links& links;
    const text::Words& words_vi;                    ///< Staff read Vietnamese.
    text::EachLanguage<const text::Words*> spoken;  ///< Citizens' slips; each is there.
    journal::Writer& writer;
    KeptClock& clock;
    std::string thermal = "/sys/class/thermal";  ///< The kernel's thermometers.
};

}  // namespace clerk

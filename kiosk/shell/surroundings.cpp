#include "shell/surroundings.h"

namespace shell {

clerk::Surroundings surroundings(const Options& options, const Resources& resources,
                                 Recorder& recorder, KeptClock& clock) {
    const ui::World& world = resources.world();
    return {.journal = recorder.path(),
            .state = options.places.state,
            .fonts = options.places.assets + "/fonts",
            .version = options.version,
            .settings = resources.settings(),
            .mapping = resources.mapping(),
            .campaign = world.campaign,
            .catalogue = *world.catalogue,
            .links = *world.links,
            .words_vi = world.words(text::Language::vi),
            .spoken = world.spoken,
            .writer = recorder.writer(),
            .clock = clock};
}

}  // namespace shell

#pragma once

#include <string>

#include "base/result.h"
#include "catalogue/wards.h"
#include "setup/answers.h"

namespace setup {

/// Both files as they are, read once, and as they shall be.
struct Texts {
    std::string kiosk, agent;
    bool has_agent = false;  ///< agent.toml may be missing: its defaults hold.
    bool operator==(const Texts&) const = default;
};
/// `invalid` when the kiosk's own loaders do not take what is there: it must be mended by hand,
/// for what cannot be read cannot be changed in place.
Result<Texts> read_texts(const std::string& config);

/// The texts with the answers in them: only keys whose answer is another than before are touched.
/// With a ward comes its province, and its name under the title. What comes out was read by the
/// kiosk's and the agent's own loaders; `invalid` is what they say.
Result<Texts> with_answers(const Texts& texts, const Answers& before, const Answers& after,
                           const catalogue::Wards& wards, const std::string& config);

/// Puts them in place: the old ones are kept as .bak, then kiosk.toml is replaced, then
/// agent.toml, each at once, so that a power cut leaves every file old or new. When the second
/// fails the first is put back. Files that stay the same are not touched.
Result<> write_texts(const std::string& config, const Texts& before, const Texts& after);

}  // namespace setup

#include "voice/spoken.h"

#include "text/unicode.h"
#include "voice/reading.h"

namespace voice {

std::string spoken(std::string_view shown, text::Language language) {
    const bool has_synthesiser = language == text::Language::vi || language == text::Language::en;
    return has_synthesiser ? Reading(shown, language).read() : text::squash(shown);
}

}  // namespace voice

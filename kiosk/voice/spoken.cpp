#include "voice/spoken.h"

#include "text/unicode.h"
#include "voice/reading.h"

namespace voice {

bool can_be_synthesised(text::Language language) {
    return language == text::Language::vi || language == text::Language::en;
}

std::string spoken(std::string_view shown, text::Language language) {
    return can_be_synthesised(language) ? Reading(shown, language).read() : text::squash(shown);
}

}  // namespace voice

#pragma once

#include <string_view>

namespace paint {

/// Takes the next code point off the front of `utf8`, which must not be empty. A broken byte
/// counts as one U+FFFD: drawing must not fail. Measuring and drawing walk text with this, so
/// they cannot disagree.
char32_t next_code_point(std::string_view& utf8);

}  // namespace paint

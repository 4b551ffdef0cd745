#include "dossiers/mapping.h"

#include <array>

#include "text/unicode.h"

namespace dossiers {

namespace {

constexpr std::array<std::string_view, kColumnCount> kNames = {
    "date", "procedure", "channel", "digitised", "fee", "result", "amount", "count"};

}  // namespace

std::string_view name_of(Column column) { return kNames[static_cast<std::size_t>(column)]; }

std::string key_of(std::string_view text) {
    if (!text::valid_utf8(text)) return "\xFF";  // Like no word there is.
    std::string key = text::fold(text);
    std::erase(key, ' ');
    const bool whole = key.size() > 2 && key.ends_with(".0") &&
                       key.find_first_not_of("0123456789") == key.size() - 2;
    if (whole) key.resize(key.size() - 2);
    return key;
}

}  // namespace dossiers

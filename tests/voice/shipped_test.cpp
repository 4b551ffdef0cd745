#include <algorithm>

#include "base/files.h"
#include "catalogue/load.h"
#include "catalogue/say.h"
#include "json/json.h"
#include "support/must.h"
#include "text/language.h"
#include "text/unicode.h"
#include "voice/spoken.h"

// Everything the kiosk can show comes out as words.

using text::Language;

namespace {

bool speakable(char32_t c, Language language) {
    constexpr std::u32string_view kMarks = U" .,;:?!", kEnglish = U"'-";
    const bool mark = c >= 0x300 && c <= 0x36f;
    return text::is_letter(c) || mark || kMarks.find(c) != kMarks.npos ||
           (language == Language::en && kEnglish.find(c) != kEnglish.npos);
}

void check(const std::string& shown, Language language) {
    const std::string said = voice::spoken(shown, language);
    const auto points = text::code_points(said);
    const bool good = std::all_of(points.begin(), points.end(),
                                  [&](char32_t c) { return speakable(c, language); });
    const bool empty = said.empty() && !text::fold(shown).empty();
    const bool two_marks = said.find(",,") != said.npos || said.find(" ,") != said.npos ||
                           said.find(",.") != said.npos || said.find("  ") != said.npos;
    if (!good || empty || two_marks) FAIL_CHECK('"' << shown << "\" is said \"" << said << '"');
}

/// With every {hole} as the screens fill them.
std::string filled(std::string text) {
    static constexpr std::string_view kValues[] = {
        "1.250", "23/11/2026", "08:42", "30.000 đ", "dichvucong.gov.vn", "Phường Diên Hồng"};
    std::size_t next = 0;
    for (std::size_t at = 0; (at = text.find('{', at)) != text.npos;)
        text.replace(at, text.find('}', at) + 1 - at, kValues[next++ % std::size(kValues)]);
    return text;
}

/// Every text of an object {"vi": …, "en": …}, wherever it stands.
void check_all(const json::Value& value, std::size_t& seen) {
    const auto text_of = [&](const char* key) {
        return value.is_object() && value.contains(key) && value[key].is_string()
                   ? value[key].get<std::string>()
                   : std::string();
    };
    if (!text_of("vi").empty()) check(text_of("vi"), Language::vi), ++seen;
    if (!text_of("en").empty()) check(text_of("en"), Language::en), ++seen;
    if (value.is_structured())
        for (const json::Value& inner : value) check_all(inner, seen);
}

const std::string kCatalogue = std::string(SOURCE_DIR) + "/config/catalogue.json";

}  // namespace

TEST_CASE("every string of the screens is speakable, unfilled and filled") {
    for (const Language language : {Language::vi, Language::en}) {
        const auto words =
            must(text::Words::load(std::string(SOURCE_DIR) + "/assets/lang", language));
        CHECK(words.all().size() > 500);
        for (const auto& [key, text] : words.all()) {
            check(text, language);
            check(filled(text), language);
        }
    }
}

TEST_CASE("every plain card is speakable") {
    const auto bytes = must(files::read(kCatalogue, catalogue::kFileBytesMax));
    std::size_t seen = 0;
    check_all(must(json::parse(bytes, kCatalogue)), seen);
    CHECK(seen > 1500);
}

TEST_CASE("every fee and time is speakable, and official names leave no sign behind") {
    const auto loaded = must(catalogue::load(kCatalogue));
    const std::chrono::sys_days today(std::chrono::year(2026) / 11 / 23);
    for (const Language language : {Language::vi, Language::en}) {
        const auto words =
            must(text::Words::load(std::string(SOURCE_DIR) + "/assets/lang", language));
        const catalogue::Speaker speaker(words, language);
        for (const catalogue::Procedure& procedure : loaded.catalogue.procedures()) {
            check(speaker.fee(procedure, today), language);
            check(speaker.time(procedure), language);
            for (const std::string& line : speaker.fee_lines(procedure, today))
                check(line, language);
            for (const std::string& line : speaker.time_lines(procedure)) check(line, language);
            check(procedure.name, Language::vi);
            check(procedure.code, language);
        }
    }
}

#include "voice/lexicon.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace voice {

namespace {

struct Entry {
    std::string_view shown, vi, en;
};

constexpr Entry kAbbreviations[] = {
    {"UBND", "ủy ban nhân dân", "People's Committee"},
    {"HĐND", "hội đồng nhân dân", "People's Council"},
    {"CCCD", "căn cước công dân", "citizen ID card"},
    {"CMND", "chứng minh nhân dân", "old ID card"},
    {"BHYT", "bảo hiểm y tế", "health insurance"},
    {"BHXH", "bảo hiểm xã hội", "social insurance"},
    {"BHTN", "bảo hiểm thất nghiệp", "unemployment insurance"},
    {"DVC", "dịch vụ công", "public services"},
    {"DVCTT", "dịch vụ công trực tuyến", "online public services"},
    {"TTHC", "thủ tục hành chính", "administrative procedure"},
    {"GCN", "giấy chứng nhận", "certificate"},
    {"QSDĐ", "quyền sử dụng đất", "land use rights"},
    {"THCS", "trung học cơ sở", "lower secondary school"},
    {"THPT", "trung học phổ thông", "upper secondary school"},
    {"TNHH", "trách nhiệm hữu hạn", "limited liability"},
    {"HTX", "hợp tác xã", "co-operative"},
    {"CSGT", "cảnh sát giao thông", "traffic police"},
    {"PCCC", "phòng cháy chữa cháy", "fire safety"},
    {"BQP", "Bộ Quốc phòng", "Ministry of Defence"},
    {"BCA", "Bộ Công an", "Ministry of Public Security"},
    {"BTP", "Bộ Tư pháp", "Ministry of Justice"},
    {"NĐ", "nghị định", "Decree"},
    {"QĐ", "quyết định", "Decision"},
    {"TTLT", "thông tư liên tịch", "Joint Circular"},
    {"TT", "thông tư", "Circular"},
    {"CP", "Chính phủ", "Government"},
    {"TTg", "Thủ tướng", "Prime Minister"},
    {"TP", "thành phố", "city"},
    {"HCM", "Hồ Chí Minh", "Ho Chi Minh"},
    {"VND", "đồng", "dong"},
    {"VNĐ", "đồng", "dong"},
    {"CN", "chủ nhật", "C N"},
    {"VNeID", "vi en i ai đi", "V N e I D"},
    {"ID", "ai đi", "ID"},
    {"QR", "kiu a", "Q R"},
    {"SMS", "ét em ét", "S M S"},
    {"OTP", "ô tê pê", "O T P"},
    {"USB", "u ét bê", "U S B"},
    {"PIN", "pin", "pin"},
    {"HIV", "hát i vê", "H I V"},
    {"ADN", "a đê en", "D N A"},
    {"GB", "ghi ga bai", "gigabytes"},
    {"MB", "mê ga bai", "megabytes"},
    {"Excel", "ếch xeo", "Excel"},
    {"English", "tiếng Anh", "English"},
    {"WiFi", "oai phai", "wifi"},
    {"Wifi", "oai phai", "wifi"},
    {"wifi", "oai phai", "wifi"},
};

struct Unit {
    std::string_view shown, vi, en_one, en;
};
constexpr Unit kUnits[] = {
    {"đ", "đồng", "dong", "dong"},
    {"₫", "đồng", "dong", "dong"},
    {"VND", "đồng", "dong", "dong"},
    {"VNĐ", "đồng", "dong", "dong"},
    {"%", "phần trăm", "per cent", "per cent"},
    {"cm", "xăng ti mét", "centimetre", "centimetres"},
    {"mm", "mi li mét", "millimetre", "millimetres"},
    {"m", "mét", "metre", "metres"},
    {"km", "ki lô mét", "kilometre", "kilometres"},
    {"kg", "ki lô gam", "kilogram", "kilograms"},
    {"ha", "héc ta", "hectare", "hectares"},
    {"h", "giờ", "hour", "hours"},
    {"ms", "mi li giây", "millisecond", "milliseconds"},
    {"GB", "ghi ga bai", "gigabyte", "gigabytes"},
    {"MB", "mê ga bai", "megabyte", "megabytes"},
    {"°", "độ", "degree", "degrees"},
};

constexpr Entry kHostParts[] = {
    {"dichvucong", "dịch vụ công", "dich vu cong"},
    {"vneid", "vi en i ai đi", "V N e I D"},
    {"gialai", "gia lai", "Gia Lai"},
    {"motcua", "một cửa", "mot cua"},
    {"gov", "gốp", "gov"},
    {"vn", "vi en", "V N"},
    {"com", "com", "com"},
    {"net", "nét", "net"},
    {"org", "oóc", "org"},
    {"edu", "e đu", "E D U"},
    {"www", "vê kép vê kép vê kép", "W W W"},
};
constexpr std::string_view kHostEndings[] = {"vn", "gov", "com", "net", "org", "edu", "info"};

constexpr Entry kSigns[] = {
    {"&", "và", "and"},
    {"+", "cộng", "plus"},
    {"=", "bằng", "equals"},
    {"@", "a còng", "at"},
    {"#", "số", "number"},
    {"%", "phần trăm", "per cent"},
    {"×", "nhân", "by"},
    {"<", "dưới", "below"},
    {">", "trên", "above"},
    {"≤", "không quá", "up to"},
    {"≥", "ít nhất", "at least"},
    {"₫", "đồng", "dong"},
    {"²", "vuông", "squared"},
    {"³", "khối", "cubed"},
    {"½", "một phần hai", "half"},
    {"¼", "một phần tư", "a quarter"},
    {"¾", "ba phần tư", "three quarters"},
};

/// Vowels are missing: their names are their sounds.
constexpr std::array<std::pair<char, std::string_view>, 21> kLetterNames{{
    {'b', "bê"},    {'c', "xê"}, {'d', "dê"},     {'f', "ép phờ"}, {'g', "giê"},
    {'h', "hát"},   {'j', "gi"}, {'k', "ca"},     {'l', "e lờ"},   {'m', "em mờ"},
    {'n', "en nờ"}, {'p', "pê"}, {'q', "quy"},    {'r', "e rờ"},   {'s', "ét sì"},
    {'t', "tê"},    {'v', "vê"}, {'w', "vê kép"}, {'x', "ích xì"}, {'y', "i dài"},
    {'z', "dét"},
}};

std::string lowered(std::string_view word) {
    std::string low;
    for (const char32_t point : text::code_points(word)) low += text::to_utf8(text::lower(point));
    return low;
}

bool is_upper(char32_t c) { return text::lower(c) != c; }
bool is_lower(char32_t c) { return text::upper(c) != c; }
bool is_vowel(char32_t c) {
    constexpr std::u32string_view kVowels = U"aeiouy";
    return kVowels.find(c) != kVowels.npos;
}

bool is_capitals(std::string_view word) {
    const auto points = text::code_points(word);
    return points.size() > 1 && std::all_of(points.begin(), points.end(), is_upper);
}

bool has_vowel(std::string_view low) {
    const auto points = text::code_points(low);
    return std::any_of(points.begin(), points.end(),
                       [](char32_t c) { return is_vowel(c) || (c >= 0x80 && c != U'đ'); });
}

/// Whether a lower-case word could be one Vietnamese syllable. Any accent settles it; đ is not one.
bool is_syllable(std::string_view low) {
    static constexpr std::string_view kOnsets[] = {
        "",  "b",  "c",   "ch", "d", "đ",  "g",  "gh", "gi", "h", "k",  "kh", "l", "m",
        "n", "ng", "ngh", "nh", "p", "ph", "qu", "r",  "s",  "t", "th", "tr", "v", "x"};
    static constexpr std::string_view kCodas[] = {"", "c", "ch", "m", "n", "ng", "nh", "p", "t"};
    const auto points = text::code_points(low);
    const auto accented = [](char32_t c) { return c >= 0x80 && c != U'đ'; };
    if (std::any_of(points.begin(), points.end(), accented)) return true;
    const auto first = std::find_if(points.begin(), points.end(), is_vowel);
    const auto after = std::find_if_not(first, points.end(), is_vowel);
    if (first == points.end()) return false;
    const std::string onset = text::to_utf8({points.begin(), first});
    const std::string coda = text::to_utf8({after, points.end()});
    return std::find(std::begin(kOnsets), std::end(kOnsets), onset) != std::end(kOnsets) &&
           std::find(std::begin(kCodas), std::end(kCodas), coda) != std::end(kCodas);
}

std::string letter_name(char32_t letter, text::Language language) {
    if (language == text::Language::en) return text::to_utf8(text::upper(letter));
    const char32_t low = text::lower(letter);
    if (low == U'đ') return "đê";
    for (const auto& [of, name] : kLetterNames)
        if (low == static_cast<char32_t>(of)) return std::string(name);
    return text::to_utf8(low);
}

template <class Table>
std::optional<std::string> look_up(const Table& table, std::string_view shown,
                                   text::Language language) {
    for (const auto& entry : table)
        if (entry.shown == shown)
            return std::string(language == text::Language::en ? entry.en : entry.vi);
    return {};
}

/// "MotCua" → "Mot Cua".
std::string parted(std::string_view word) {
    std::string parts;
    char32_t before = 0;
    for (const char32_t point : text::code_points(word)) {
        if (before != 0 && is_lower(before) && is_upper(point)) parts += ' ';
        parts += text::to_utf8(point);
        before = point;
    }
    return parts;
}

}  // namespace

std::optional<std::string> expansion_of(std::string_view word, text::Language language) {
    return look_up(kAbbreviations, word, language);
}

std::optional<std::string> unit_words(std::string_view unit, bool one, text::Language language) {
    for (const Unit& known : kUnits) {
        if (known.shown != unit) continue;
        if (language != text::Language::en) return std::string(known.vi);
        return std::string(one ? known.en_one : known.en);
    }
    return {};
}

std::string host_part_words(std::string_view part, text::Language language) {
    if (auto known = look_up(kHostParts, part, language)) return *known;
    return readable(part, language);
}

bool is_host_ending(std::string_view part) {
    return std::find(std::begin(kHostEndings), std::end(kHostEndings), part) !=
           std::end(kHostEndings);
}

std::optional<std::string> sign_words(std::string_view sign, text::Language language) {
    return look_up(kSigns, sign, language);
}

std::string spelled(std::string_view letters, text::Language language) {
    std::string names;
    for (const char32_t letter : text::code_points(letters)) {
        if (!text::is_letter(letter)) continue;
        if (!names.empty()) names += ' ';
        names += letter_name(letter, language);
    }
    return names;
}

std::string readable(std::string_view word, text::Language language) {
    if (language == text::Language::en)  // Its synthesiser tells "PIN" from "HIV" by itself.
        return is_capitals(word) ? std::string(word) : parted(word);
    const std::string low = lowered(word);
    if (is_capitals(word)) return is_syllable(low) ? low : spelled(word, language);
    return has_vowel(low) ? parted(word) : spelled(word, language);  // "xlsx", "L"
}

unsigned roman_value(std::string_view word) {
    if (word.size() < 2) return 0;
    static constexpr std::string_view kUnits10[] = {"",  "I",  "II",  "III",  "IV",
                                                    "V", "VI", "VII", "VIII", "IX"};
    for (unsigned tens = 0; tens < 4; ++tens)
        for (unsigned unit = 0; unit < 10; ++unit)
            if (word == std::string(tens, 'X') + std::string(kUnits10[unit]))
                return tens * 10 + unit;
    return 0;
}

}  // namespace voice

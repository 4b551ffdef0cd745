#include "catalogue/wards.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/files.h"
#include "json/json.h"
#include "text/unicode.h"

namespace catalogue {

namespace {

constexpr std::size_t kWardsMax = 4000;  // The whole country has 3,321.

bool all_digits(const std::string& text, std::size_t count) {
    return text.size() == count &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

const Ward* Wards::find(const std::string& code) const {
    for (const Ward& ward : list)
        if (ward.code == code) return &ward;
    return nullptr;
}

Result<Wards> load_wards(const std::string& path) {
    const std::string bytes = TRY(files::read(path, json::Limits{}.bytes));
    return parse_wards(bytes, path);
}

Result<Wards> parse_wards(std::string_view bytes, const std::string& path) {
    const json::Value root = TRY(json::parse(bytes, path));
    const auto refuse = [&](const std::string& why) {
        return Error{Error::Code::invalid, path + ": " + why};
    };
    Wards wards;
    const json::Value* province = json::find(root, "province");
    const std::string* code = province ? json::text(*province, "code") : nullptr;
    const std::string* name = province ? json::text(*province, "name") : nullptr;
    if (!code || !all_digits(*code, 2) || !name)
        return refuse("\"province\" needs a two-digit \"code\" and a \"name\"");
    wards.province_code = *code;
    wards.province_name = *name;
    const json::Value* list = json::array(root, "wards");
    if (!list || list->empty() || list->size() > kWardsMax)
        return refuse(fmt::format("\"wards\" must list 1 to {} wards", kWardsMax));
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string* ward_code = json::text((*list)[i], "code");
        const std::string* ward_name = json::text((*list)[i], "name");
        const std::string* full_name = json::text((*list)[i], "full_name");
        const std::string place =
            fmt::format("ward {} (entry {})", ward_code ? *ward_code : "?", i + 1);
        if (!ward_code || !all_digits(*ward_code, 5) || !ward_name || !full_name)
            return refuse(place + ": needs a five-digit \"code\", a \"name\" and a \"full_name\"");
        if (!text::is_nfc(*ward_name) || !text::is_nfc(*full_name))
            return refuse(place + ": the name is not NFC");
        if (!seen.insert(*ward_code).second) return refuse(place + ": the code stands twice");
        wards.list.push_back({.code = *ward_code, .name = *ward_name, .full_name = *full_name});
    }
    return wards;
}

}  // namespace catalogue

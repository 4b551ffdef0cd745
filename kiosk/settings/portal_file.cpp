#include "settings/portal_file.h"

#include <utility>

#include "base/files.h"
#include "catalogue/short_link.h"
#include "settings/reader.h"

namespace settings {

namespace {

catalogue::LinkTemplates read_templates(const toml::table& table, Reader& reader) {
    reader.known(table, {"hosts", "procedure", "search", "submit", "track", "account"});
    return {.procedure = reader.text(table, "procedure"),
            .search = reader.text(table, "search"),
            .submit = reader.text(table, "submit"),
            .track = reader.text(table, "track"),
            .account = reader.text(table, "account"),
            .hosts = reader.texts(table, "hosts")};
}

std::string read_through(const toml::table& table, Reader& reader) {
    reader.known(table, {"address"});
    std::string address = reader.text(table, "address", true);
    if (address.empty()) return address;
    if (const Result<> good = catalogue::check_through(address); !good)
        reader.problem(table.get("address"), table, good.error().message);
    return address;
}

}  // namespace

Result<Portal> load_portal(const std::string& path) {
    const std::string bytes = TRY(files::read(path, tables::kBytesMax));
    return parse_portal(bytes, path);
}

Result<Portal> parse_portal(std::string_view bytes, const std::string& source) {
    const toml::table root = TRY(tables::parse(bytes, source));
    Reader reader(source);
    reader.known(root, {"portal", "through_province"});
    catalogue::LinkTemplates templates = read_templates(reader.table(root, "portal"), reader);
    std::string through;
    if (root.contains("through_province"))
        through = read_through(reader.table(root, "through_province"), reader);
    TRY(reader.finish());
    Result<catalogue::Links> links = catalogue::Links::make(std::move(templates));
    if (!links) return std::move(links).error().during(source);
    return Portal{.links = std::move(links).value(), .through_province = std::move(through)};
}

}  // namespace settings

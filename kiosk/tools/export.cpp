#include "tools/export.h"

#include <filesystem>

#include "catalogue/load.h"
#include "settings/settings.h"
#include "sheets/export.h"

namespace tools {

namespace {

Result<std::string> write(const Export& wish, const sheets::Source& source) {
    const std::filesystem::path output(wish.output);
    const bool folder = std::filesystem::is_directory(output);
    if (wish.format == "csv") {
        if (!folder)
            return Error{Error::Code::invalid, "export: " + wish.output + " is not a folder"};
        std::string written;
        for (const std::string& name : TRY(sheets::write_csv(wish.output, source)))
            written += (output / name).string() + "\n";
        return written;
    }
    const std::string file =
        folder ? (output / (sheets::base_name(source) + ".xlsx")).string() : wish.output;
    TRY(sheets::write_xlsx(file, source));
    return file + "\n";
}

}  // namespace

Result<std::string> export_period(journal::Reader& reader, const Export& wish) {
    const tally::Period period{.first = parse_iso_date(wish.from), .last = parse_iso_date(wish.to)};
    if (period.last < period.first)
        return Error{Error::Code::invalid, "export: " + wish.to + " is before " + wish.from};
    const auto language = wish.language == "en" ? text::Language::en : text::Language::vi;
    const settings::Settings set = TRY(settings::load(wish.config + "/kiosk.toml"));
    const catalogue::Loaded loaded = TRY(catalogue::load(wish.config + "/catalogue.json"));
    const text::Words words = TRY(text::Words::load(wish.assets + "/lang", language));
    sheets::Source source;
    source.report = TRY(reader.report(period));
    source.dossiers = [&](const tally::Period& part) { return reader.dossiers(part); };
    source.campaign = TRY(settings::load_campaign(wish.config + "/campaign.toml"));
    source.unit_name = set.unit.name.in(language);
    source.unit_place = set.unit.place.in(language);
    source.ward = set.unit.ward;
    source.version = wish.version;
    source.made = SystemClock().wall();
    source.catalogue = &loaded.catalogue;
    source.words = &words;
    source.language = language;
    return write(wish, source);
}

}  // namespace tools

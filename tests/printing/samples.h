#pragma once

#include <string>

#include "catalogue/links.h"
#include "catalogue/load.h"
#include "printing/day_sheet.h"
#include "printing/page.h"
#include "printing/slip.h"
#include "support/made_figures.h"
#include "support/must.h"

/// What is printed in these tests: slips of the catalogue that we ship, and made-up days.
namespace samples {

inline const std::string kFonts = std::string(SOURCE_DIR) + "/assets/fonts";
inline const tally::Day kToday = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
inline constexpr const char* kBirth = "1.001193";
inline constexpr const char* kBirthAddress =
    "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7";

inline const catalogue::Catalogue& catalogue_shipped() {
    static const catalogue::Catalogue shipped =
        must(catalogue::load(std::string(SOURCE_DIR) + "/config/catalogue.json")).catalogue;
    return shipped;
}

inline const text::Words& words(text::Language language) {
    const std::string folder = std::string(SOURCE_DIR) + "/assets/lang";
    static const text::Words vi = must(text::Words::load(folder, text::Language::vi));
    static const text::Words en = must(text::Words::load(folder, text::Language::en));
    return language == text::Language::vi ? vi : en;
}

inline printing::Document slip(const char* code = kBirth, std::size_t case_index = 0,
                               text::Language language = text::Language::vi,
                               const std::string& address = kBirthAddress) {
    const catalogue::Procedure* procedure = catalogue_shipped().find(code);
    REQUIRE(procedure);
    return printing::slip_of({.procedure = *procedure,
                              .case_index = case_index,
                              .address = address,
                              .unit_name = "Bộ phận Một cửa",
                              .unit_place = "Phường Diên Hồng, tỉnh Gia Lai",
                              .counter = "3",
                              .today = kToday},
                             words(language), language);
}

inline printing::Document day_sheet(const tally::Report& report,
                                    text::Language language = text::Language::vi) {
    return printing::day_sheet_of({.report = report,
                                   .campaign = made_campaign(kToday - std::chrono::days(30)),
                                   .catalogue = catalogue_shipped(),
                                   .unit_name = "Bộ phận Một cửa",
                                   .unit_place = "Phường Diên Hồng, tỉnh Gia Lai",
                                   .kiosk = "Máy 1",
                                   .now = WallTime(kToday + std::chrono::hours(9))},
                                  words(language), language);
}

inline printing::Fonts fonts() { return must(printing::Fonts::load(kFonts)); }

}  // namespace samples

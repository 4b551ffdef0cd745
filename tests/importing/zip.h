#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

/// A zip file in memory, made with libarchive: name → bytes.
inline std::string make_zip(const std::vector<std::pair<std::string, std::string>>& parts,
                            std::size_t room = 1u << 20) {
    std::string out(room, '\0');
    std::size_t used = 0;
    archive* handle = archive_write_new();
    archive_write_set_format_zip(handle);
    REQUIRE(archive_write_open_memory(handle, out.data(), out.size(), &used) == ARCHIVE_OK);
    for (const auto& [name, bytes] : parts) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        REQUIRE(archive_write_header(handle, entry) == ARCHIVE_OK);
        REQUIRE(archive_write_data(handle, bytes.data(), bytes.size()) ==
                static_cast<la_ssize_t>(bytes.size()));
        archive_entry_free(entry);
    }
    REQUIRE(archive_write_close(handle) == ARCHIVE_OK);
    archive_write_free(handle);
    out.resize(used);
    return out;
}

/// A workbook as the portal exports it: these shared strings, this sheetData.
inline std::string make_xlsx(const std::string& strings, const std::string& rows) {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    return make_zip(
        {{"[Content_Types].xml", head + "<Types/>"},
         {"docProps/core.xml",
          head + "<cp:coreProperties xmlns:cp=\"a\" xmlns:dcterms=\"b\"><dcterms:modified>"
                 "2026-06-09T02:00:32Z</dcterms:modified></cp:coreProperties>"},
         {"xl/sharedStrings.xml", head + "<sst>" + strings + "</sst>"},
         {"xl/worksheets/sheet1.xml",
          head + "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}});
}

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importing/facts.h"

/// One file's bytes to records. What a file is, is told by its content, never by its name or
/// folder: the portal's API, a page, a document, a list, as one JSON value, an array, or JSON
/// lines; or an Excel export.
namespace importing {

/// The whole of one JSON value; the national list has 4 MB.
inline constexpr std::size_t kJsonBytesMax = 16u << 20;

struct FileRecord {
    std::string place;  ///< "record 1", "line 12", "sheet1 row 3".
    SourceKind kind = SourceKind::list;
    Reading reading;
};

struct FileContents {
    enum class Outcome { read, broken, not_recognised };
    Outcome outcome = Outcome::read;
    std::string form;     ///< "portal API", "Excel export"; several joined by "+".
    std::string problem;  ///< Why broken or not recognised.
    std::vector<FileRecord> records;
    std::vector<Remark> remarks;  ///< About the file as a whole.
};

FileContents recognise(std::string bytes);

}  // namespace importing

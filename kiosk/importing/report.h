#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "importing/facts.h"
#include "importing/recognise.h"

/// What became of every file and every record. The totals add up by construction: a record is
/// counted as seen exactly when its fate is.
namespace importing {

/// Lines kept; beyond them only the counts go on. The whole of shared/data/raw makes 1,000.
inline constexpr std::size_t kLinesMax = 200'000;

/// Accepted: a procedure more stands in the output. Merged: it added to, or agreed with, one.
enum class Fate { accepted, merged, refused };

struct Counts {
    std::size_t accepted = 0, merged = 0, refused = 0;
    std::size_t seen() const { return accepted + merged + refused; }
    bool operator==(const Counts&) const = default;
};

struct FileAccount {
    std::string path;
    FileContents::Outcome outcome = FileContents::Outcome::read;
    std::string form;     ///< What it was read as.
    std::string problem;  ///< Why it was not.
    Counts counts;
};

struct Line {
    enum class Kind { refused, merged, conflict, remark };
    Kind kind = Kind::remark;
    std::size_t file = 0;  ///< Index into the files.
    std::string place;
    std::string code;
    Remark remark;
};

class Report {
public:
    std::size_t add_file(FileAccount file);
    void count(std::size_t file, Fate fate);
    void add(Line line);

    const std::vector<FileAccount>& files() const { return files_; }
    const std::vector<Line>& lines() const { return lines_; }
    Counts total() const;
    std::size_t files_with(FileContents::Outcome outcome) const;

    /// How many lines of a kind there were for each reason; exact even beyond kLinesMax.
    std::map<std::string, std::size_t> reasons(Line::Kind kind) const;

    /// The totals, a screenful; and everything, for a file.
    std::string summary() const;
    std::string text(const std::string& date) const;

private:
    std::vector<FileAccount> files_;
    std::vector<Line> lines_;
    std::map<Line::Kind, std::map<std::string, std::size_t>> reasons_;
    std::size_t lines_left_out_ = 0;
};

}  // namespace importing

#include "importing/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/panic.h"
#include "importing/text_rules.h"

namespace importing {

namespace {

const char* word_of(Line::Kind kind) {
    switch (kind) {
        case Line::Kind::refused: return "refused";
        case Line::Kind::merged: return "merged";
        case Line::Kind::conflict: return "conflict";
        case Line::Kind::remark: break;
    }
    return "remark";
}

const char* word_of(FileContents::Outcome outcome) {
    switch (outcome) {
        case FileContents::Outcome::read: return "read";
        case FileContents::Outcome::broken: return "refused";
        case FileContents::Outcome::not_recognised: break;
    }
    return "not recognised";
}

/// Paths may hold anything but NUL; a report line holds one line.
std::string line_safe(std::string_view path) { return shown(path, 1000); }

std::string file_line(const FileAccount& file) {
    if (file.outcome != FileContents::Outcome::read)
        return fmt::format("{}: {}: {}\n", word_of(file.outcome), line_safe(file.path),
                           file.problem);
    return fmt::format("read: {}: {}: records {}, accepted {}, merged {}, refused {}\n",
                       line_safe(file.path), file.form, file.counts.seen(), file.counts.accepted,
                       file.counts.merged, file.counts.refused);
}

}  // namespace

std::size_t Report::add_file(FileAccount file) {
    files_.push_back(std::move(file));
    return files_.size() - 1;
}

void Report::count(std::size_t file, Fate fate) {
    ASSERT(file < files_.size());
    Counts& counts = files_[file].counts;
    switch (fate) {
        case Fate::accepted: ++counts.accepted; break;
        case Fate::merged: ++counts.merged; break;
        case Fate::refused: ++counts.refused; break;
    }
}

void Report::add(Line line) {
    ASSERT(line.file < files_.size());
    ++reasons_[line.kind][line.remark.reason];
    if (lines_.size() < kLinesMax)
        lines_.push_back(std::move(line));
    else
        ++lines_left_out_;
}

Counts Report::total() const {
    Counts total;
    for (const FileAccount& file : files_) {
        total.accepted += file.counts.accepted;
        total.merged += file.counts.merged;
        total.refused += file.counts.refused;
    }
    return total;
}

std::size_t Report::files_with(FileContents::Outcome outcome) const {
    return static_cast<std::size_t>(
        std::count_if(files_.begin(), files_.end(),
                      [outcome](const FileAccount& file) { return file.outcome == outcome; }));
}

std::map<std::string, std::size_t> Report::reasons(Line::Kind kind) const {
    const auto found = reasons_.find(kind);
    return found == reasons_.end() ? std::map<std::string, std::size_t>() : found->second;
}

std::string Report::summary() const {
    const Counts counts = total();
    std::string out = fmt::format(
        "files {}: read {}, refused {}, not recognised {}\n"
        "records {}: accepted {}, merged {}, refused {}\n",
        files_.size(), files_with(FileContents::Outcome::read),
        files_with(FileContents::Outcome::broken),
        files_with(FileContents::Outcome::not_recognised), counts.seen(), counts.accepted,
        counts.merged, counts.refused);
    for (const Line::Kind kind :
         {Line::Kind::refused, Line::Kind::conflict, Line::Kind::merged, Line::Kind::remark})
        for (const auto& [reason, count] : reasons(kind))
            fmt::format_to(std::back_inserter(out), "{:>8}  {}: {}\n", count, word_of(kind),
                           reason);
    return out;
}

std::string Report::text(const std::string& date) const {
    std::string out = fmt::format("motcua-catalogue import, {}\n\n{}\nFiles\n", date, summary());
    for (const FileAccount& file : files_) out += file_line(file);
    out += "\nRecords\n";
    std::vector<const Line*> sorted;
    for (const Line& line : lines_) sorted.push_back(&line);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Line* a, const Line* b) { return a->file < b->file; });
    for (const Line* line : sorted)
        fmt::format_to(std::back_inserter(out), "{}: {}: {}{}{}: {}: {}\n", word_of(line->kind),
                       line_safe(files_[line->file].path), line->place,
                       line->place.empty() ? "" : ": ", line->code.empty() ? "-" : line->code,
                       line->remark.reason, line->remark.detail);
    if (lines_left_out_ > 0)
        fmt::format_to(std::back_inserter(out), "({} more lines left out)\n", lines_left_out_);
    return out;
}

}  // namespace importing

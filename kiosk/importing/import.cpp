#include "importing/import.h"

#include <fmt/format.h>

#include "base/files.h"
#include "importing/code_rules.h"
#include "importing/inputs.h"
#include "importing/text_rules.h"

namespace importing {

namespace {

class Run {
public:
    void read(const Input& input) {
        FileAccount account{.path = input.path,
                            .outcome = FileContents::Outcome::broken,
                            .form = {},
                            .problem = input.problem,
                            .counts = {}};
        if (!input.problem.empty()) {
            report_.add_file(std::move(account));
            return;
        }
        Result<std::string> bytes = files::read(input.path, kFileBytesMax);
        if (!bytes) {
            account.problem = shown(bytes.error().message, 300);
            report_.add_file(std::move(account));
            return;
        }
        FileContents contents = recognise(std::move(bytes).value());
        account.outcome = contents.outcome;
        account.form = contents.form;
        account.problem = contents.problem;
        const std::size_t file = report_.add_file(std::move(account));
        for (Remark& remark : contents.remarks) add(Line::Kind::remark, file, {}, {}, remark);
        note_file_name(input.path, file, contents);
        for (FileRecord& record : contents.records) take(file, record);
    }

    Outcome finish() {
        Outcome outcome;
        outcome.records = merge(std::move(candidates_), report_);
        outcome.report = std::move(report_);
        return outcome;
    }

private:
    void take(std::size_t file, FileRecord& record) {
        Reading& reading = record.reading;
        for (const Remark& remark : reading.remarks)
            add(Line::Kind::remark, file, record.place, reading.code, remark);
        if (reading.facts && candidates_.size() >= kRecordsMax)
            reading = refuse(std::move(reading), "more records than the whole portal has",
                             fmt::format("the limit is {}", kRecordsMax));
        if (!reading.facts) {
            add(Line::Kind::refused, file, record.place, reading.code, reading.refusal);
            report_.count(file, Fate::refused);
            return;
        }
        candidates_.push_back({.facts = std::move(*reading.facts),
                               .kind = record.kind,
                               .file = file,
                               .place = std::move(record.place)});
    }

    /// A file called by another code than the one inside is worth a look, not more: names of
    /// files are nobody's promise.
    void note_file_name(const std::string& path, std::size_t file, const FileContents& contents) {
        if (contents.records.size() != 1 || !contents.records[0].reading.facts) return;
        const std::string name = path.substr(path.rfind('/') + 1);
        const std::string code = code_at_start(name);
        const FileRecord& record = contents.records[0];
        if (!code.empty() && code != record.reading.code)
            add(Line::Kind::remark, file, record.place, record.reading.code,
                {"the file is called by another code", shown(name)});
    }

    void add(Line::Kind kind, std::size_t file, std::string place, std::string code,
             const Remark& remark) {
        report_.add({.kind = kind,
                     .file = file,
                     .place = std::move(place),
                     .code = std::move(code),
                     .remark = remark});
    }

    Report report_;
    std::vector<Candidate> candidates_;
};

}  // namespace

Outcome import_files(const std::vector<std::string>& paths) {
    Run run;
    for (const Input& input : list_inputs(paths)) run.read(input);
    return run.finish();
}

}  // namespace importing

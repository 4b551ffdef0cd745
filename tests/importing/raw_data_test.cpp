// The whole of ../shared/data/raw, which is not part of the project: copies of public data
// without a licence. Without it these tests say so and pass.

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/files.h"
#include "importing/import.h"
#include "importing/json_form.h"
#include "importing/text_rules.h"
#include "json/json.h"
#include "support/must.h"
#include "support/temp_dir.h"

using namespace importing;

namespace {

const std::string kData = std::string(SOURCE_DIR) + "/../shared/data";

bool have_data() {
    if (std::filesystem::exists(kData + "/raw")) return true;
    MESSAGE("no ../shared/data/raw here: not tried on the real data");
    return false;
}

const Outcome& whole() {
    static const Outcome outcome = import_files({kData + "/raw"});
    return outcome;
}

const Merged& record(const char* code) {
    for (const Merged& merged : whole().records)
        if (merged.facts.code == code) return merged;
    FAIL("no record " << code);
    return whole().records.front();
}

std::string fee(const char* code) {
    const Merged& merged = record(code);
    return merged.facts.fee ? to_json(*merged.facts.fee).dump() : "absent";
}

bool has_detail(const Merged& merged) {
    return std::any_of(merged.sources.begin(), merged.sources.end(), [](const Source& source) {
        return source.kind != SourceKind::list && source.kind != SourceKind::sheet;
    });
}

}  // namespace

TEST_CASE("the real data: every file is read and every record accounted for") {
    if (!have_data()) return;
    const Report& report = whole().report;
    CHECK(report.files().size() == 348);
    CHECK(report.files_with(FileContents::Outcome::read) == report.files().size());
    CHECK(report.total().accepted == whole().records.size());
    CHECK(report.total().seen() == 79 + 227 + 36 + 5670 + 2102);
    CHECK(report.reasons(Line::Kind::refused) ==
          std::map<std::string, std::size_t>{{"code of seven digits or more", 2},
                                             {"deleted code", 1},
                                             {"same code again, different: first kept", 1}});
}

TEST_CASE("the real data: known facts") {
    if (!have_data()) return;
    const Merged& birth = record("1.001193");
    CHECK(birth.facts.name == "Thủ tục đăng ký khai sinh");
    CHECK(birth.facts.formality_id == "019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7");
    CHECK(birth.facts.field == "Hộ tịch");
    CHECK(birth.counter == catalogue::Counter::ward);
    CHECK(to_json(birth.facts.times).dump() == R"([{"unit":"working_day","value":1}])");
    CHECK(fee("1.001193") == R"({"kind":"zero_unexplained"})");
    CHECK(fee("2.000815") == R"({"amounts":[{"method":"counter","vnd":2000}],"kind":"amount"})");
    CHECK(record("2.000815").facts.times.empty());
    CHECK(fee("1.004222") ==
          R"({"amounts":[{"method":"online","vnd":10000},{"method":"counter","vnd":20000}],)"
          R"("kind":"amount"})");
    CHECK(record("1.004222").counter == catalogue::Counter::police);
    CHECK(fee("2.000635") == R"({"amounts":[{"vnd":8000}],"kind":"amount"})");
    CHECK(fee("1.001612") == R"({"kind":"amount_set_by_province"})");
    CHECK(fee("1.000094") == R"({"kind":"set_by_province"})");
    CHECK(fee("1.012888") == R"({"kind":"free_stated"})");
    CHECK(fee("1.003197") == "absent");
    CHECK(fee("3.000349") == "absent");  // 135 VND is 135,000 by mistake
    CHECK(record("1.013133").counter == catalogue::Counter::military);
    CHECK(to_json(record("1.013226").facts.times).dump() == R"([{"unit":"day","value":9}])");
    CHECK(record("6.001435").facts.internal);
    CHECK(record("1.115369").facts.name.size() > 1'192);
}

TEST_CASE("the real data: a real page stored under another code is refused") {
    if (!have_data()) return;
    // As the crawler's file of 3.000285 was: the wanted code on top of a default page.
    const std::string path = kData + "/raw/portal-pages/bo-tu-phap/2.000815.json";
    json::Value page = must(json::parse_file(path));
    page["ma_thu_tuc"] = "3.000285";
    const TempDir folder;
    must(files::write_atomically(folder / "whole.json", page.dump()));
    page["raw_text"] = "";
    must(files::write_atomically(folder / "textless.json", page.dump()));
    const Outcome outcome = import_files({folder.path(), kData + "/raw/national-list.jsonl"});
    CHECK(outcome.report.reasons(Line::Kind::refused).at("page of another procedure") == 2);
}

TEST_CASE("the real data: agreement with the cleaned procedures") {
    if (!have_data()) return;
    const json::Value cleaned = must(json::parse_file(kData + "/procedures.json"));
    std::map<std::string, const Merged*> ours;
    for (const Merged& merged : whole().records) ours[merged.facts.code] = &merged;
    std::size_t both = 0, names = 0, detailed = 0, fees = 0, ids = 0;
    std::string others;
    for (const json::Value& entry : cleaned) {
        const std::string& code = *json::text(entry, "code");
        const auto found = ours.find(code);
        if (found == ours.end()) continue;
        const Merged& merged = *found->second;
        ++both;
        names += same_name(merged.facts.name, *json::text(entry, "name"));
        const std::string* id = json::text(entry, "portal_id");
        ids += !id || merged.facts.formality_id == *id;
        if (!has_detail(merged)) continue;  // its detail file is not in raw
        ++detailed;
        const std::string& kind = *json::text(entry["fee"], "kind");
        const char* our_kind = merged.facts.fee ? name_of(merged.facts.fee->kind) : "unknown";
        if (kind == our_kind)
            ++fees;
        else
            others += code + " ";
    }
    MESSAGE("in both " << both << ", names equal " << names << ", portal ids " << ids
                       << ", with detail " << detailed << ", fee kinds equal " << fees
                       << "; other kinds: " << others);
    CHECK(both == 559);   // all but 3.000423, whose document is not in raw
    CHECK(names == 558);  // 1.013128 has two official names
    CHECK(ids == both);
    // Six fees are evidently wrong by 1000 and refused here; two notes (Thông tư 64/2025: "mức
    // thu, miễn một số khoản") do not say that this fee is among the freed ones.
    CHECK(others == "1.013234 1.013239 2.001827 1.003133 1.012680 3.000349 3.000350 3.000351 ");
    CHECK(detailed - fees == 8);
}

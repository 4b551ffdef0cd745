#include <doctest/doctest.h>

#include <map>

#include "ledger/devices.h"
#include "ledger/ingest.h"
#include "web/stand.h"
#include "wire/batch.h"
#include "wire/certificate.h"

namespace {

using Stand = stand::Stand<OnSqlite>;
using Browser = stand::Browser<OnSqlite>;

std::string disposition(const web::Answer& answer) {
    for (const auto& [name, value] : answer.headers)
        if (name == "Content-Disposition") return value;
    return {};
}

/// A kiosk of that ward tells of five dossiers of the stand's day.
void tell(Stand& stand, const std::string& ward) {
    const wire::Code code = must(ledger::make_code(stand.ledger, ward, "Quầy 1", stand.now));
    const wire::SecretKey key = wire::SecretKey::generate();
    const wire::EnrolRequest request = wire::enrol_request(code, key.public_key(), ward);
    REQUIRE(must(ledger::enrol(stand.ledger, wire::encode(request), stand.now)).status == 200);
    wire::Batch batch;
    batch.header.device = wire::key_id(key.public_key());
    batch.header.version = "0.1.0";
    batch.header.runs = {
        {.epoch = batch.header.device, .id = batch.header.device, .first = 1, .ward = ward}};
    wire::Cell cell;
    cell.key = {.day = business_day(stand.now),
                .certainty = wire::Certainty::confirmed,
                .procedure = "1.001193",
                .what = "online digitised fee_online e_result",
                .trusted = true};
    cell.count = 5;
    cell.revision = 5;
    batch.lines = {{.run = 0, .what = cell, .text = {}}};
    const std::string envelope = wire::seal(batch, key);
    REQUIRE(must(ledger::ingest(stand.ledger, envelope, stand.now)).status == 200);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("every table comes in both forms, as an attachment with a harmless name") {
    Stand stand;
    tell(stand, stand::kWard);
    Browser browser(stand);
    REQUIRE(browser.sign_in("viewer").status == 200);
    for (const std::string name : {"wards", "days", "procedures", "kiosks"})
        for (const std::string form : {"csv", "xlsx"}) {
            CAPTURE(name);
            CAPTURE(form);
            const web::Answer answer = browser.get("/api/tables/" + name + "." + form +
                                                   "?from=2026-11-20&to=2026-11-23&lang=en");
            REQUIRE(answer.status == 200);
            CHECK(disposition(answer) == "attachment; filename=\"motcua_52_" + name +
                                             "_2026-11-20_2026-11-23." + form + "\"");
            CHECK(answer.body.starts_with(form == "csv" ? "\xef\xbb\xbf" : "PK"));
        }
    const std::string csv =
        browser.get("/api/tables/wards.csv?from=2026-11-20&to=2026-11-23&lang=en").body;
    CHECK(has(csv, ",23563,Phường Diên Hồng,phường,1,4,1,0,0,5,5,100.00,"));
    CHECK(has(csv, "Online (3.3): numerator"));
}

TEST_CASE("the report is a document of the month that is asked for") {
    Stand stand;
    Browser browser(stand);
    REQUIRE(browser.sign_in("viewer").status == 200);
    const web::Answer answer = browser.get("/api/report.docx?month=2026-11");
    CHECK(answer.status == 200);
    CHECK(answer.body.starts_with("PK"));
    CHECK(disposition(answer) ==
          "attachment; filename=\"motcua_52_report_2026-11-01_2026-11-23.docx\"");
    CHECK(disposition(browser.get("/api/report.docx")) == disposition(answer));
    // An old month is whole.
    CHECK(has(disposition(browser.get("/api/report.docx?month=2026-10")), "2026-10-31"));
    for (const char* wrong : {"2026-13", "x", "", "2026-12", "2027-01"}) {
        CAPTURE(wrong);
        const web::Answer refused = browser.get(std::string("/api/report.docx?month=") + wrong);
        CHECK(refused.status == 400);
        CHECK(stand::error_of(refused) == "query");
    }
}

TEST_CASE("a ward's officer gets files of the own ward alone") {
    Stand stand;
    tell(stand, stand::kWard);
    tell(stand, stand::kOtherWard);
    Browser browser(stand);
    REQUIRE(browser.sign_in("ward").status == 200);
    for (const std::string file : {"tables/wards.csv", "tables/kiosks.csv", "report.docx"}) {
        CAPTURE(file);
        CHECK(browser.get("/api/" + file + "?ward=" + stand::kOtherWard).status == 404);
        CHECK(browser.get("/api/" + file + "?ward=00000").status == 404);
        const web::Answer own = browser.get("/api/" + file);
        CHECK(own.status == 200);
        CHECK(has(disposition(own), "motcua_" + stand::kWard + "_"));
        if (!file.ends_with(".csv")) continue;
        CHECK(has(own.body, stand::kWard));
        CHECK_FALSE(has(own.body, stand::kOtherWard));
    }
}

TEST_CASE("files want a session, and nothing that is asked for reaches a header") {
    Stand stand;
    Browser browser(stand);
    CHECK(browser.get("/api/tables/wards.csv").status == 401);
    CHECK(browser.get("/api/report.docx").status == 401);
    REQUIRE(browser.sign_in("viewer").status == 200);
    for (const std::string part :
         {"wards", "wards.", "wards.pdf", "nothing.csv", ".csv", "wards.csv.exe", "WARDS.csv",
          "wards\r\nSet-Cookie: a=b.csv", "../wards.csv", "wards\".csv"}) {
        CAPTURE(part);
        web::Request request = browser.request("GET", "/api/tables/x");
        request.path = "/api/tables/" + part;
        const web::Answer answer = browser.send(request);
        CHECK(answer.status == 404);
        CHECK(disposition(answer).empty());
        for (const auto& [name, value] : answer.headers) CHECK_FALSE(has(value, "a=b"));
    }
    web::Request request = browser.request("GET", "/api/tables/wards.csv");
    request.query["lang"] = "en\r\nX: y";
    CHECK_FALSE(has(disposition(browser.send(request)), "\n"));
}

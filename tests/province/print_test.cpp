#include "province/print.h"

#include <doctest/doctest.h>

#include "province/shapes.h"

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

ledger::Kiosk kiosk() {
    ledger::Kiosk kiosk;
    kiosk.device = "0123456789abcdef0123456789abcdef";
    kiosk.ward = "23563";
    kiosk.name = "Quầy 1";
    kiosk.words = "mây sông gạo trâu";
    return kiosk;
}

std::string table_of(const ledger::Kiosk& kiosk) {
    return province::kiosk_table({{"kiosks", json::Value::array({province::shape(kiosk)})}});
}

}  // namespace

TEST_CASE("a kiosk that was never heard is unknown, not at zero") {
    CHECK(
        has(table_of(kiosk()), "01234567  mây sông gạo trâu  –      –       –      –        -\n"));
    const json::Value value = province::shape(kiosk());
    for (const char* key :
         {"heard", "unsent", "disk_free", "published", "version", "clock", "rows"})
        CHECK_MESSAGE(value[key].is_null(), key);
}

TEST_CASE("a kiosk that was heard says of itself what it said") {
    ledger::Kiosk known = kiosk();
    known.heard = WallTime{};
    known.unsent = 12;
    known.version = "0.1.0";
    known.revoked = true;
    known.alarms = {"fork", "restored"};
    CHECK(has(table_of(known),
              "1970-01-01T00:00:00Z  12      untrusted  0.1.0    fork restored revoked\n"));
}

TEST_CASE("columns are as wide as their letters, not their bytes") {
    CHECK(province::table({{"A", "B"}, {"Quầy", "1"}, {"–", "2"}}) ==
          "A     B\nQuầy  1\n–     2\n");
}

TEST_CASE("faults and alarms are said, and that all is well only when it is") {
    ledger::Audit audit;
    CHECK(has(province::audit_words(province::shape(audit)), "everything holds"));
    audit.faults = {"an envelope was changed"};
    audit.alarms.push_back(
        {.id = 1, .device = "0123456789", .epoch = "", .kind = "fork", .text = "rows differ"});
    const std::string text = province::audit_words(province::shape(audit));
    CHECK(has(text, "fault: an envelope was changed\n"));
    CHECK(has(text, "alarm: fork: kiosk 01234567: rows differ"));
    CHECK_FALSE(has(text, "everything holds"));
}

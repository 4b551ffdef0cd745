#include "ledger/publishing.h"

#include "ledger/hand.h"
#include "wire/publication.h"

using namespace hand;

namespace {

wire::Publication newest(ledger::Ledger& ledger) {
    const auto envelope = must(ledger::publication(ledger));
    REQUIRE(envelope);
    const wire::Envelope opened = must(wire::parse_envelope(*envelope));
    REQUIRE(wire::holds(opened, wire::kPublicationType, identity().key.public_key()));
    return must(wire::decode_publication(opened.payload));
}

}  // namespace

TEST_CASE_TEMPLATE("each publication is the next version of the whole: what is not named stays",
                   Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    CHECK_FALSE(must(ledger::publication(ledger)));
    CHECK(must(ledger::publish(ledger, {{"wards.json", "[]"}, {"messages.json", "{}"}},
                               kMorning)) == 1);
    CHECK(must(ledger::publish(ledger, {{"wards.json", "[1]"}}, kMorning)) == 2);
    const wire::Publication second = newest(ledger);
    CHECK(second.version == 2);
    CHECK(second.province == "52");
    REQUIRE(second.files.size() == 2);
    CHECK(second.files[0].path == "messages.json");
    CHECK(second.files[0].digest == wire::digest("{}"));
    CHECK(second.files[1].bytes == 3);
    // Going back is going on: the old file under a new version, its bytes kept once.
    CHECK(must(ledger::publish(ledger, {{"wards.json", "[]"}}, kMorning)) == 3);
    CHECK(newest(ledger).files[1].digest == wire::digest("[]"));
    CHECK(must(ledger::published_file(ledger, wire::digest("[1]"))) == "[1]");
    CHECK(ledger::published_file(ledger, wire::digest("?")).error().code == Error::Code::not_found);
    const auto list = must(ledger::published(ledger));
    REQUIRE(list.size() == 3);
    CHECK(list[0].version == 3);
    CHECK(list[2].files.size() == 2);
    CHECK(list[2].at == kMorning);
}

TEST_CASE_TEMPLATE("a publication that kiosks would not take is refused whole", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const std::string large(wire::kPublishedBytesMax + 1, 'x');
    CHECK_FALSE(ledger::publish(ledger, {}, kMorning));
    CHECK_FALSE(ledger::publish(ledger, {{"wards.json", "[]"}, {"../evil", "x"}}, kMorning));
    CHECK_FALSE(ledger::publish(ledger, {{"wards.json", large}}, kMorning));
    CHECK_FALSE(must(ledger::publication(ledger)));
    CHECK(must(ledger::published(ledger)).empty());
}

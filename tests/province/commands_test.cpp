#include "province/commands.h"

#include <filesystem>

#include "base/files.h"
#include "json/json.h"
#include "province/running.h"
#include "sql/connection.h"
#include "wire/publication.h"

// The command line, with and without a server that owns the store.

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

const std::string kConfig = std::string(SOURCE_DIR) + "/config";

void copy(const std::string& from, const std::string& to) {
    must(files::write_atomically(to, must(files::read(from, 8 << 20))));
}

Printed counted(const Folder& folder) {
    return command(folder, {"counts", "--from", "2026-11-23", "--to", "2026-11-23"});
}

}  // namespace

TEST_CASE("the same commands say the same with a server and without") {
    const Folder folder;
    std::string device, counts, measures, kiosks;
    {
        Running server(folder);
        hand::Kiosk kiosk = enrolled_at(folder, server.http(), {"--name", "Quầy 1"});
        device = kiosk.device;
        CHECK(has(command(folder, {"kiosks"}).text, "  –  "));
        tell_at(server.http(), batch_of(kiosk, 1, 7, 10));
        counts = counted(folder).text;
        measures = command(folder, {"export", "--measures", "--from", "2026-11-20"}).text;
        kiosks = command(folder, {"kiosks", "--json"}).text;
        CHECK(command(folder, {"verify"}).status == 0);
        CHECK(server.end() == 0);
    }
    CHECK(counts.starts_with("ward,day,procedure,certainty,what,trusted,count\n23563,2026-11-23,"));
    CHECK(counted(folder).text == counts);
    CHECK(has(measures, "\n23563,0,0,0,0,0,0,7,"));
    CHECK(command(folder, {"export", "--measures", "--from", "2026-11-20"}).text == measures);
    CHECK(has(kiosks, device));
    CHECK(has(kiosks, "Quầy 1"));
    CHECK(command(folder, {"kiosks", "--json"}).text == kiosks);
    const json::Value audit =
        must(json::parse(command(folder, {"verify", "--json"}).text, "verify"));
    CHECK(audit["ok"] == true);
    CHECK(audit["envelopes"] == 1);
    CHECK(command(folder, {"counts", "--ward", "23560", "--from", "2026-11-23", "--format", "json"})
              .text.empty());
}

TEST_CASE("a code is shown once, says for whom and how to reach us, and is not in the log") {
    const Folder folder;
    must(command(folder, {"init"}).status == 0 ? Result<>() : Error{Error::Code::io, "init"});
    Running server(folder, {.database = {}, .https = "127.0.0.1:0", .http = {}, .state = {}});
    const Printed printed = command(folder, {"enrol", "--ward", "23563", "--name", "Quầy 2"});
    REQUIRE(printed.status == 0);
    CHECK(wire::parse_code(printed.text.substr(0, 17)));
    CHECK(has(printed.text, "Phường Diên Hồng (23563), Quầy 2"));
    CHECK(has(printed.text, "https://127.0.0.1:" + std::to_string(server.https())));
    CHECK(has(printed.text, "sha256//"));
    const Printed unknown = command(folder, {"enrol", "--ward", "27169"});
    CHECK(unknown.status == 1);
    CHECK(has(unknown.text, "ward 27169: "));
    CHECK(command(folder, {"enrol", "--ward", "Diên Hồng"}).status == 2);
    CHECK(command(folder, {"enrol"}).status == 2);
    CHECK(server.end() == 0);
    CHECK(has(server.said(), "admin/enrol 200"));
    CHECK_FALSE(has(server.said(), printed.text.substr(0, 5)));
}

TEST_CASE("what a revoked kiosk sends is refused, and verify tells") {
    const Folder folder;
    Running server(folder);
    hand::Kiosk kiosk = enrolled_at(folder, server.http());
    CHECK(command(folder, {"revoke", kiosk.device.substr(0, 8)}).status == 2);
    CHECK(command(folder, {"revoke", "00000000", "--reason", "stolen"}).status == 1);
    const Printed revoked =
        command(folder, {"revoke", kiosk.device.substr(0, 8), "--reason", "stolen"});
    CHECK_MESSAGE(revoked.status == 0, revoked.text);
    const hand::Told told = tell_at(server.http(), batch_of(kiosk, 1, 7, 10));
    CHECK(told.status == 403);
    CHECK(told.receipt.refused == "revoked");
    CHECK(has(command(folder, {"kiosks"}).text, "revoked"));
    const Printed audit = command(folder, {"verify"});
    CHECK(audit.status == 1);
    CHECK(has(audit.text, "alarm: revoked_use: kiosk " + kiosk.device.substr(0, 8)));
    CHECK(server.end() == 0);
    CHECK(has(server.said(), "alarm, see motcua-province verify: ingest 403"));
}

TEST_CASE("a publication goes out whole, a wrong one not at all") {
    const Folder folder;
    Running server(folder);
    must(files::make_folder(folder / "down/lang"));
    copy(kConfig + "/campaign.toml", folder / "down/campaign.toml");
    copy(std::string(SOURCE_DIR) + "/assets/lang/en.toml", folder / "down/lang/en.toml");
    const Printed first = command(folder, {"publish", folder / "down"});
    CHECK_MESSAGE(first.text == "published as version 1\n", first.text);

    must(files::write_atomically(folder / "down/campaign.toml", "first_day = 2026-01-01\n"));
    const Printed wrong = command(folder, {"publish", folder / "down", kConfig + "/wards.json"});
    CHECK(wrong.status == 1);
    CHECK(has(wrong.text, "campaign.toml:1: \"last_day\""));
    CHECK(has(command(folder, {"publish", kConfig + "/kiosk.toml"}).text, "can be published"));
    CHECK(command(folder, {"publish", folder / "nothing"}).status == 1);

    const auto answer = Peer(server.http()).ask(get("/v1/publication"));
    REQUIRE(answer);
    const wire::Envelope envelope = must(wire::parse_envelope(answer->body));
    CHECK(wire::holds(envelope, wire::kPublicationType, hand::identity().key.public_key()));
    const wire::Publication publication = must(wire::decode_publication(envelope.payload));
    CHECK(publication.version == 1);
    REQUIRE(publication.files.size() == 2);
    for (int twice = 0; twice < 2; ++twice)
        for (const auto& file : publication.files) {
            if (twice == 1) std::filesystem::remove_all(folder.state() + "/spool");
            const auto got = Peer(server.http()).ask(get("/v1/file/" + file.digest));
            REQUIRE(got);
            CHECK(wire::digest(got->body) == file.digest);
        }
    CHECK(has(command(folder, {"published"}).text, "lang/en.toml"));
}

TEST_CASE("by the command line as on the page: looked at, published, taken back, in the trail") {
    const Folder folder;
    Running server(folder);
    std::string portal = must(files::read(kConfig + "/portal.toml", 64 << 10));
    const std::string old = "/tra-cuu-ho-so";
    portal.replace(portal.find(old), old.size(), "/theo-doi");
    must(files::write_atomically(folder / "portal.toml", portal));
    CHECK(command(folder, {"publish", kConfig + "/portal.toml"}).status == 0);
    const Printed seen = command(folder, {"preview", folder / "portal.toml"});
    CHECK(seen.status == 0);
    CHECK(has(seen.text, "portal.toml: 0 added, 0 removed, 1 changed"));
    CHECK(has(seen.text,
              "https://dichvucong.gov.vn/tra-cuu-ho-so -> "
              "https://dichvucong.gov.vn/theo-doi"));
    CHECK(has(seen.text, "upon version 1"));
    CHECK(command(folder, {"publish", folder / "portal.toml", "--note", "new links"}).status == 0);
    CHECK(has(command(folder, {"publish", folder / "portal.toml"}).text, "published already"));
    CHECK(has(command(folder, {"preview", "--version", "1"}).text,
              "-> https://dichvucong.gov.vn/tra-cuu-ho-so"));
    const Printed back = command(folder, {"rollback", "1", "--note", "they work again"});
    CHECK_MESSAGE(back.text == "published as version 3\n", back.text);
    CHECK(command(folder, {"rollback", "9"}).status == 1);
    CHECK(command(folder, {"preview", "--version", "9"}).status == 1);
    const Printed list = command(folder, {"published", "--json"});
    CHECK(has(list.text, "\"rolled_back_to\":1"));
    CHECK(has(list.text, "\"note\":\"new links\""));

    must(files::write_atomically(folder / "portal.toml", "[portal]\nhosts = 1\n"));
    const Printed wrong = command(folder, {"preview", folder / "portal.toml"});
    CHECK(wrong.status == 1);
    CHECK(has(wrong.text, "fault: portal.toml:2: "));
    const auto store = must(sql::open_reader("sqlite:" + folder.state() + "/province.db"));
    std::string trail;
    for (const sql::Row& row :
         must(store->query("SELECT officer, what, subject, detail FROM deed ORDER BY number", {})))
        trail += row.text(0) + "|" + row.text(1) + "|" + row.text(2) + "|" + row.text(3) + "\n";
    CHECK(trail ==
          "|publish|1|portal.toml\n|publish|2|portal.toml: new links\n"
          "|rollback|3|to 1: they work again\n");
}

TEST_CASE("a backup is a whole store") {
    const Folder folder, other;
    Running server(folder);
    hand::Kiosk kiosk = enrolled_at(folder, server.http());
    tell_at(server.http(), batch_of(kiosk, 1, 7, 10));
    const std::string file = other.state() + "/province.db";
    const Printed printed = command(folder, {"backup", file});
    CHECK_MESSAGE(printed.status == 0, printed.text);
    CHECK(command(folder, {"backup", file}).status == 1);
    CHECK(command(other, {"verify"}).status == 0);
    CHECK(counted(other).text == counted(folder).text);
}

TEST_CASE("a stick's batches are taken once, and get their receipts and the publication") {
    const Folder folder;
    const std::string stick = folder / "stick", inside = stick + "/motcua";
    must(files::make_folder(inside));
    hand::Kiosk kiosk{.key = wire::SecretKey::generate(), .device = {}, .ward = {}};
    {
        Running server(folder);
        kiosk = enrolled_at(folder, server.http());
        CHECK(command(folder, {"publish", kConfig + "/wards.json"}).status == 0);
        CHECK(server.end() == 0);
    }
    const std::string batch = batch_of(kiosk, 1, 7, 10);
    must(files::write_atomically(inside + "/" + wire::digest(batch) + ".batch", batch));
    must(files::write_atomically(inside + "/holiday.jpg", "left alone"));
    for (const bool served : {false, true}) {
        std::optional<Running> server;
        if (served) server.emplace(folder);
        const Printed printed = command(folder, {"stick", stick});
        CHECK_MESSAGE(printed.status == 0, printed.text);
        CHECK(has(printed.text, "1 batches: 1 ok"));
        const std::string receipt =
            must(files::read(inside + "/" + wire::digest(batch) + ".receipt", 1 << 20));
        const hand::Told told = hand::told({.status = 200, .envelope = receipt}, batch);
        CHECK(told.receipt.serial == 1);
        CHECK(std::filesystem::exists(inside + "/publication.envelope"));
        CHECK(has(counted(folder).text, ",7\n"));
    }
    const std::string wards = must(files::read(kConfig + "/wards.json", 1 << 20));
    CHECK(must(files::read(inside + "/" + wire::digest(wards) + ".file", 1 << 20)) == wards);

    must(files::write_atomically(inside + "/junk.batch", "no envelope"));
    must(files::write_atomically(inside + "/large.batch", std::string(300'000, 'x')));
    const Printed mixed = command(folder, {"stick", stick});
    CHECK(mixed.status == 1);
    CHECK(has(mixed.text, "2 batches: 1 ok"));
    CHECK(has(mixed.text, "junk.batch: malformed"));
    CHECK(has(mixed.text, "left alone: "));
}

TEST_CASE("wrong usage is status 2, and a password is never repeated") {
    const Folder folder;
    CHECK(command(folder, {}).status == 2);
    CHECK(command(folder, {"dance"}).status == 2);
    CHECK(command(folder, {"counts", "--from", "yesterday"}).status == 2);
    CHECK(has(command(folder, {"serve", "--https", "8443"}).text, "expected an address"));
    for (const char* address :
         {"mysql://u:geheim@host/x", "postgresql://u:geheim@127.0.0.1:1/x?connect_timeout=2"}) {
        const Printed printed = command(folder, {"kiosks", "--db", address});
        CHECK(printed.status == 1);
        CHECK_FALSE(has(printed.text, "geheim"));
        const Printed serving = command(folder, {"serve", "--db", address, "--https", ""});
        CHECK(serving.status == 1);
        CHECK_FALSE(has(serving.text, "geheim"));
    }
}

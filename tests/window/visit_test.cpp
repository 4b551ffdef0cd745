// Whole visits, from attract to thanks, by the real program in a real window: what a phone reads
// from the glass, and what stands in the journal afterwards.

#include <doctest/doctest.h>

#include "catalogue/load.h"
#include "settings/portal_file.h"
#include "window/stand.h"

namespace {

using Texts = std::vector<std::string>;

// People hold a phone before a code; six steps in two seconds would be a ghost (journal/judge.h).
constexpr std::chrono::seconds kScanning{3};

/// The addresses that must be shown, made from the configuration by hand.
class Addresses {
public:
    Addresses(const Site& site, const std::string& code)
        : portal_(must(settings::load_portal(site.config() + "/portal.toml")).links.templates()) {
        const auto loaded = must(catalogue::load(site.config() + "/catalogue.json"));
        const catalogue::Procedure* procedure = loaded.catalogue.find(code);
        REQUIRE(procedure != nullptr);
        REQUIRE(procedure->formality_id.size() == 36);
        id_ = procedure->formality_id;
        name_length = procedure->name.size();
    }
    std::string procedure() const { return filled(portal_.procedure); }
    std::string submit() const { return filled(portal_.submit); }
    std::string track() const { return portal_.track; }
    std::string account() const { return portal_.account; }

    std::size_t name_length = 0;  // Bytes.

private:
    std::string filled(std::string address) const {
        const std::string hole = "{formality_id}";
        const std::size_t at = address.find(hole);
        REQUIRE(at != std::string::npos);
        return address.replace(at, hole.size(), id_);
    }
    catalogue::LinkTemplates portal_;
    std::string id_;
};

/// What a phone in front of the glass reads; and the time it takes.
Texts scan(Walker& walker) {
    const Texts texts = must(read_codes(must(walker.look())));
    must(walker.pass(kScanning));
    return texts;
}

}  // namespace

TEST_CASE("a common procedure by phone: every step's code, and exactly these rows") {
    for (const bool portrait : {false, true}) {
        CAPTURE(portrait);
        const Stand stand(portrait);
        const Addresses address(stand.site, "1.001193");
        Walker walker = stand.open();
        must(walker.go("start", "home"));
        must(walker.go("tile-ho-tich", "list"));
        must(walker.go("row-1.001193", "detail"));
        must(walker.go("by-phone", "guide"));
        CHECK(scan(walker) == Texts{address.procedure()});
        must(walker.tap("step-wifi"));
        CHECK(scan(walker) == Texts{"WIFI:T:nopass;S:MotCua-DienHong;;"});
        must(walker.tap("step-vneid"));
        CHECK(scan(walker) == Texts{address.account()});
        must(walker.tap("step-submit"));
        CHECK(scan(walker) == Texts{address.submit()});
        must(walker.tap("step-track"));
        CHECK(scan(walker) == Texts{address.track()});
        must(walker.go("done", "outcome"));
        must(walker.go("out.submitted", "rating"));
        must(walker.go("face-5", "thanks"));
        must(walker.go("end", "attract"));
        must(walker.until_written(10));
        end(walker);
        CHECK(stand.rows() ==
              "visit_began – – counted\n"
              "procedure_opened 1.001193 – counted\n"
              "qr_shown 1.001193 procedure counted\n"
              "qr_shown 1.001193 wifi counted\n"
              "qr_shown 1.001193 vneid counted\n"
              "qr_shown 1.001193 submit counted\n"
              "qr_shown 1.001193 track counted\n"
              "outcome 1.001193 submitted counted\n"
              "rating 1.001193 5 counted\n"
              "visit_ended – finished counted\n");
    }
}

TEST_CASE("a name of 900 characters, found by its code: every fact, its codes, and these rows") {
    for (const bool portrait : {false, true}) {
        CAPTURE(portrait);
        const Stand stand(portrait);
        const Addresses address(stand.site, "1.115372");
        REQUIRE(address.name_length > 900);
        Walker walker = stand.open();
        must(walker.go("start", "home"));
        must(walker.go("search", "search"));
        must(walker.type("1.115372"));
        must(walker.go("row-1.115372", "detail"));
        must(walker.go("facts", "facts"));
        CHECK(scan(walker) == Texts{address.procedure()});
        int pages = 1;
        for (; walker.shown().has("page-down"); ++pages) {
            REQUIRE(pages < 20);
            must(walker.tap("page-down"));
            CHECK(scan(walker) == Texts{address.procedure()});
        }
        CHECK(pages > 1);
        must(walker.go("back", "detail"));
        must(walker.go("by-phone", "guide"));
        CHECK(scan(walker) == Texts{address.procedure()});
        must(walker.tap("step-submit"));
        CHECK(scan(walker) == Texts{address.submit()});
        must(walker.go("done", "outcome"));
        must(walker.go("out.later", "rating"));
        must(walker.go("skip", "thanks"));
        must(walker.go("end", "attract"));
        must(walker.until_written(7));
        end(walker);
        CHECK(stand.rows() ==
              "visit_began – – counted\n"
              "procedure_opened 1.115372 – counted\n"
              "qr_shown 1.115372 procedure counted\n"
              "qr_shown 1.115372 procedure repeat\n"
              "qr_shown 1.115372 submit counted\n"
              "outcome 1.115372 later counted\n"
              "visit_ended – finished counted\n");
    }
}

TEST_CASE("the way to the counter is as good an end as any: exactly these rows") {
    for (const bool portrait : {false, true}) {
        CAPTURE(portrait);
        const Stand stand(portrait);
        Walker walker = stand.open();
        must(walker.go("start", "home"));
        must(walker.go("tile-chung-thuc", "list"));
        must(walker.go("row-2.000815", "detail"));
        CHECK_FALSE(walker.shown().has("by-phone"));  // Only at the counter.
        must(walker.go("to-counter", "help"));
        CHECK(must(read_codes(must(walker.look()))).empty());
        must(walker.go("first", "rating"));
        must(walker.tap("face-2"));
        must(walker.until("reasons", [](const Shown& now) { return now.has("reason-1"); }));
        must(walker.tap("reason-1"));
        must(walker.go("send", "thanks"));
        must(walker.go("end", "attract"));
        must(walker.until_written(5));
        end(walker);
        CHECK(stand.rows() ==
              "visit_began – – counted\n"
              "procedure_opened 2.000815 – counted\n"
              "counter_way 2.000815 – counted\n"
              "rating 2.000815 2 hard_to_follow counted\n"
              "visit_ended – finished counted\n");
    }
}

TEST_CASE("following a dossier needs no procedure") {
    const Stand stand;
    const Addresses address(stand.site, "1.001193");
    Walker walker = stand.open();
    must(walker.go("start", "home"));
    must(walker.go("track", "track"));
    CHECK(must(read_codes(must(walker.look()))) == Texts{address.track()});
    must(walker.go("done", "rating"));
    must(walker.go("face-4", "thanks"));
    must(walker.go("again", "home"));
    must(walker.go("back", "attract"));
    end(walker);
    CHECK(stand.rows() ==
          "visit_began – – counted\n"
          "qr_shown – track counted\n"
          "rating – 4 counted\n"
          "visit_ended – left counted\n");
}

#include "catalogue/catalogue.h"

#include <doctest/doctest.h>

using catalogue::Procedure;

namespace {

Procedure procedure(const char* code, const char* tile, const char* group, bool internal) {
    Procedure made;
    made.code = code;
    made.tile = tile;
    made.group = group;
    made.internal = internal;
    return made;
}

}  // namespace

TEST_CASE("a tile shows its procedures in the order of the file, without the internal ones") {
    const catalogue::Catalogue all(
        "2026-11-22", {},
        {procedure("1.000003", "a", "x", false), procedure("5.000001", "a", "x", true),
         procedure("1.000002", "a", "y", false), procedure("1.000001", "b", "", false)});
    const auto codes = [&](const char* tile, const char* group) {
        std::string list;
        for (const Procedure* found : all.under(tile, group)) list += found->code + " ";
        return list;
    };
    CHECK(codes("a", "") == "1.000003 1.000002 ");
    CHECK(codes("a", "x") == "1.000003 ");
    CHECK(codes("b", "") == "1.000001 ");
    CHECK(codes("b", "x").empty());
    CHECK(codes("", "").empty());
    CHECK(all.find("5.000001")->internal);
}

// The tour of ./motcua walk: what a citizen does at the glass is what the province counts.

#include <doctest/doctest.h>

#include "support/must.h"
#include "support/temp_dir.h"
#include "window/tour.h"

TEST_CASE("kiosk, agent and province together: the count of one visit arrives, once") {
    const TempDir dir;
    must(walk_tour({.programs = BINARY_DIR, .folder = dir.path()}));
}

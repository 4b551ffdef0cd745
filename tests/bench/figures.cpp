#include "bench/figures.h"

#include <cstdio>

#include "json/json.h"

void hand_over(const Figure& figure) {
    json::Value object{{"group", figure.group},
                       {"name", figure.name},
                       {"unit", figure.unit},
                       {"ours", figure.ours}};
    if (!figure.peer.empty()) {
        object["peer_name"] = figure.peer_name;
        object["peer"] = figure.peer;
    }
    if (figure.ratio_at_most) object["ratio_at_most"] = *figure.ratio_at_most;
    if (figure.ours_at_most) object["ours_at_most"] = *figure.ours_at_most;
    if (!figure.note.empty()) object["note"] = figure.note;
    std::printf("%s\n", object.dump().c_str());
    std::fflush(stdout);
}

int bench_main(const char* program, const Result<>& done) {
    if (done) return 0;
    std::fprintf(stderr, "%s: %s\n", program, done.error().message.c_str());
    return 1;
}

#pragma once

#include <string>
#include <vector>

#include "journal/reader.h"
#include "support/must.h"
#include "support/temp_dir.h"
#include "support/xvfb.h"
#include "window/walker.h"

/// Where a kiosk is tried: a display as large as its panel, a site in a fresh folder, and
/// afterwards its journal. One display a test program and orientation: starting one takes longer
/// than starting the kiosk.
class Stand {
public:
    explicit Stand(bool portrait = false) : site(must(Site::make(folder.path(), portrait))) {}

    /// Runs the kiosk and waits for attract.
    Walker open() const { return open({.own_clock = true}); }
    Walker open_in_real_time() const { return open({}); }
    Walker open(Walker::Command command) const {
        command.display = display().name();
        return must(Walker::start(command, site, width(), height()));
    }

    int width() const { return site.portrait() ? 1080 : 1920; }
    int height() const { return site.portrait() ? 1920 : 1080; }
    const Xvfb& display() const {
        static const Xvfb landscape = must(Xvfb::start("1920x1080x24"));
        static const Xvfb portrait = must(Xvfb::start("1080x1920x24"));
        return site.portrait() ? portrait : landscape;
    }

    /// Every row of the journal, "kind procedure detail verdict" a line with – for nothing. The
    /// journal must hold together.
    std::string rows() const {
        journal::Reader reader = must(journal::Reader::open(site.journal()));
        const journal::Verification found = must(reader.verify());
        for (const std::string& fault : found.faults) FAIL_CHECK(fault);
        std::string lines;
        for (const journal::Entry& row : must(reader.rows(1, found.rows))) {
            for (const std::string& word : {row.kind, row.procedure, row.detail})
                lines += (word.empty() ? "–" : word) + " ";
            lines += row.verdict + "\n";
        }
        return lines;
    }

    const TempDir folder;
    Site site;
};

/// Ends a kiosk that must still be well.
inline void end(Walker& walker) {
    const int status = must(walker.end());
    CHECK_MESSAGE(status == 0, walker.log());
}

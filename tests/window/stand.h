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
    explicit Stand(bool portrait = false) : site(must(Site::make(folder_.path(), portrait))) {}

    /// Runs the kiosk and waits for attract.
    Walker open(Walker::Command command = {}) const {
        if (command.display.empty()) command.display = display().name();
        return must(Walker::start(command, site, width(), height()));
    }
    /// With a clock that can run ahead.
    Walker open_with_clock() const { return open({.own_clock = true}); }

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

private:
    TempDir folder_;

public:
    Site site;
};

/// Ends a kiosk that must still be well.
inline void end(Walker& walker) { CHECK(must(walker.end()) == 0); }

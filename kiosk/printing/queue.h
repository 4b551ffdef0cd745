#pragma once

#include <string>

#include "printing/page.h"
#include "printing/printer.h"

namespace printing {

/// Prints on the CUPS queue of the settings, as a PDF for the paper that the queue is set up
/// with, and waits until the job has ended. The server is the system's (/etc/cups/client.conf, or
/// CUPS_SERVER).
///
/// A stopped queue is refused beforehand. What else a queue says ("media-empty") may be left
/// over from the last job, as a printer speaks only while it is driven; so the job is tried, and
/// given up when the queue still says so after a moment.
Outcome print_on_queue(const Document& document, const Fonts& fonts, const Settings& settings,
                       const std::string& title, const Clock& clock);

/// Whether the queue is there and takes jobs; prints nothing.
Outcome ask_queue(const Settings& settings, const Clock& clock);

}  // namespace printing

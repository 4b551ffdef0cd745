#pragma once

#include <optional>
#include <string>

#include "support/process.h"
#include "support/temp_dir.h"

/// A CUPS server of our own in a temporary folder, on a socket of its own; CUPS_SERVER names it.
/// Its queues drive made-up printers (backends), which put what they are sent into a file:
///
/// "paper" prints, taking half a second; "roll" too, on 80 mm; "stopped" is stopped; "hungry" has
/// no paper until it was driven once, then some; "broken" gives up; "asleep" never ends.
class PrintServer {
public:
    PrintServer();
    ~PrintServer();

    std::string printed() const;  ///< What came out, all jobs; empty when nothing has.
    int jobs_waiting() const;     ///< Not ended, on any queue.
    std::string log() const;

private:
    TempDir dir_;
    std::optional<Process> server_;
};

#pragma once

#include <chrono>
#include <string>

#include "base/clock.h"
#include "printing/document.h"

namespace printing {

/// Which printer, as an operator writes it in kiosk.toml.
struct Settings {
    enum class Kind { none, cups, escpos };
    Kind kind = Kind::none;
    /// CUPS: the queue's name. ESC/POS: "/dev/usb/lp0", or "tcp:192.168.1.50:9100".
    std::string device;
    int width_mm = 80;  ///< ESC/POS: the roll, 58 or 80. CUPS knows its paper itself.
    std::string fonts;  ///< The folder assets/fonts.

    /// Nobody waits longer than these at a counter.
    std::chrono::milliseconds answer_max{1500};  ///< For a status that was asked for.
    std::chrono::milliseconds send_max{20000};   ///< For the printer to take all bytes.
    /// For a receipt printer to say that the slip is out; the longest, 40 cm, at 50 mm/s.
    std::chrono::milliseconds end_max{12000};
    std::chrono::milliseconds job_max{30000};  ///< For CUPS to say that the job is done.
};

/// Why nothing came out, as far as a person can do something about it.
enum class Trouble {
    none,
    not_set_up,  ///< No printer is configured: offer no button.
    offline,     ///< Off, unplugged, unreachable, or its cover open.
    no_paper,
    failed,  ///< Anything else; the message says what.
};

struct Outcome {
    Trouble trouble = Trouble::none;
    std::string message;  ///< For the log and the operator; empty when all is well.

    bool printed() const { return trouble == Trouble::none; }
};

/// Prints and waits, bounded by the limits above, until it is known to have come out or not:
/// only then may it be counted. Call it on a worker thread; it shares nothing.
///
/// ESC/POS: the printer's status is asked before and after (DLE EOT). A device that cannot
/// answer is believed as long as it takes the bytes. CUPS: the queue's state before, and the
/// job's until it has ended; a job that does not end is cancelled.
Outcome print(const Document& document, const Settings& settings, const std::string& title,
              const Clock& clock);

/// Whether it is there and would take a job; prints nothing. A device that cannot speak is
/// believed when it can be opened.
Outcome ask(const Settings& settings, const Clock& clock);

}  // namespace printing

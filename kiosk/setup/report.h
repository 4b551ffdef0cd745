#pragma once

#include <string>
#include <vector>

#include "printing/document.h"
#include "setup/answers.h"
#include "setup/probes.h"

namespace setup {

/// What the readiness report is made from. The references must outlive the call only.
struct ReportFacts {
    const std::vector<Finding>& findings;
    const Answers& answers;
    const Known& known;
    std::string unit_name, unit_place;
    std::string version, system, catalogue_date;
    WallTime now{};
};

/// The page that is signed and filed when a kiosk is handed over: whose and when, ready or not,
/// each check with its figure and what to do, how it is configured, and two places to sign. The
/// one-time code and the password of the Wi-Fi are not on it.
printing::Document report_of(const ReportFacts& facts);

/// A page that shows that a printer prints: marks, width and today.
printing::Document test_page_of(const ReportFacts& facts, const std::string& device);

/// "Debian GNU/Linux 12 (bookworm), Linux 6.1.0": of this machine.
std::string system_name(const std::string& os_release = "/etc/os-release");

}  // namespace setup

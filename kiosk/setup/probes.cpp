#include "setup/probes.h"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <filesystem>

#include "clerk/agent_status.h"
#include "clerk/paper.h"
#include "journal/reader.h"
#include "json/json.h"
#include "setup/answers.h"
#include "shell/network.h"
#include "staff/account.h"
#include "text/format.h"

namespace setup {

namespace {

using std::chrono::seconds;

constexpr seconds kQuick{10};
constexpr seconds kCheckMax{120};    // Reading everything, on a slow disk.
constexpr seconds kProvinceMax{60};  // A slow line, and the agent's own patience.
constexpr int kYearMin = 2026;       // Of this program: no kiosk was set up before.
constexpr int kYearMax = 2045;
constexpr std::uint64_t kDiskBad = 200ull << 20;  // The journal of two years, and room to work.
constexpr std::uint64_t kDiskLow = 1024ull << 20;

std::string last_line(const std::string& text) {
    const std::size_t end = text.rfind('\n');
    return end == text.npos ? text : text.substr(end + 1);
}

std::string gigabytes(std::uint64_t bytes, text::Language language) {
    return text::decimal(static_cast<double>(bytes) / 1e9, language) + " GB";
}

/// The lines of `motcua-kiosk check` that say a mistake: all but the sums of a language or of
/// the catalogue, which go on with a colon and a number.
std::string first_mistake(const std::string& said) {
    std::size_t at = 0;
    while (at < said.size()) {
        const std::size_t end = std::min(said.find('\n', at), said.size());
        const std::string line = said.substr(at, end - at);
        at = end + 1;
        const bool sum = line.find(" texts for citizens (") != line.npos ||
                         line.starts_with("catalogue of ") || line.starts_with("warning: ");
        if (!sum && !line.empty()) return line;
    }
    return last_line(said);
}

std::vector<std::string> agent_words(const Subject& subject, std::vector<std::string> what) {
    std::vector<std::string> words{subject.machine.programs + "/motcua-agent", "--state",
                                   subject.places.state, "--config", subject.places.config};
    words.insert(words.end(), what.begin(), what.end());
    return as_owner_of(subject.places.state + "/agent", std::move(words));
}

}  // namespace

std::string kiosk_unit(const Machine& machine) {
    const bool second = ask_systemd(machine, "is-enabled", kCageUnit) == "enabled";
    return second ? kCageUnit : kKioskUnit;
}

bool has_systemd(const Machine& machine) {
    std::error_code failure;
    return std::filesystem::is_directory(machine.systemd, failure);
}

std::string ask_systemd(const Machine& machine, const char* question, const std::string& unit) {
    if (!has_systemd(machine)) return {};
    const Result<Ran> ran = machine.run({"systemctl", question, unit}, kQuick);
    return ran ? last_line(ran->said) : std::string();
}

Finding look_at_configuration(const Subject& subject) {
    const Result<Ran> ran =
        subject.machine.run({subject.machine.programs + "/motcua-kiosk", "--config",
                             subject.places.config, "--assets", subject.places.assets, "check"},
                            kCheckMax);
    if (!ran)
        return {"configuration", Grade::bad, ran.error().message,
                subject.words("setup.do.reinstall")};
    if (ran->status == 0)
        return {.id = "configuration",
                .grade = Grade::good,
                .figure = subject.words("setup.say.holds")};
    return {"configuration", Grade::bad, printable(first_mistake(ran->said)),
            subject.words("setup.do.check")};
}

Finding look_at_touch(const Subject& subject) {
    const std::vector<std::string> devices = touch_devices(subject.machine.input);
    if (devices.empty())
        return {"touch", Grade::bad, subject.words("setup.say.no_touch"),
                subject.words("setup.do.touch")};
    return {
        .id = "touch", .grade = Grade::good, .figure = fmt::format("{}", fmt::join(devices, ", "))};
}

Finding look_at_clock(const Subject& subject) {
    const WallTime wall = subject.machine.clock.wall();
    const LocalTime local = local_time(wall);
    const std::string said = text::clock_time(local) + " " +
                             text::date(std::chrono::sys_days(local.day), subject.language);
    const int year = static_cast<int>(local.day.year());
    if (year < kYearMin || year > kYearMax)
        return {"clock", Grade::bad, said, subject.words("setup.do.clock_wrong")};
    if (!subject.machine.clock.wall_is_synchronised())
        return {"clock", Grade::note,
                text::fill(subject.words("setup.say.clock_alone"), {{"time", said}}),
                subject.words("setup.do.clock_alone")};
    return {.id = "clock",
            .grade = Grade::good,
            .figure = text::fill(subject.words("setup.say.clock_kept"), {{"time", said}})};
}

Finding look_at_network(const Subject& subject) {
    if (shell::has_default_route(subject.settings.routes))
        return {.id = "network", .grade = Grade::good, .figure = subject.words("setup.say.route")};
    return {"network", Grade::note, subject.words("setup.say.no_route"),
            subject.words("setup.do.network")};
}

Finding look_at_province(const Subject& subject) {
    const Machine& machine = subject.machine;
    const text::Words& say = subject.words;
    // What is due is sent first, so that the answer is of now.
    (void)machine.run(agent_words(subject, {"send"}), kProvinceMax);
    const Result<Ran> ran = machine.run(agent_words(subject, {"status", "--json"}), kQuick);
    if (!ran || ran->status != 0)
        return {"province", Grade::bad, printable(ran ? last_line(ran->said) : ran.error().message),
                say("setup.do.agent")};
    const Result<json::Value> status = json::parse(last_line(ran->said), "motcua-agent status");
    const std::string* state = status ? json::text(*status, "state") : nullptr;
    if (!state) return {"province", Grade::bad, printable(ran->said), say("setup.do.agent")};
    const auto word = [&](const char* key) {
        const std::string* found = json::text(*status, key);
        return found ? printable(*found) : std::string();
    };
    if (*state == "not_enrolled") {
        const bool wanted = !subject.agent.address.empty();
        return {"province", wanted ? Grade::bad : Grade::note, say("setup.say.not_enrolled"),
                say("setup.do.enrol")};
    }
    if (word("ward") != subject.settings.unit.ward)
        return {"province", Grade::bad,
                text::fill(say("setup.say.other_ward"), {{"ward", word("ward")}}),
                say("setup.do.other_ward")};
    const std::string words = text::fill(
        say("setup.say.enrolled"), {{"province", word("province")}, {"words", word("words")}});
    if (*state == "ok" || *state == "waiting" || *state == "no_journal")
        return {.id = "province", .grade = Grade::good, .figure = words};
    const bool refused = *state == "refused";
    return {"province", refused ? Grade::bad : Grade::note, words + "; " + word("message"),
            say(refused ? "setup.do.refused" : "setup.do.offline")};
}

Finding look_at_printer(const Subject& subject, const std::string& id,
                        const settings::Printer& printer) {
    const text::Words& say = subject.words;
    if (printer.kind == "none")
        return {.id = id, .grade = Grade::good, .figure = say("setup.none")};
    const printing::Settings asked =
        clerk::printer_of(printer, subject.places.assets + "/fonts");
    const printing::Outcome outcome = printing::ask(asked, subject.machine.clock);
    if (outcome.printed())
        return {.id = id,
                .grade = Grade::good,
                .figure = text::fill(say("setup.say.printer"), {{"device", printer.device}})};
    return {id, Grade::bad, printer.device + ": " + outcome.message, say("setup.do.printer")};
}

Finding look_at_disk(const Subject& subject) {
    struct statvfs space {};
    if (::statvfs(subject.places.state.c_str(), &space) != 0)
        return {"disk", Grade::bad, subject.places.state, subject.words("setup.do.no_state")};
    const std::uint64_t free = space.f_bavail * space.f_frsize;
    const std::string figure =
        text::fill(subject.words("setup.say.disk"),
                   {{"free", gigabytes(free, subject.language)},
                    {"all", gigabytes(space.f_blocks * space.f_frsize, subject.language)}});
    if (free >= kDiskLow) return {.id = "disk", .grade = Grade::good, .figure = figure};
    return {"disk", free < kDiskBad ? Grade::bad : Grade::note, figure,
            subject.words("setup.do.disk")};
}

Finding look_at_journal(const Subject& subject) {
    const std::string path = subject.places.state + "/journal.db";
    Result<journal::Reader> reader = journal::Reader::open(path);
    if (!reader && reader.error().code == Error::Code::not_found)
        return {
            .id = "journal", .grade = Grade::good, .figure = subject.words("setup.say.no_journal")};
    Result<journal::Verification> checked =
        reader ? reader->verify() : Result<journal::Verification>(reader.error());
    if (!checked)
        return {"journal", Grade::bad, checked.error().message, subject.words("setup.do.journal")};
    if (!checked->ok())
        return {"journal", Grade::bad, checked->faults.front(), subject.words("setup.do.journal")};
    return {.id = "journal",
            .grade = Grade::good,
            .figure = text::fill(subject.words("setup.say.journal"),
                                 {{"n", text::grouped(checked->rows, subject.language)}})};
}

Finding look_at_voice(const Subject& subject) {
    if (!subject.settings.voice.enabled)
        return {
            .id = "voice", .grade = Grade::good, .figure = subject.words("setup.say.voice_off")};
    const Result<Ran> ran = subject.machine.run({"espeak-ng", "--voices=vi"}, kQuick);
    if (ran && ran->status == 0 && ran->said.find(" vi ") != std::string::npos)
        return {.id = "voice", .grade = Grade::good, .figure = subject.words("setup.say.voice")};
    return {"voice", Grade::note, subject.words("setup.say.no_voice"),
            subject.words("setup.do.voice")};
}

Finding look_at_staff(const Subject& subject) {
    const auto accounts = staff::Accounts::load(subject.places.state + "/staff.json");
    if (!accounts)
        return {"staff", Grade::bad, accounts.error().message, subject.words("setup.do.staff")};
    const auto managers =
        std::ranges::count(accounts->all(), staff::Role::manager, &staff::Account::role);
    const std::string figure = text::fill(
        subject.words("setup.say.staff"),
        {{"managers", std::to_string(managers)}, {"all", std::to_string(accounts->all().size())}});
    if (managers > 0) return {.id = "staff", .grade = Grade::good, .figure = figure};
    // Citizens are served all the same.
    return {"staff", Grade::note, figure, subject.words("setup.do.staff")};
}

Finding look_at_services(const Subject& subject) {
    const text::Words& say = subject.words;
    if (!has_systemd(subject.machine))
        return {"services", Grade::note, say("setup.say.no_systemd"), say("setup.do.services")};
    std::string figure;
    bool all_enabled = true, all_active = true, failed = false;
    for (const std::string& unit : {kiosk_unit(subject.machine), std::string(kAgentUnit)}) {
        const std::string enabled = ask_systemd(subject.machine, "is-enabled", unit);
        const std::string active = ask_systemd(subject.machine, "is-active", unit);
        all_enabled = all_enabled && enabled == "enabled";
        all_active = all_active && active == "active";
        failed = failed || active == "failed";
        figure += fmt::format("{}{}: {}, {}", figure.empty() ? "" : "; ", unit, printable(enabled),
                              printable(active));
    }
    if (all_enabled && all_active)
        return {.id = "services", .grade = Grade::good, .figure = figure};
    if (all_enabled && !failed) return {"services", Grade::note, figure, say("setup.do.reboot")};
    return {"services", Grade::bad, figure, say("setup.do.services")};
}

bool is_well(const std::vector<Finding>& findings) {
    return std::ranges::find(findings, Grade::bad, &Finding::grade) == findings.end();
}

Looked look_at_all(const Subject& subject) {
    Looked looked;
    looked.findings.push_back(look_at_configuration(subject));
    look_at_glass(subject, looked);
    for (Finding& finding : std::vector<Finding>{
             look_at_touch(subject), look_at_clock(subject), look_at_network(subject),
             look_at_province(subject),
             look_at_printer(subject, "slip_printer", subject.settings.slip_printer),
             look_at_printer(subject, "sheet_printer", subject.settings.sheet_printer),
             look_at_disk(subject), look_at_journal(subject), look_at_voice(subject),
             look_at_staff(subject), look_at_services(subject)})
        looked.findings.push_back(std::move(finding));
    return looked;
}

}  // namespace setup

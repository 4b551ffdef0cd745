#include "setup/setup.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "base/files.h"
#include "clerk/paper.h"
#include "printing/page.h"
#include "printing/printer.h"
#include "setup/enrolment.h"
#include "setup/page.h"
#include "setup/questions.h"
#include "setup/report.h"
#include "setup/stick_file.h"
#include "setup/write.h"
#include "shell/kiosk.h"

namespace setup {

namespace {

constexpr std::chrono::seconds kSystemdMax{90};     // A start waits for the first frame.
constexpr std::chrono::minutes kApplianceMax{15};   // It makes the boot menu anew; emulated, too.

/// What is configured now, and what it is read with.
struct Present {
    text::Words words;
    catalogue::Wards wards;
    Texts texts;
    settings::Settings settings;
    settings::AgentFile agent;
};
Result<Present> read_present(const Options& options, text::Language language) {
    Present present;
    const std::string& config = options.places.config;
    present.words = TRY(text::Words::load(options.places.assets + "/lang", language));
    present.wards = TRY(catalogue::load_wards(config + "/wards.json"));
    present.texts = TRY(read_texts(config));
    present.settings = TRY(settings::parse(present.texts.kiosk, config + "/kiosk.toml"));
    present.agent = TRY(settings::parse_agent(present.texts.agent, config + "/agent.toml"));
    return present;
}

/// One run of `setup`, on a configuration that was read.
class Run {
public:
    Run(const Options& options, const Machine& machine, Console& console, Present present)
        : options_(options),
          machine_(machine),
          console_(console),
          present_(std::move(present)),
          say_(present_.words),
          connectors_(read_connectors(machine.drm)),
          known_{.wards = present_.wards, .words = present_.words, .aspect = aspect()},
          before_(answers_of(present_.settings, present_.agent)),
          answers_(before_) {}

    int all() {
        if (!options_.check) {
            if (const int status = configure(); status != shell::kExitOk) return status;
            meet_province();
        }
        return test();
    }

private:
    double aspect() const {
        const Connector* connector = connected(connectors_);
        if (!connector || connector->height_pixels <= 0) return 16.0 / 9;
        const auto [low, high] = std::minmax(connector->width_pixels, connector->height_pixels);
        return static_cast<double>(high) / low;
    }

    Result<Texts> written(const Answers& answers) const {
        return with_answers(present_.texts, before_, answers, present_.wards,
                            options_.places.config);
    }

    int refuse(const Error& error, int status = shell::kExitConfiguration) {
        console_.tell(error.message);
        console_.tell(say_("setup.unchanged"));
        return status;
    }

    int configure() {
        if (const Result<> taken = take_given(); !taken) return refuse(taken.error());
        if (!options_.yes) {
            const auto acceptable = [&](const Answers& now) -> Result<> {
                TRY(written(now));
                return {};
            };
            if (!ask_all(console_, answers_, known_, connectors_, acceptable))
                return refuse({Error::Code::invalid, ""}, shell::kExitFailed);
            console_.tell("");
            show_all(console_, answers_, known_);
            if (!ask_yes(console_, "\n" + say_("setup.write_it"), known_).value_or(false))
                return refuse({Error::Code::invalid, ""}, shell::kExitFailed);
        }
        const Result<Texts> texts = written(answers_);
        if (!texts) return refuse(texts.error());
        return write(*texts);
    }

    /// What a file and the command line say, in this order.
    Result<> take_given() {
        std::string file = options_.from;
        if (file.empty())
            file = find_answers(present_.settings.sticks.folders, machine_.mountinfo).value_or("");
        if (!file.empty()) {
            const std::vector<Given> given = TRY(read_answers(file));
            TRY(take_all(answers_, given, known_));
            console_.tell(text::fill(say_("setup.from_file"), {{"file", printable(file)}}));
        }
        return take_all(answers_, options_.given, known_);
    }

    int write(const Texts& texts) {
        if (texts == present_.texts) {
            console_.tell(say_("setup.same"));
            return shell::kExitOk;
        }
        const Result<> done = write_texts(options_.places.config, present_.texts, texts);
        if (!done) {
            console_.tell(done.error().message);
            console_.tell(say_(::geteuid() == 0 ? "setup.not_written" : "setup.as_root"));
            return shell::kExitFailed;
        }
        console_.tell(text::fill(say_("setup.written"), {{"folder", options_.places.config}}));
        // The loaders took both texts a moment ago.
        present_.settings = settings::parse(texts.kiosk, "kiosk.toml").value();
        present_.agent = settings::parse_agent(texts.agent, "agent.toml").value();
        // What runs reads its configuration only when it starts.
        if (has_systemd(machine_))
            (void)machine_.run({"systemctl", "try-restart", kiosk_unit(machine_), kAgentUnit},
                               kSystemdMax);
        return shell::kExitOk;
    }

    void meet_province() {
        if (answers_.code.empty()) return;
        console_.tell(text::fill(say_("setup.enrolling"), {{"address", answers_.province}}));
        const Result<std::string> said =
            enrol(machine_, options_.places, answers_.province, answers_.code);
        if (said)
            console_.tell(*said);
        else
            refused_ = said.error().message;
    }

    int test() {
        console_.tell("\n" + say_("setup.testing"));
        const Subject subject{.machine = machine_,
                              .places = options_.places,
                              .settings = present_.settings,
                              .agent = present_.agent,
                              .words = present_.words,
                              .language = present_.words.language()};
        Looked looked = look_at_all(subject);
        if (!refused_.empty())
            put(looked, {"province", Grade::bad, refused_, say_("setup.do.code_refused")});
        offer_to_start(subject, looked);
        console_.tell("");
        console_.tell(page_of(looked.findings, say_, console_.colours()));
        const bool filed = file_report(looked);
        return is_well(looked.findings) && filed ? shell::kExitOk : shell::kExitFailed;
    }

    static void put(Looked& looked, Finding finding) {
        for (Finding& one : looked.findings)
            if (one.id == finding.id) one = std::move(finding);
    }

    void offer_to_start(const Subject& subject, Looked& looked) {
        const auto services = std::ranges::find(looked.findings, "services", &Finding::id);
        const bool can = !machine_.appliance.empty() || has_systemd(machine_);
        if (options_.check || !can || services->grade == Grade::good) return;
        if (!options_.yes && !ask_yes(console_, say_("setup.start_it"), known_).value_or(false))
            return;
        const std::string problem = start();
        put(looked, look_at_services(subject));
        put(looked, look_at_journal(subject));
        if (!problem.empty())
            put(looked, {"services", Grade::bad, problem, say_("setup.do.services")});
    }

    /// At every boot; and now, unless that would take the screen from who reads this. What went
    /// wrong; empty: nothing.
    std::string start() {
        const std::string unit = kiosk_unit(machine_);
        std::vector<std::string> words{"systemctl", "enable", unit, kAgentUnit};
        if (!machine_.appliance.empty()) words = {machine_.appliance, "on"};
        if (!machine_.appliance.empty() && unit == kCageUnit) words.push_back("--cage");
        const Result<Ran> ran = machine_.run(words, kApplianceMax);
        if (!ran) return ran.error().message;
        if (ran->status != 0) return printable(ran->said.substr(ran->said.rfind('\n') + 1));
        if (!has_systemd(machine_) || machine_.at_console) return {};
        for (const std::string& one : {unit, std::string(kAgentUnit)})
            (void)machine_.run({"systemctl", "start", one}, kSystemdMax);
        return {};
    }

    bool file_report(const Looked& looked) {
        const bool print = options_.print || is_printed();
        if (options_.report.empty() && !print) return true;
        const settings::Unit& unit = present_.settings.unit;
        const text::Language language = present_.words.language();
        const Answers answers = answers_of(present_.settings, present_.agent);
        const ReportFacts facts{.findings = looked.findings,
                                .answers = answers,
                                .known = known_,
                                .unit_name = unit.name.in(language),
                                .unit_place = unit.place.in(language),
                                .version = options_.version,
                                .system = system_name(),
                                .catalogue_date = looked.catalogue_date,
                                .now = machine_.clock.wall()};
        const bool kept = options_.report.empty() || keep_report(facts);
        return (!print || print_pages(facts)) && kept;
    }

    bool is_printed() {
        const bool asked = !options_.yes && !options_.check;
        if (!asked || present_.settings.sheet_printer.kind == "none") return false;
        return ask_yes(console_, say_("setup.print_it"), known_).value_or(false);
    }

    bool keep_report(const ReportFacts& facts) {
        const auto fonts = printing::Fonts::load(options_.places.assets + "/fonts");
        const Result<std::string> pdf =
            fonts ? printing::pdf_of(report_of(facts), printing::Paper::a4, *fonts)
                  : Result<std::string>(fonts.error());
        const Result<> done =
            pdf ? files::write_atomically(options_.report, *pdf) : Result<>(pdf.error());
        console_.tell(done ? text::fill(say_("setup.report_kept"), {{"file", options_.report}})
                           : done.error().message);
        return done.has_value();
    }

    /// The report on the printer of sheets, a small page on that of slips.
    bool print_pages(const ReportFacts& facts) {
        bool well = true;
        const auto print = [&](const settings::Printer& printer, const printing::Document& page) {
            if (printer.kind == "none") return;
            const printing::Outcome outcome =
                printing::print(page, clerk::printer_of(printer, options_.places.assets + "/fonts"),
                                "motcua-setup", machine_.clock);
            well = well && outcome.printed();
            console_.tell(printer.device + ": " +
                          (outcome.printed() ? say_("setup.printed") : outcome.message));
        };
        const settings::Settings& settings = present_.settings;
        print(settings.sheet_printer, report_of(facts));
        print(settings.slip_printer, test_page_of(facts, settings.slip_printer.device));
        return well;
    }

    const Options& options_;
    const Machine& machine_;
    Console& console_;
    Present present_;
    const text::Words& say_;
    std::vector<Connector> connectors_;
    Known known_;
    const Answers before_;
    Answers answers_;
    std::string refused_;  ///< Why the province did not take the code.
};

}  // namespace

bool has_few_letters() {
    const char* terminal = std::getenv("TERM");
    return terminal && std::string_view(terminal) == "linux";
}

int run(const Options& options, const Machine& machine, Console& console) {
    const std::optional<text::Language> language = text::language_named(options.language);
    if (!language || (*language != text::Language::vi && *language != text::Language::en)) {
        console.tell("motcua-kiosk: --language wants vi or en");
        return shell::kExitConfiguration;
    }
    if (has_few_letters() && *language == text::Language::vi)
        console.tell("(If letters are missing here: --language en, or set this up over ssh.)");
    Result<Present> present = read_present(options, *language);
    if (!present) {
        console.tell("motcua-kiosk: " + present.error().message);
        return shell::kExitConfiguration;
    }
    return Run(options, machine, console, std::move(present).value()).all();
}

}  // namespace setup

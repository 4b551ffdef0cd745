#include "setup/report.h"

#include <sys/utsname.h>

#include "base/files.h"
#include "setup/page.h"
#include "text/format.h"

namespace setup {

namespace {

using printing::Align;
using printing::Banner;
using printing::Gap;
using printing::Size;
using printing::Table;
using printing::Text;
using printing::Weight;

constexpr std::size_t kReleaseBytesMax = 16 << 10;

class ReportWriter {
public:
    explicit ReportWriter(const ReportFacts& facts) : facts_(facts), say_(facts.known.words) {}

    printing::Document document() && {
        made_.footer = facts_.unit_name + " · " + facts_.unit_place + " · " + date();
        heading();
        verdict();
        checks();
        configuration();
        versions();
        signatures();
        add(printing::Cut{});
        return std::move(made_);
    }

private:
    void add(printing::Block block) { made_.blocks.push_back(std::move(block)); }
    text::Language language() const { return say_.language(); }
    std::string date() const {
        return text::date(std::chrono::sys_days(local_time(facts_.now).day), language());
    }
    void section(const char* key) {
        add(Gap{4});
        add(Text{.text = say_(key), .size = Size::large, .weight = Weight::bold, .heading = true});
        add(Gap{0.5});
    }

    void heading() {
        const Answers& answers = facts_.answers;
        add(Text{.text = facts_.unit_name, .size = Size::large, .weight = Weight::bold});
        add(Text{.text = facts_.unit_place});
        add(Gap{2});
        add(printing::Rule{.thick = true});
        add(Gap{4});
        add(Text{.text = say_("setup.report.title"),
                 .size = Size::title,
                 .weight = Weight::bold,
                 .align = Align::centre});
        add(Text{.text = text::fill(say_("setup.report.about"),
                                    {{"ward", answers.ward},
                                     {"counter", answers.counter},
                                     {"time", text::clock_time(local_time(facts_.now))},
                                     {"date", date()}}),
                 .align = Align::centre});
        add(Gap{3});
    }

    void verdict() {
        const std::size_t bad = count_of(facts_.findings, Grade::bad);
        const std::size_t notes = count_of(facts_.findings, Grade::note);
        if (bad > 0)
            add(Banner{.text = text::fill(say_("setup.not_ready"), {{"n", std::to_string(bad)}})});
        else
            add(Text{.text = notes == 0 ? say_("setup.ready")
                                        : text::fill(say_("setup.ready_but"),
                                                     {{"n", std::to_string(notes)}}),
                     .size = Size::large,
                     .weight = Weight::bold,
                     .align = Align::centre});
    }

    void checks() {
        section("setup.report.checks");
        Table table{.columns = {{.heading = say_("setup.report.check"), .share = 3},
                                {.heading = say_("setup.report.figure"), .share = 7},
                                {.heading = say_("setup.report.result"), .share = 2}},
                    .rows = {},
                    .size = Size::small};
        for (const Finding& finding : facts_.findings) {
            const char* result = finding.grade == Grade::good   ? "setup.report.good"
                                 : finding.grade == Grade::note ? "setup.report.note"
                                                                : "setup.report.bad";
            const std::string figure =
                finding.figure + (finding.advice.empty() ? "" : "\n→ " + finding.advice);
            table.rows.push_back(
                {.cells = {say_("setup.check." + finding.id), figure, say_(result)}});
        }
        add(std::move(table));
    }

    void configuration() {
        section("setup.report.configuration");
        Table table{.columns = {{.heading = say_("setup.report.what"), .share = 4},
                                {.heading = say_("setup.report.value"), .share = 8}},
                    .rows = {},
                    .size = Size::small};
        const auto name = [&](Field field) {
            return say_("setup.field." + std::string(name_of(field)));
        };
        const auto value = [&](Field field) {
            return shown_long(facts_.answers, field, facts_.known);
        };
        // The printers stand among the checks, and one page is filed more easily than two.
        for (const Field field : {Field::ward, Field::counter, Field::rotate, Field::panel_width_mm,
                                  Field::above_floor_mm, Field::wifi_name, Field::province})
            table.rows.push_back({.cells = {name(field), value(field)}});
        std::string hours;
        for (const Field field : {Field::workdays, Field::saturday, Field::sunday})
            hours += (hours.empty() ? "" : "; ") + name(field) + ": " + value(field);
        table.rows.push_back({.cells = {say_("setup.report.hours"), hours}});
        add(std::move(table));
    }

    void versions() {
        add(Gap{2});
        add(Text{.text = text::fill(
                     say_("setup.report.versions"),
                     {{"version", facts_.version},
                      {"system", facts_.system},
                      {"catalogue", facts_.catalogue_date.empty() ? say_("setup.none")
                                                                  : facts_.catalogue_date}}),
                 .size = Size::small});
    }

    void signatures() {
        constexpr double kRoomToSign = 18;  // Millimetres, for a name and a stamp.
        add(Gap{3});
        add(Table{.columns = {{.heading = {}, .align = Align::centre},
                              {.heading = {}, .align = Align::centre}},
                  .rows = {{.cells = {say_("setup.report.installer"), say_("setup.report.unit")},
                            .strong = true},
                           {.cells = {say_("day_sheet.sign"), say_("day_sheet.sign")}}},
                  .lines = false,
                  .together = true,
                  .room_mm = kRoomToSign});
    }

    const ReportFacts& facts_;
    const text::Words& say_;
    printing::Document made_;
};

}  // namespace

printing::Document report_of(const ReportFacts& facts) { return ReportWriter(facts).document(); }

printing::Document test_page_of(const ReportFacts& facts, const std::string& device) {
    const text::Words& say = facts.known.words;
    const LocalTime local = local_time(facts.now);
    return {.blocks = {Text{.text = facts.unit_name, .weight = Weight::bold},
                       Text{.text = facts.unit_place}, printing::Rule{.thick = true},
                       Text{.text = say("setup.report.test_page"),
                            .size = Size::large,
                            .weight = Weight::bold,
                            .align = Align::centre},
                       Text{.text = device + " · " + text::clock_time(local) + " " +
                                    text::date(std::chrono::sys_days(local.day), say.language()),
                            .align = Align::centre},
                       Text{.text = "Ă Â Đ Ê Ô Ơ Ư ạ ẵ ộ ự ỹ – 0123456789", .align = Align::centre},
                       printing::Cut{}},
            .footer = {}};
}

std::string system_name(const std::string& os_release) {
    constexpr std::string_view kName = "PRETTY_NAME=\"";
    std::string name;
    if (const auto text = files::read(os_release, kReleaseBytesMax)) {
        const std::size_t at = text->find(kName);
        if (at != text->npos) {
            const std::size_t from = at + kName.size();
            name = text->substr(from, text->find('"', from) - from) + ", ";
        }
    }
    utsname kernel{};
    if (::uname(&kernel) != 0) return name;
    return name + kernel.sysname + " " + kernel.release + " " + kernel.machine;
}

}  // namespace setup

// motcua-province report: a month's report into a file.

#include <fmt/format.h>

#include <cstdio>

#include "base/files.h"
#include "base/owner.h"
#include "province/commands.h"
#include "reports/report.h"
#include "web/world.h"

namespace province {

Result<int> run_report(const Wishes& wishes) {
    const WallTime now = SystemClock().wall();
    const auto month = reports::parse_month(wishes.month);
    if (!month) return Error{Error::Code::invalid, "--month: expected a month as 2026-11"};
    const settings::ProvinceSettings settings = TRY(settings_of(wishes));
    TRY(owner::become(wishes.state));
    ledger::Ledger ledger = TRY(open_to_look({wishes.state}, settings));
    const auto world = TRY(web::load_world(
        ledger, {.config = wishes.config, .assets = wishes.assets}, wishes.version));
    if (!wishes.ward.empty() && !world->figures.wards.find(wishes.ward))
        return Error{Error::Code::invalid, "there is no ward " + wishes.ward};
    const reports::MonthFigures figures =
        TRY(reports::month_figures(ledger, world->figures, *month, wishes.ward, now));
    const text::Language language = text::Language::vi;
    const reports::Voice voice{.language = language,
                               .words = &world->words(language),
                               .province = world->province_name,
                               .made = now};
    const std::string bytes =
        TRY(reports::monthly_report(figures, world->figures, voice, wishes.assets + "/fonts"));
    TRY(files::write_atomically(wishes.path, bytes));
    fmt::print("written to {}\n", wishes.path);
    return kDone;
}

}  // namespace province

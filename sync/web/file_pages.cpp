// Files of the figures: the same tables as the page, to open elsewhere.

#include <array>

#include "reports/report.h"
#include "reports/tables.h"
#include "web/asked.h"
#include "web/context.h"

namespace web {

namespace {

constexpr std::string_view kCsvMedia = "text/csv; charset=utf-8";
constexpr std::string_view kXlsxMedia =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view kDocxMedia =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Vietnamese unless English is asked for.
reports::Voice voice_of(const Context& context, const Request& request) {
    const auto at = request.query.find("lang");
    const bool english = at != request.query.end() && at->second == "en";
    const text::Language language = english ? text::Language::en : text::Language::vi;
    return {.language = language,
            .words = &context.world.words(language),
            .province = context.world.province_name,
            .made = context.now};
}

/// The scope: a ward's code, or the province's.
std::string scope_of(const Context& context, const figures::Asked& asked) {
    return asked.ward.empty() ? context.world.province_code : asked.ward;
}

Result<sheets::View> table_of(Context& context, const std::string& name,
                              const figures::Asked& asked, const reports::Voice& voice) {
    const figures::World& world = context.world.figures;
    if (name == "wards" || name == "days") {
        const auto found = TRY(figures::overview(context.ledger, world, asked, context.now));
        return name == "wards" ? reports::wards_table(found, world, voice)
                               : reports::days_table(found, world, voice);
    }
    if (name == "procedures") {
        const auto found = TRY(figures::procedures(context.ledger, world, asked));
        return reports::procedures_table(found, world, voice);
    }
    if (name == "kiosks") {
        const auto found = TRY(figures::kiosks(context.ledger, world, asked.ward, context.now));
        return reports::kiosks_table(found, world, voice);
    }
    return Error{Error::Code::not_found, "there is no such table"};
}

/// `name` is made of harmless characters (reports::file_name): it stands in a header.
Answer attachment(const std::string& name, std::string_view media, std::string body) {
    Answer answer{.status = 200, .media = std::string(media), .body = std::move(body)};
    answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
    return answer;
}

Answer table(Context& context, const Request& request, const std::string& file) {
    const std::size_t dot = file.find('.');
    const std::string name = file.substr(0, dot);
    const std::string form = dot == file.npos ? "" : file.substr(dot + 1);
    if (form != "csv" && form != "xlsx")
        return problem(404, "not_found", "tables are .csv or .xlsx");
    const Result<figures::Asked> asked = asked_of(context, request);
    if (!asked) return failed(asked.error());
    const reports::Voice voice = voice_of(context, request);
    const Result<sheets::View> view = table_of(context, name, *asked, voice);
    if (!view) return failed(view.error());
    const figures::World& world = context.world.figures;
    const std::string base =
        reports::file_name(scope_of(context, *asked), name, asked->period, world.demo);
    if (form == "csv") return attachment(base + ".csv", kCsvMedia, reports::csv_file(*view));
    Result<std::string> bytes = reports::xlsx_file(*view, *asked, world, voice);
    if (!bytes) return failed(bytes.error());
    return attachment(base + ".xlsx", kXlsxMedia, std::move(*bytes));
}

/// This month's if none is named.
Answer report(Context& context, const Request& request, const std::string&) {
    Request of_today = request;
    of_today.query.erase("from");
    of_today.query.erase("to");
    const Result<figures::Asked> asked = asked_of(context, of_today);
    if (!asked) return failed(asked.error());
    const auto named = request.query.find("month");
    const auto month = named != request.query.end()
                           ? reports::parse_month(named->second)
                           : reports::parse_month(iso_date(asked->today).substr(0, 7));
    if (!month) return problem(400, "query", "\"month\": expected a month as 2026-11");
    if (tally::Day(*month / 1) > asked->today)
        return problem(400, "query", "\"month\": expected one that has begun");
    const figures::World& world = context.world.figures;
    const auto figures =
        reports::month_figures(context.ledger, world, *month, asked->ward, context.now);
    if (!figures) return failed(figures.error());
    Result<std::string> bytes = reports::monthly_report(*figures, world, voice_of(context, request),
                                                        context.world.places.assets + "/fonts");
    if (!bytes) return failed(bytes.error());
    const std::string base = reports::file_name(scope_of(context, *asked), "report",
                                                figures->of_month.asked.period, world.demo);
    return attachment(base + ".docx", kDocxMedia, std::move(*bytes));
}

constexpr std::array kRoutes{
    Route{"GET", "/api/tables/*", Route::Who::viewer, table},
    Route{"GET", "/api/report.docx", Route::Who::viewer, report},
};

}  // namespace

std::span<const Route> file_routes() { return kRoutes; }

}  // namespace web

// The addresses of figures: what is asked, the figures, their shape.

#include <array>

#include "web/asked.h"
#include "web/context.h"
#include "web/shapes.h"

namespace web {

namespace {

/// Asks, and shapes what came.
template <class Figures>
Answer answer(Context& context, const Request& request, Figures figures) {
    const Result<figures::Asked> asked = asked_of(context, request);
    if (!asked) return failed(asked.error());
    const auto found = figures(*asked);
    if (!found) return failed(found.error());
    return json_answer(shape(*found, context.world.figures, context.now));
}

Answer overview(Context& context, const Request& request, const std::string&) {
    return answer(context, request, [&](const figures::Asked& asked) {
        return figures::overview(context.ledger, context.world.figures, asked, context.now);
    });
}

Answer ward(Context& context, const Request& request, const std::string& code) {
    Request of_ward = request;
    of_ward.query["ward"] = code;  // In the address it is asked for as anywhere else.
    return answer(context, of_ward, [&](const figures::Asked& asked) {
        return figures::ward(context.ledger, context.world.figures, asked, context.now);
    });
}

Answer procedures(Context& context, const Request& request, const std::string&) {
    return answer(context, request, [&](const figures::Asked& asked) {
        return figures::procedures(context.ledger, context.world.figures, asked);
    });
}

Answer procedure(Context& context, const Request& request, const std::string& code) {
    return answer(context, request, [&](const figures::Asked& asked) {
        return figures::procedure(context.ledger, context.world.figures, asked, code, context.now);
    });
}

Answer kiosks(Context& context, const Request& request, const std::string&) {
    const Result<figures::Asked> asked = asked_of(context, request);
    if (!asked) return failed(asked.error());
    const Result<figures::Kiosks> found =
        figures::kiosks(context.ledger, context.world.figures, asked->ward, context.now);
    if (!found) return failed(found.error());
    return json_answer(shape(*found, context.world.figures, context.world.version, context.now));
}

Answer measures(Context&, const Request&, const std::string&) {
    return json_answer(measures_shape());
}

constexpr std::array kRoutes{
    Route{"GET", "/api/overview", Route::Who::viewer, overview},
    Route{"GET", "/api/wards/*", Route::Who::viewer, ward},
    Route{"GET", "/api/procedures", Route::Who::viewer, procedures},
    Route{"GET", "/api/procedures/*", Route::Who::viewer, procedure},
    Route{"GET", "/api/kiosks", Route::Who::viewer, kiosks},
    Route{"GET", "/api/measures", Route::Who::viewer, measures},
};

}  // namespace

std::span<const Route> figure_routes() { return kRoutes; }

}  // namespace web

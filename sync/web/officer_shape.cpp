#include "web/officer_shape.h"

#include "web/shapes.h"

namespace web {

using json::Value;

namespace {

Value time_or_null(const std::optional<WallTime>& time) {
    return time ? Value(time_text(*time)) : Value();
}

}  // namespace

Value shape(const officers::Officer& officer, WallTime now) {
    std::optional<WallTime> locked = officer.locked_until;
    if (locked && *locked <= now) locked.reset();
    return {{"name", officer.name},
            {"full_name", officer.full_name},
            {"role", officers::name_of(officer.role)},
            {"ward", officer.ward.empty() ? Value() : Value(officer.ward)},
            {"must_change", officer.must_change},
            {"by_proxy", officer.by_proxy},
            {"made", time_text(officer.made)},
            {"disabled", time_or_null(officer.disabled)},
            {"locked_until", time_or_null(locked)}};
}

}  // namespace web

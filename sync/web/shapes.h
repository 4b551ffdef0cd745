#pragma once

#include <string>

#include "figures/figures.h"
#include "json/json.h"

/// Figures as JSON, in the form that README.md describes. What is unknown is null, never 0.
namespace web {

json::Value shape(const campaign::Rate& rate);
json::Value shape(const ledger::Sum& sum);
json::Value shape(const figures::Overview& overview, const figures::World& world, WallTime now);
json::Value shape(const figures::WardPage& page, const figures::World& world, WallTime now);
json::Value shape(const figures::Procedures& page, const figures::World& world, WallTime now);
json::Value shape(const figures::ProcedurePage& page, const figures::World& world, WallTime now);
json::Value shape(const figures::Kiosks& page, const figures::World& world, std::int64_t published,
                  WallTime now);

/// Every measure and how certain it is: shown, said, confirmed.
json::Value measures_shape();

/// "2026-11-23T02:05:07Z".
std::string time_text(WallTime time);

}  // namespace web

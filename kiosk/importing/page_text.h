#pragma once

#include <string>
#include <string_view>

#include "importing/facts.h"
#include "json/json.h"

/// A procedure's page of the portal as flattened text: cells glued without a separator
/// ("Trực tuyến1Miễn phí"). Read only where the text can mean one thing.
namespace importing {

bool is_page(const json::Value& value);

/// Refuses a page whose own text is about another code or name. The portal's id in the facts is
/// that of the page's address; merging compares it with what other sources know.
Reading read_page(const json::Value& value);

/// The cell "Cách thức thực hiện": methods, times and fees, with a remark for what is glued.
void read_methods_cell(std::string_view cell, Facts& facts, std::vector<Remark>& remarks);

}  // namespace importing

#pragma once

#include "reports/docx.h"
#include "reports/speech.h"

namespace reports {

/// The ten best and the ten worst wards, by the first indicator.
void add_rankings(Document& document, const figures::Overview& overview, const Speech& speech);

/// All of them, each rate with numerator and denominator, on pages that lie across.
void add_annex(Document& document, const figures::Overview& overview, const Speech& speech);

}  // namespace reports

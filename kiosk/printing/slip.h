#pragma once

#include <string>

#include "base/clock.h"
#include "catalogue/catalogue.h"
#include "printing/document.h"
#include "text/language.h"

namespace printing {

/// What a citizen's slip is made from. Nothing of the visit is in it: no time, no number.
struct SlipFacts {
    const catalogue::Procedure& procedure;
    std::size_t case_index = 0;  ///< Into card.cases; ignored when there are none.
    std::string address;         ///< catalogue::Links::procedure(): what the QR code leads to.
    std::string unit_name, unit_place;  ///< "Bộ phận Một cửa", "Phường Diên Hồng, tỉnh Gia Lai"
    std::string counter;                ///< "1": where to go without a phone.
    std::chrono::sys_days today{};  ///< Decides whether a fee still holds; not printed.
};

/// The slip to take home: everyday name, what to bring (to tick off), fee and time as
/// catalogue::Speaker says them, the code and the address it leads to, the counter for those
/// without a phone, and the date the facts were read.
Document slip_of(const SlipFacts& facts, const text::Words& words, text::Language language);

}  // namespace printing

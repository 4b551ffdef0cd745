#pragma once

#include "clerk/pen.h"
#include "desk/action.h"
#include "desk/request.h"
#include "journal/reader.h"

namespace clerk {

/// Reads what staff want to see from the journal, and writes what they record. The clerk's
/// thread only.
class Ledger {
public:
    Ledger(const Surroundings& around, const Pen& pen) : around_(around), pen_(pen) {}

    Result<desk::FiguresCame> figures(const desk::AskFigures& ask) const;
    Result<desk::RecordedCame> recorded() const;
    Result<desk::CampaignCame> campaign(const desk::AskCampaign& ask) const;
    Result<desk::ClosingCame> closing(const desk::AskClosing& ask) const;

    desk::Notice record(const desk::Record& record) const;
    desk::Notice correct(const desk::Correction& correction) const;
    desk::Notice close(const desk::CloseDay& close) const;
    desk::Notice check() const;

    Result<journal::Reader> open() const { return journal::Reader::open(around_.journal); }

private:
    const Surroundings& around_;
    const Pen& pen_;
};

/// "done", or why not.
desk::Notice notice_of(desk::Deed deed, const Result<>& done, std::string words = {});

}  // namespace clerk

#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.h"

/// What the screen may say of a procedure's facts, in words a citizen understands. The rules of
/// honesty live here and nowhere else: a zero that the province decides is not "free", a rule
/// past its last day is not a fact, unknown is "ask" (shared/data/README.md).
namespace catalogue {

class Speaker {
public:
    /// `words` must outlive it.
    Speaker(const text::Words& words, text::Language language)
        : words_(words), language_(language) {}

    /// "2.000 đ mỗi trang" · "Miễn phí" · "Tỉnh quy định" · "Hỏi cán bộ". One short line.
    std::string fee(const Procedure& procedure, std::chrono::sys_days today) const;
    /// The whole truth of the fee, one sentence a line: by method, why to ask, until when.
    std::vector<std::string> fee_lines(const Procedure& procedure,
                                       std::chrono::sys_days today) const;
    /// "1 ngày làm việc" · "3 – 7 ngày làm việc" · "Hỏi cán bộ".
    std::string time(const Procedure& procedure) const;
    std::vector<std::string> time_lines(const Procedure& procedure) const;
    std::string level(const Procedure& procedure) const;  ///< How it can be filed.
    std::string handled_by(const Procedure& procedure) const;
    std::string result(const Procedure& procedure) const;
    std::string paper(Paper kind) const;  ///< "Bản chính", "Khi cần" …

private:
    std::string unit(TimeUnit unit, double count) const;

    const text::Words& words_;
    text::Language language_;
};

/// Whether the amounts of a fee may be shown as a fact on this day.
bool fee_holds(const Fee& fee, std::chrono::sys_days today);

/// Whether the citizen is offered the way by phone: everything but "only at the counter".
bool can_file_online(const Procedure& procedure);

/// The papers of one case (an index into card.cases; ignored when there are no cases).
std::vector<const Bring*> papers(const Card& card, std::size_t case_index);

}  // namespace catalogue

#pragma once

#include <span>
#include <vector>

#include "journal/backlog.h"
#include "journal/journal.h"

namespace journal {

/// A year of mornings missed, and a month: more in one go would keep what citizens do waiting in
/// the queue (each closing reads a day), and a journal of years may take some mornings to close.
inline constexpr std::size_t kClosingsMax = 400;

/// The rows that pending events make in this journal, in order. One each, except that a day that
/// is closed is not closed again, and that the wish to close all open days is a row for each.
Result<std::vector<Record>> rows_of(std::span<const Pending> batch, Journal& journal);

}  // namespace journal

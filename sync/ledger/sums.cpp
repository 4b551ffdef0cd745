#include "ledger/sums.h"

namespace ledger {

Sum& Sum::operator+=(const Sum& other) {
    measures += other.measures;
    untrusted += other.untrusted;
    filtered += other.filtered;
    return *this;
}

}  // namespace ledger

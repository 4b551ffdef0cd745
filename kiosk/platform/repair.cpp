#include "platform/repair.h"

namespace platform {

Repair::Step Repair::failed(Instant now) {
    if (!since_) {
        since_ = now;
        done_ = Step::repaint;
    }
    last_ = now;
    const auto lasted = now - *since_;
    // Time alone is not enough: a try may itself have waited for a second.
    if (done_ == Step::repaint && lasted >= kReopenAfter) return done_ = Step::reopen;
    if (done_ == Step::reopen && lasted >= kSoftwareAfter)
        return done_ = Step::reopen_in_software;
    if (done_ == Step::reopen_in_software && lasted >= kGiveUpAfter) return Step::give_up;
    return Step::repaint;
}

Instant Repair::next_deadline() const { return since_ ? last_ + kAgainAfter : Instant::max(); }

}  // namespace platform

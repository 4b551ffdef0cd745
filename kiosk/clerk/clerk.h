#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include "app/action.h"
#include "clerk/surroundings.h"
#include "clerk/vitals.h"

namespace clerk {

class Office;
class Bell;

/// The second thread beside the drawing one: does what staff ask for, one thing after the other:
/// PINs, reading figures, export, printing, import. The glass never waits for any of it; answers
/// are actions. Questions that were overtaken by a newer one of their kind are dropped, so the
/// queue cannot grow.
class Clerk {
public:
    /// `wake` is called when there are answers, mostly from the clerk's thread; it must not block.
    static Result<std::unique_ptr<Clerk>> start(const Surroundings& around,
                                                std::function<void()> wake);
    ~Clerk();
    void stop();  ///< Ends after what was asked for; the object stays to be rung.
    Clerk(const Clerk&) = delete;
    Clerk& operator=(const Clerk&) = delete;

    using Job = std::variant<desk::Request, app::SlipRequest>;
    void ask(Job job);                   ///< A deed too many is told as failed at once.
    std::vector<app::Action> answers();  ///< And forgets them.
    void note(Vitals vitals);            ///< For the next look at the machine.
    bool busy();                         ///< Something asked for is still to be done.
    void journal_moved();                ///< The writer's state has changed. Any thread.

    static constexpr std::size_t kJobsMax = 64;  ///< A finger cannot ask faster than is answered.

    // Only start() makes one: nobody else has the key.
    class Private {
        explicit Private() = default;
        friend class Clerk;
    };
    Clerk(Private, const Surroundings& around, std::function<void()> wake, Bell bell);

private:
    void run();
    void wait_for_news();
    void tell(app::Action answer);

    const Surroundings around_;
    const std::function<void()> wake_;
    std::unique_ptr<Bell> bell_;
    std::mutex mutex_;
    // Guarded by mutex_:
    std::deque<Job> jobs_;
    std::vector<app::Action> answers_;
    Vitals vitals_;
    bool working_ = false;  ///< On something that has left the queue.
    bool stopping_ = false;

    std::unique_ptr<Office> office_;  ///< The thread's own.
    std::thread thread_;
};

}  // namespace clerk

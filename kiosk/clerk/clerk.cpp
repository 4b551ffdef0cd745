#include "clerk/clerk.h"

#include <algorithm>

#include "base/log.h"
#include "base/overloaded.h"
#include "clerk/office.h"

namespace clerk {

namespace {

/// A question about how things are now: a newer one of the same kind makes it pointless.
bool is_question(const Clerk::Job& job) {
    const auto* request = std::get_if<desk::Request>(&job);
    if (!request) return false;
    return std::holds_alternative<desk::AskAccounts>(*request) ||
           std::holds_alternative<desk::AskFigures>(*request) ||
           std::holds_alternative<desk::AskRecorded>(*request) ||
           std::holds_alternative<desk::AskCampaign>(*request) ||
           std::holds_alternative<desk::AskClosing>(*request) ||
           std::holds_alternative<desk::AskStick>(*request) ||
           std::holds_alternative<desk::AskHealth>(*request) ||
           std::holds_alternative<desk::AskClockLimits>(*request);
}

bool same_kind(const Clerk::Job& a, const Clerk::Job& b) {
    const auto* one = std::get_if<desk::Request>(&a);
    const auto* other = std::get_if<desk::Request>(&b);
    return one && other && one->index() == other->index();
}

desk::Deed deed_of(const desk::Request& request) {
    using desk::Deed;
    return std::visit(
        Overloaded{
            [](const desk::Record&) { return Deed::record; },
            [](const desk::Correction&) { return Deed::correct; },
            [](const desk::CloseDay&) { return Deed::close_day; },
            [](const desk::Export& a) { return a.csv ? Deed::export_csv : Deed::export_xlsx; },
            [](const desk::PrintDay&) { return Deed::print_sheet; },
            [](const desk::ReadImport&) { return Deed::import_read; },
            [](const desk::AddImport&) { return Deed::import_apply; },
            [](const desk::CheckAll&) { return Deed::check_journal; },
            [](const desk::AddAccount&) { return Deed::add_account; },
            [](const desk::SetPin&) { return Deed::set_pin; },
            [](const desk::RemoveAccount&) { return Deed::remove_account; },
            [](const desk::SetClock&) { return Deed::set_clock; },
            [](const auto&) { return Deed::none; },
        },
        request);
}

/// What whoever waits for it is told of a job that is left out.
std::optional<app::Action> refusal_of(const Clerk::Job& job) {
    const auto* request = std::get_if<desk::Request>(&job);
    if (!request) return app::SlipEnded{.printed = false};
    if (std::holds_alternative<desk::EnrolKiosk>(*request))
        return app::AtDesk{desk::EnrolCame{.error = "no_agent"}};
    if (std::holds_alternative<desk::Knock>(*request))
        return app::AtDesk{desk::Refused{.failed = true}};
    const desk::Deed deed = deed_of(*request);
    if (deed == desk::Deed::none) return std::nullopt;
    return app::AtDesk{desk::NoticeCame{{.deed = deed, .outcome = desk::Outcome::failed}}};
}

}  // namespace

Result<std::unique_ptr<Clerk>> Clerk::start(const Surroundings& around,
                                            std::function<void()> wake) {
    Bell bell = TRY(Bell::make());
    return std::make_unique<Clerk>(Private{}, around, std::move(wake), std::move(bell));
}

Clerk::Clerk(Private, const Surroundings& around, std::function<void()> wake, Bell bell)
    : around_(around), wake_(std::move(wake)), bell_(std::make_unique<Bell>(std::move(bell))) {
    office_ = std::make_unique<Office>(around_, *bell_);
    thread_ = std::thread([this] { run(); });
}

Clerk::~Clerk() { stop(); }

void Clerk::stop() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    bell_->ring();
    thread_.join();
}

void Clerk::ask(Job job) {
    bool taken = false;
    {
        const std::lock_guard lock(mutex_);
        if (is_question(job))
            std::erase_if(jobs_, [&](const Job& waiting) { return same_kind(waiting, job); });
        taken = jobs_.size() < kJobsMax;
        if (taken)
            jobs_.push_back(std::move(job));
        else if (auto told = refusal_of(job))
            answers_.push_back(std::move(*told));
    }
    if (taken) return bell_->ring();
    logging::error("staff: too much is asked for at once; the newest is left out");
    wake_();
}

std::vector<app::Action> Clerk::answers() {
    const std::lock_guard lock(mutex_);
    return std::exchange(answers_, {});
}

void Clerk::note(Vitals vitals) {
    const std::lock_guard lock(mutex_);
    vitals_ = std::move(vitals);
}

bool Clerk::busy() {
    const std::lock_guard lock(mutex_);
    return working_ || !jobs_.empty();
}

void Clerk::journal_moved() { bell_->ring(); }

void Clerk::tell(app::Action answer) {
    {
        const std::lock_guard lock(mutex_);
        answers_.push_back(std::move(answer));
    }
    wake_();
}

/// Somebody asks, a stick comes or goes, or the agent answers.
void Clerk::wait_for_news() {
    using std::chrono::milliseconds;
    const Messenger& messenger = office_->messenger();
    milliseconds patience(-1);
    if (messenger.waiting())
        patience = std::max(milliseconds(0), messenger.until() - around_.clock.now());
    bell_->wait(patience, messenger.descriptor());
}

void Clerk::run() {
    const Tell tell_desk = [this](desk::Action action) { tell(app::AtDesk{std::move(action)}); };
    while (true) {
        std::optional<Job> job;
        Vitals vitals;
        {
            const std::lock_guard lock(mutex_);
            // Staff are not waited for at the end, but what they have recorded is.
            if (stopping_ && jobs_.empty()) return;
            working_ = !jobs_.empty() || office_->messenger().waiting();
            if (!jobs_.empty()) {
                job = std::move(jobs_.front());
                jobs_.pop_front();
            }
            vitals = vitals_;
        }
        if (!job) {
            if (auto came = office_->messenger().hear(around_.clock.now()))
                tell_desk(std::move(*came));
            else if (bell_->take_mounts_changed())
                tell_desk(desk::StickChanged{});
            else
                wait_for_news();
        } else if (const auto* slip = std::get_if<app::SlipRequest>(&*job)) {
            tell(app::SlipEnded{office_->print_slip(*slip)});
        } else {
            office_->serve(std::get<desk::Request>(*job), vitals, tell_desk);
        }
    }
}

}  // namespace clerk

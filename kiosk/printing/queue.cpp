#include "printing/queue.h"

#include <cups/cups.h>
#include <sys/socket.h>

#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "printing/page.h"

namespace printing {

namespace {

using std::chrono::milliseconds;

constexpr double kRequestSeconds = 5;  // A server that is silent for longer is not there.
constexpr milliseconds kLookAgain{250};
constexpr milliseconds kGrace{3000};   // For reasons left over from before to be taken back.
constexpr int kHundredthsPerMm = 100;  // CUPS's unit of paper.

struct Release {
    void operator()(http_t* http) const { httpClose(http); }
    void operator()(ipp_t* answer) const { ippDelete(answer); }
};
using Server = std::unique_ptr<http_t, Release>;
using Answer = std::unique_ptr<ipp_t, Release>;

std::string last_error() {
    const char* text = cupsLastErrorString();
    return text ? text : "no reason given";
}

std::string uri_of(const std::string& queue) {
    char uri[1024];
    httpAssembleURIf(HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", nullptr, "localhost", 0,
                     "/printers/%s", queue.c_str());
    return uri;
}

/// What a queue or a job says of itself.
struct State {
    int number = 0;
    bool accepting = true;
    std::vector<std::string> reasons;
    std::string message;
    std::string media;  ///< "iso_a4_210x297mm": what the queue is set up with.

    bool says(std::string_view reason) const {
        for (const std::string& one : reasons)
            if (one == reason || one == std::string(reason) + "-error") return true;
        return false;
    }
};

State read(ipp_t* answer, const char* number, const char* reasons, const char* message) {
    State state;
    if (auto* found = ippFindAttribute(answer, number, IPP_TAG_ENUM))
        state.number = ippGetInteger(found, 0);
    if (auto* found = ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN))
        state.accepting = ippGetBoolean(found, 0) != 0;
    if (auto* found = ippFindAttribute(answer, reasons, IPP_TAG_KEYWORD))
        for (int i = 0; i < ippGetCount(found); ++i)
            state.reasons.emplace_back(ippGetString(found, i, nullptr));
    if (auto* found = ippFindAttribute(answer, message, IPP_TAG_TEXT))
        state.message = ippGetString(found, 0, nullptr);
    if (auto* found = ippFindAttribute(answer, "media-default", IPP_TAG_ZERO))
        if (const char* media = ippGetString(found, 0, nullptr)) state.media = media;
    return state;
}

Outcome judge(const State& queue) {
    if (queue.says("media-empty") || queue.says("media-needed"))
        return {Trouble::no_paper, "the printer is out of paper"};
    for (const char* reason :
         {"offline", "offline-report", "shutdown", "timed-out", "cover-open", "door-open"})
        if (queue.says(reason))
            return {Trouble::offline, std::string("the printer says ") + reason};
    return {};
}

class Queue {
public:
    Queue(Server server, const std::string& name, const Clock& clock)
        : server_(std::move(server)), name_(name), uri_(uri_of(name)), clock_(clock) {}

    Outcome check() {
        const std::optional<State> queue = state();
        if (!queue) return {Trouble::failed, "queue " + name_ + ": " + last_error()};
        if (const pwg_media_t* media = pwgMediaForPWG(queue->media.c_str()))
            paper_ = paper_of(media->width / kHundredthsPerMm);
        const bool stopped = queue->number == IPP_PRINTER_STOPPED;
        if (!stopped && queue->accepting) return {};
        if (Outcome why = judge(*queue); !why.printed()) return why;
        const char* what = stopped ? " is stopped" : " takes no jobs";
        return {Trouble::offline, "queue " + name_ + what + more(queue->message)};
    }

    /// What the queue prints on; known once it was checked.
    Paper paper() const { return paper_; }

    Outcome send(const std::string& pdf, const std::string& title) {
        cups_option_t* options = nullptr;
        const int count = paper_ == Paper::a4 ? cupsAddOption("media", "A4", 0, &options) : 0;
        job_ = cupsCreateJob(server_.get(), name_.c_str(), title.c_str(), count, options);
        cupsFreeOptions(count, options);
        if (job_ == 0) return {Trouble::failed, "create a job: " + last_error()};
        http_status_t status = cupsStartDocument(server_.get(), name_.c_str(), job_, title.c_str(),
                                                 CUPS_FORMAT_PDF, 1);
        if (status == HTTP_STATUS_CONTINUE)
            status = cupsWriteRequestData(server_.get(), pdf.data(), pdf.size());
        const bool taken =
            status == HTTP_STATUS_CONTINUE &&
            cupsFinishDocument(server_.get(), name_.c_str()) <= IPP_STATUS_OK_CONFLICTING;
        if (taken) return {};
        return given_up({Trouble::failed, "send to " + name_ + ": " + last_error()});
    }

    Outcome wait(milliseconds longest) {
        const Instant begun = clock_.now();
        while (clock_.now() < begun + longest) {
            const std::optional<State> job = job_state();
            if (!job) return given_up({Trouble::failed, "ask for the job: " + last_error()});
            if (job->number == IPP_JOB_COMPLETED) return {};
            const std::optional<State> queue = state();
            const Outcome trouble = queue ? judge(*queue) : Outcome{};
            if (job->number == IPP_JOB_CANCELED || job->number == IPP_JOB_ABORTED)
                return trouble.printed()
                           ? Outcome{Trouble::failed, "the job was given up" + more(job->message)}
                           : trouble;
            const bool stopped = queue && queue->number == IPP_PRINTER_STOPPED;
            const bool lasting = clock_.now() >= begun + kGrace;
            if (!trouble.printed() && (stopped || lasting)) return given_up(trouble);
            if (stopped)
                return given_up(
                    {Trouble::failed, "queue " + name_ + " stopped" + more(queue->message)});
            std::this_thread::sleep_for(kLookAgain);
        }
        const std::optional<State> queue = state();
        const bool away = queue && queue->says("connecting-to-device");
        return given_up({away ? Trouble::offline : Trouble::failed, "the job did not end in time"});
    }

private:
    static std::string more(const std::string& message) {
        return message.empty() ? std::string() : ": " + message;
    }

    /// Nothing may come out later, when somebody else stands there.
    Outcome given_up(Outcome outcome) {
        (void)cupsCancelJob2(server_.get(), name_.c_str(), job_, 0);
        return outcome;
    }

    Answer ask(ipp_op_t what) const {
        ipp_t* request = ippNewRequest(what);  // cupsDoRequest takes it.
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri_.c_str());
        if (what == IPP_OP_GET_JOB_ATTRIBUTES)
            ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job_);
        Answer answer(cupsDoRequest(server_.get(), request, "/"));
        if (answer && ippGetStatusCode(answer.get()) > IPP_STATUS_OK_CONFLICTING) answer.reset();
        return answer;
    }

    std::optional<State> state() const {
        const Answer answer = ask(IPP_OP_GET_PRINTER_ATTRIBUTES);
        if (!answer) return std::nullopt;
        return read(answer.get(), "printer-state", "printer-state-reasons",
                    "printer-state-message");
    }

    std::optional<State> job_state() const {
        const Answer answer = ask(IPP_OP_GET_JOB_ATTRIBUTES);
        if (!answer) return std::nullopt;
        return read(answer.get(), "job-state", "job-state-reasons", "job-printer-state-message");
    }

    Server server_;
    const std::string& name_;
    std::string uri_;
    const Clock& clock_;
    Paper paper_ = Paper::a4;
    int job_ = 0;
};

Server connect(const Settings& settings) {
    Server server(httpConnect2(cupsServer(), ippPort(), nullptr, AF_UNSPEC, cupsEncryption(), 1,
                               static_cast<int>(settings.answer_max.count()), nullptr));
    const auto give_up = [](http_t*, void*) { return 0; };
    if (server) httpSetTimeout(server.get(), kRequestSeconds, give_up, nullptr);
    return server;
}

Outcome no_server() {
    return {Trouble::offline, std::string("no print server at ") + cupsServer()};
}

}  // namespace

Outcome ask_queue(const Settings& settings, const Clock& clock) {
    Server server = connect(settings);
    return server ? Queue(std::move(server), settings.device, clock).check() : no_server();
}

Outcome print_on_queue(const Document& document, const Fonts& fonts, const Settings& settings,
                       const std::string& title, const Clock& clock) {
    Server server = connect(settings);
    if (!server) return no_server();
    Queue queue(std::move(server), settings.device, clock);
    if (Outcome before = queue.check(); !before.printed()) return before;
    const Result<std::string> pdf = pdf_of(document, queue.paper(), fonts);
    if (!pdf) return {Trouble::failed, pdf.error().message};
    if (Outcome sent = queue.send(*pdf, title); !sent.printed()) return sent;
    return queue.wait(settings.job_max);
}

}  // namespace printing

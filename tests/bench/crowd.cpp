#include "bench/crowd.h"

#include "wire/envelope.h"
#include "wire/receipt.h"

namespace {

using std::chrono::steady_clock;

constexpr int kTriesMax = 1000;
constexpr std::chrono::milliseconds kPause{20};  // A server that dies is back soon.

double ms_since(steady_clock::time_point since) {
    return std::chrono::duration<double, std::milli>(steady_clock::now() - since).count();
}

/// Empty: the letter was taken, every line of it.
std::string fault_of(const Road::Answer& answer, const std::string& envelope) {
    const auto opened = wire::parse_envelope(answer.body);
    if (!opened) return "the answer is no envelope";
    const auto receipt = wire::decode_receipt(opened->payload);
    if (!receipt) return "the answer is no receipt";
    if (receipt->batch != wire::digest(envelope)) return "the receipt is another batch's";
    for (const wire::Receipt::Verdicts& one : receipt->verdicts)
        if (one.verdict != "ok") return "a line was judged " + one.verdict;
    for (const wire::Receipt::Head& head : receipt->heads)
        if (head.status != "ok" && head.status != "same")
            return "a checkpoint was judged " + head.status;
    return {};
}

}  // namespace

Crowd::Crowd(const std::vector<Post>& post, int port, int lanes, Road::Door door)
    : post_(post), port_(port), door_(door), lanes_at_work_(lanes), began_(steady_clock::now()) {
    for (int i = 0; i < lanes; ++i) threads_.emplace_back([this] { work(); });
}

Crowd::~Crowd() {
    for (std::thread& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Crowd::work() {
    std::vector<double> answers;
    std::int64_t repeated = 0;
    std::string fault;
    for (std::size_t at = next_++; at < post_.size() && fault.empty(); at = next_++) {
        std::unique_ptr<Road> road;  // Each kiosk comes by a connection of its own.
        for (const Fleet::Letter& letter : post_[at]) {
            for (int tries = 1;; ++tries) {
                if (!road) road = Road::to(port_, door_);
                const steady_clock::time_point since = steady_clock::now();
                const Road::Answer answer = road->send(letter.envelope);
                if (answer.status == 200) {
                    answers.push_back(ms_since(since));
                    fault = fault_of(answer, letter.envelope);
                    break;
                }
                ++repeated;
                if (tries == kTriesMax || (answer.status != 0 && answer.status < 500)) {
                    fault = "a letter was not taken: " + std::to_string(answer.status);
                    break;
                }
                road.reset();
                std::this_thread::sleep_for(kPause);
            }
            if (!fault.empty()) break;
        }
        ++done_;
    }
    const std::lock_guard lock(mutex_);
    told_.answers_ms.insert(told_.answers_ms.end(), answers.begin(), answers.end());
    told_.repeated += repeated;
    if (!fault.empty()) fault_ = fault;
    told_.seconds = ms_since(began_) / 1000;
    --lanes_at_work_;
}

Result<Crowd::Told> Crowd::told() {
    for (std::thread& thread : threads_) thread.join();
    if (!fault_.empty()) return Error{Error::Code::corrupt, "catch-up: " + fault_};
    return std::move(told_);
}

SentSums& SentSums::operator+=(const SentSums& other) {
    letters += other.letters;
    lines += other.lines;
    cells += other.cells;
    seals += other.seals;
    counted += other.counted;
    return *this;
}

SentSums sums_of(const std::vector<Post>& post) {
    SentSums sums;
    for (const Post& kiosk : post)
        for (const Fleet::Letter& letter : kiosk) {
            ++sums.letters;
            sums.lines += letter.lines;
            sums.cells += letter.cells;
            sums.seals += letter.seals;
            sums.counted += letter.counted;
        }
    return sums;
}

Result<SentSums> sums_in(sql::Connection& connection) {
    const auto number = [&](const std::string& of) -> Result<std::int64_t> {
        const sql::Rows rows = TRY(connection.query(of, {}));
        return rows.at(0).integer(0);
    };
    // Counts of one kind in three tables: the cells, and both tables of sums.
    struct Kind {
        std::string of_cells, column;
    };
    const auto sum = [](const std::string& what, const std::string& from) {
        return "SELECT CAST(coalesce(sum(" + what + "), 0) AS BIGINT) FROM " + from;
    };
    for (const Kind& kind : {Kind{"certainty = 3", "filtered"}, Kind{"certainty = 2", "received"},
                             Kind{"certainty = 0 AND what = 'visit_began'", "visits"}}) {
        const std::int64_t told = TRY(number(sum("count", "cell WHERE " + kind.of_cells)));
        const std::int64_t by_ward = TRY(number(sum(kind.column, "ward_day")));
        const std::int64_t by_procedure = TRY(number(sum(kind.column, "procedure_day")));
        if (told != by_ward || told != by_procedure)
            return Error{Error::Code::corrupt,
                         "the store's sums of " + kind.column + " are not its cells'"};
    }
    const std::int64_t alarms = TRY(number("SELECT count(*) FROM alarm"));
    SentSums sums;
    sums.letters = TRY(number("SELECT count(*) FROM received"));
    sums.lines = TRY(number(sum("lines", "received")));
    sums.cells = TRY(number("SELECT count(*) FROM cell"));
    sums.seals = TRY(number("SELECT count(*) FROM seal"));
    sums.counted = TRY(number(sum("count", "cell")));
    const std::int64_t batches = TRY(number(sum("batches", "device")));
    if (alarms == 0 && batches == sums.letters) return sums;
    return Error{Error::Code::corrupt, "the store has alarms, or batches that no kiosk sent"};
}

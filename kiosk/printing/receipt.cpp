// What a receipt printer says (Epson's ESC/POS, and what its imitators keep of it): one byte to
// each DLE EOT at once, whatever it is doing, with bits 1 and 4 set and bits 0 and 7 clear; one
// byte to GS r when it comes to it, with bits 4 and 7 clear.

#include "printing/receipt.h"

#include <optional>
#include <thread>

#include "printing/escpos.h"
#include "printing/wire.h"

namespace printing {

namespace {

using std::chrono::milliseconds;

constexpr unsigned kStatusMask = 0x93, kStatusBits = 0x12;
constexpr unsigned kPaperMask = 0x90;  // Of the answer to GS r.
constexpr unsigned kPaperOut = 0x0c;

constexpr std::size_t kPiece = 4096;    // Between two looks at the clock.
constexpr milliseconds kStall{1000};    // Takes nothing for so long: ask it why.
constexpr milliseconds kAskAgain{400};  // While waiting for the end.
constexpr milliseconds kPause{20};      // Before asking a line that ends at once again.
constexpr int kStaleMax = 16;           // Older answers to throw away; some devices never end.

class Session {
public:
    Session(Wire& wire, const Settings& settings, const Clock& clock)
        : wire_(wire), settings_(settings), clock_(clock) {}

    Outcome print(const std::vector<Bitmap>& slips) {
        const std::optional<Outcome> before = status();
        speaks_ = before.has_value();
        if (!speaks_ && wire_.must_answer())
            return {Trouble::offline, "the printer does not answer"};
        if (speaks_ && !before->printed()) return *before;
        end_.reset();
        std::string bytes;
        for (const Bitmap& slip : slips) bytes += escpos_of(slip);
        if (speaks_) bytes += "\x1dr\x01";
        if (Outcome sent = send(bytes); !sent.printed()) return sent;
        return speaks_ ? wait_for_end() : Outcome{};
    }

private:
    Instant in(milliseconds time) const { return clock_.now() + time; }

    /// Takes in what has come, at the latest then.
    bool hear(Instant until) {
        const std::string bytes = wire_.receive(until);
        for (const char byte : bytes) {
            const unsigned bits = static_cast<unsigned char>(byte);
            if ((bits & kStatusMask) == kStatusBits)
                answer_ = bits;
            else if ((bits & kPaperMask) == 0)
                end_ = bits;
        }
        return !bytes.empty();
    }

    /// The printer's byte to DLE EOT n.
    std::optional<unsigned> ask(char n) {
        for (int i = 0; i < kStaleMax && hear(clock_.now());) ++i;
        answer_.reset();
        const Instant until = in(settings_.answer_max);
        const std::string question{0x10, 0x04, n};
        const Result<std::size_t> sent = wire_.send(question, until);
        if (!sent || *sent != question.size()) return std::nullopt;
        while (!answer_ && !wire_.gone() && clock_.now() < until)
            if (!hear(until)) std::this_thread::sleep_for(kPause);
        return answer_;
    }

    /// Whether it is well, if it says anything. While it prints, silence means nothing: on a
    /// network the question waits behind the dots.
    std::optional<Outcome> status() {
        const std::optional<unsigned> printer = ask(1);
        if (!printer) return std::nullopt;
        const unsigned cause = ask(2).value_or(0), paper = ask(4).value_or(0);
        if ((paper & 0x60) != 0 || (cause & 0x20) != 0)
            return Outcome{Trouble::no_paper, "the printer is out of paper"};
        if ((cause & 0x04) != 0) return Outcome{Trouble::offline, "the printer's cover is open"};
        if ((cause & 0x40) != 0) return Outcome{Trouble::failed, "the printer reports an error"};
        if ((*printer & 0x08) != 0) return Outcome{Trouble::offline, "the printer is off line"};
        return Outcome{};
    }

    Outcome send(std::string_view bytes) {
        const Instant until = in(settings_.send_max);
        while (!bytes.empty()) {
            const Result<std::size_t> sent =
                wire_.send(bytes.substr(0, kPiece), std::min(until, in(kStall)));
            if (!sent) return {Trouble::offline, sent.error().message};
            bytes.remove_prefix(*sent);
            if (*sent > 0) continue;
            // It may have run out of paper; then it still answers, if it ever did.
            if (speaks_)
                if (const auto why = status(); why && !why->printed()) return *why;
            if (clock_.now() >= until) return {Trouble::failed, "the printer takes no more data"};
        }
        return {};
    }

    Outcome wait_for_end() {
        const Instant until = in(settings_.end_max);
        bool well = false;
        while (!end_ && clock_.now() < until) {
            if (hear(in(kAskAgain))) continue;
            if (wire_.gone()) return {Trouble::offline, "the printer hung up while printing"};
            const std::optional<Outcome> now = status();
            if (now && !now->printed()) return *now;
            well = now.has_value();
        }
        if (end_ && (*end_ & kPaperOut) == kPaperOut)
            return {Trouble::no_paper, "the printer ran out of paper"};
        if (!end_ && !well) return {Trouble::offline, "the printer fell silent while printing"};
        return {};
    }

    Wire& wire_;
    const Settings& settings_;
    const Clock& clock_;
    bool speaks_ = false;
    std::optional<unsigned> answer_;  ///< To the newest DLE EOT.
    std::optional<unsigned> end_;     ///< To GS r.
};

}  // namespace

Outcome print_receipts(const std::vector<Bitmap>& slips, const Settings& settings,
                       const Clock& clock) {
    Result<Wire> wire = Wire::open(settings.device, clock, clock.now() + settings.answer_max);
    if (!wire) {
        const bool absent = wire.error().code == Error::Code::unavailable;
        return {absent ? Trouble::offline : Trouble::failed, wire.error().message};
    }
    return Session(*wire, settings, clock).print(slips);
}

}  // namespace printing

#include "printing/receipt_printer.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace {

constexpr int kLookAround = 20;  // Milliseconds between two looks at whether it is over.
constexpr char kDle = 0x10, kEot = 0x04;

int listen_on_any_port(std::string& device) {
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(listen(listener, 4) == 0);
    REQUIRE(getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    device = "tcp:127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    return listener;
}

int open_line(std::string& device) {
    const int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    REQUIRE(master >= 0);
    REQUIRE(grantpt(master) == 0);
    REQUIRE(unlockpt(master) == 0);
    device = ptsname(master);
    return master;
}

/// Who asked may have gone: that is no fault of the printer's, and must not end the test.
void answer(int line, unsigned char byte) {
    if (send(line, &byte, 1, MSG_NOSIGNAL) < 0 && errno == ENOTSOCK) (void)!write(line, &byte, 1);
}

bool readable(int descriptor) {
    pollfd entry{.fd = descriptor, .events = POLLIN, .revents = 0};
    return poll(&entry, 1, kLookAround) > 0;
}

}  // namespace

ReceiptPrinter::ReceiptPrinter(Manner manner)
    : manner_(manner),
      listener_(manner.serial ? open_line(device_) : listen_on_any_port(device_)),
      thread_([this] { run(); }) {}

ReceiptPrinter::~ReceiptPrinter() {
    ending_ = true;
    thread_.join();
    close(listener_);
}

std::vector<printing::Bitmap> ReceiptPrinter::slips() const {
    const std::lock_guard lock(mutex_);
    return paper_.slips();
}

std::string ReceiptPrinter::fault() const {
    const std::lock_guard lock(mutex_);
    return fault_.empty() ? paper_.fault() : fault_;
}

void ReceiptPrinter::run() {
    if (manner_.serial) return serve(listener_);
    while (!ending_) {
        if (!readable(listener_)) continue;
        const int line = accept(listener_, nullptr, nullptr);
        serve(line);
        close(line);
    }
}

void ReceiptPrinter::serve(int line) {
    char buffer[512];
    while (!ending_) {
        if (!readable(line)) continue;
        const ssize_t got = read(line, buffer, sizeof buffer);
        // A pty says EIO until somebody opens its other end.
        if (got <= 0 && manner_.serial) {
            std::this_thread::sleep_for(std::chrono::milliseconds(kLookAround));
            continue;
        }
        if (got <= 0) return;
        if (manner_.per_byte.count() > 0) std::this_thread::sleep_for(got * manner_.per_byte);
        const std::lock_guard lock(mutex_);
        for (ssize_t i = 0; i < got; ++i)
            if (!take(line, static_cast<unsigned char>(buffer[i]))) return;
    }
}

/// Questions are heard at once, wherever they stand; all else waits its turn.
bool ReceiptPrinter::take(int line, unsigned char byte) {
    question_ += static_cast<char>(byte);
    if (question_ == std::string{kDle} || question_ == std::string{kDle, kEot}) return true;
    if (question_.size() == 3) {
        if (paper_.in_picture() && !paper_out()) fault_ = "dots that are a question";
        if (manner_.answers) answer(line, status(byte));
        question_.clear();
        return true;
    }
    for (const char one : question_) waiting_.push_back(static_cast<unsigned char>(one));
    question_.clear();
    while (!waiting_.empty() && !paper_out()) {
        const unsigned char next = waiting_.front();
        waiting_.pop_front();
        const bool asked = paper_.take(next);
        if (asked && manner_.tells_end) answer(line, 0);
        if (paper_.lines() >= manner_.hang_up_lines) return false;
    }
    return true;
}

unsigned char ReceiptPrinter::status(unsigned char question) const {
    unsigned bits = 0x12;
    if (question == 1 && (manner_.cover_open || paper_out())) bits |= 0x08;
    if (question == 2 && manner_.cover_open) bits |= 0x04;
    if (question == 2 && paper_out()) bits |= 0x20;
    if (question == 4 && paper_out()) bits |= 0x60;
    return static_cast<unsigned char>(bits);
}

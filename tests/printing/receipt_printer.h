#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>

#include "printing/paper.h"

/// A receipt printer on a TCP port or a serial line (a pty), on a thread of its own, as well or
/// as badly mannered as it is told.
class ReceiptPrinter {
public:
    struct Manner {
        bool serial = false;    ///< A pty instead of TCP.
        bool answers = true;    ///< DLE EOT.
        bool tells_end = true;  ///< GS r.
        bool cover_open = false;
        int paper_lines = 1 << 30;    ///< Then the paper is out.
        int hang_up_lines = 1 << 30;  ///< Then the plug is pulled.
        std::chrono::microseconds per_byte{0};
    };
    explicit ReceiptPrinter(Manner manner);
    ~ReceiptPrinter();
    ReceiptPrinter(const ReceiptPrinter&) = delete;
    ReceiptPrinter& operator=(const ReceiptPrinter&) = delete;

    const std::string& device() const { return device_; }  ///< "tcp:127.0.0.1:40001", "/dev/pts/3".
    std::vector<printing::Bitmap> slips() const;
    std::string fault() const;

private:
    void run();
    void serve(int line);
    bool take(int line, unsigned char byte);
    bool paper_out() const { return paper_.lines() >= manner_.paper_lines; }
    unsigned char status(unsigned char question) const;

    const Manner manner_;
    std::string device_;
    int listener_ = -1;  ///< Or the pty's master.
    mutable std::mutex mutex_;
    ReceiptPaper paper_;
    std::string question_;  ///< DLE EOT as far as it has come.
    std::deque<unsigned char> waiting_;
    std::string fault_;
    std::atomic<bool> ending_ = false;
    std::thread thread_;  // Last: begun when all else stands.
};

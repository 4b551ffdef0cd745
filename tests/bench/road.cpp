#include "bench/road.h"

#include <curl/curl.h>

#include <optional>

#include "province/peer.h"
#include "wire/envelope.h"

namespace {

constexpr const char* kIngest = "/v1/ingest";
constexpr long kPatienceS = 60;  // As long as a kiosk waits.

class PlainRoad final : public Road {
public:
    explicit PlainRoad(int port) : peer_(port) {}

    Answer send(const std::string& envelope) override {
        auto answer = peer_.ask(post(kIngest, std::string(wire::kEnvelopeMedia), envelope));
        if (!answer) return {};
        return {.status = answer->status, .body = std::move(answer->body)};
    }

private:
    Peer peer_;
};

/// A handle of its own has a connection of its own, and a handshake with nothing to resume.
class TlsRoad final : public Road {
public:
    explicit TlsRoad(int port) : handle_(curl_easy_init()) {
        const std::string media = std::string("Content-Type: ").append(wire::kEnvelopeMedia);
        fields_.reset(curl_slist_append(nullptr, media.c_str()));
        address_ = "https://127.0.0.1:" + std::to_string(port) + kIngest;
        set(CURLOPT_URL, address_.c_str());
        set(CURLOPT_HTTPHEADER, fields_.get());
        set(CURLOPT_SSL_VERIFYPEER, 0L);  // What holds is the receipt's signature.
        set(CURLOPT_SSL_VERIFYHOST, 0L);
        set(CURLOPT_TIMEOUT, kPatienceS);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_WRITEFUNCTION, keep);
    }

    Answer send(const std::string& envelope) override {
        Answer answer;
        set(CURLOPT_POSTFIELDS, envelope.data());
        set(CURLOPT_POSTFIELDSIZE, static_cast<long>(envelope.size()));
        set(CURLOPT_WRITEDATA, &answer.body);
        if (curl_easy_perform(handle_.get()) != CURLE_OK) return {};
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &answer.status);
        return answer;
    }

private:
    template <class T>
    void set(CURLoption option, T value) {
        curl_easy_setopt(handle_.get(), option, value);
    }
    static std::size_t keep(const char* bytes, std::size_t one, std::size_t count, void* body) {
        static_cast<std::string*>(body)->append(bytes, one * count);
        return one * count;
    }

    struct Free {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
        void operator()(curl_slist* fields) const { curl_slist_free_all(fields); }
    };
    std::unique_ptr<CURL, Free> handle_;
    std::unique_ptr<curl_slist, Free> fields_;
    std::string address_;
};

}  // namespace

std::unique_ptr<Road> Road::to(int port, Door door) {
    if (door == Door::tls) return std::make_unique<TlsRoad>(port);
    return std::make_unique<PlainRoad>(port);
}

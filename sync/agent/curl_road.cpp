#include "agent/curl_road.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/ssl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace agent {

namespace {

struct CloseEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using Easy = std::unique_ptr<CURL, CloseEasy>;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

/// Where an answer's body goes.
class Sink {
public:
    Sink(const Request& request) : bytes_max_(request.answer_bytes_max) {
        if (!request.file.empty())
            descriptor_ = ::open(request.file.c_str(),
                                 O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
        failed_ = !request.file.empty() && descriptor_ < 0;
    }
    ~Sink() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;

    bool take(std::string_view bytes) {
        received_ += bytes.size();
        if (received_ > bytes_max_ || failed_) return false;
        if (descriptor_ < 0) {
            body.append(bytes);
            return true;
        }
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            failed_ = written <= 0;
            if (failed_) return false;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }
    bool too_large() const { return received_ > bytes_max_; }
    /// The file is on the disk.
    bool finish() { return !failed_ && (descriptor_ < 0 || ::fsync(descriptor_) == 0); }

    std::string body;

private:
    std::size_t bytes_max_;
    std::size_t received_ = 0;
    int descriptor_ = -1;
    bool failed_ = false;
};

std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* sink) {
    const std::size_t length = size * count;
    // Anything but the length ends the transfer.
    return static_cast<Sink*>(sink)->take({bytes, length}) ? length : 0;
}

int on_progress(void* road, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto& settings = *static_cast<const CurlRoad::Settings*>(road);
    return settings.may_go_on && !settings.may_go_on() ? 1 : 0;
}

/// Dates mean nothing to a kiosk whose clock was never set.
CURLcode on_tls(CURL*, void* context, void*) {
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(static_cast<SSL_CTX*>(context)),
                                X509_V_FLAG_NO_CHECK_TIME);
    return CURLE_OK;
}

void set_trust(CURL* easy, const Request& request, std::string& pins) {
    const bool by_authorities = request.trust == Trust::authorities;
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, by_authorities ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, by_authorities ? 2L : 0L);
    if (by_authorities && !request.clock_trusted)
        curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, on_tls);
    if (request.trust != Trust::pins) return;
    ASSERT(!request.pins.empty());  // Else it would trust everybody.
    for (const std::string& pin : request.pins) pins += (pins.empty() ? "" : ";") + pin;
    curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, pins.c_str());
}

void set_limits(CURL* easy, const CurlRoad::Settings& settings) {
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // Else a stop waits for the name server.
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, settings.connect_s);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, settings.still_s);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, settings.total_s);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, &settings);
    if (!settings.authorities.empty())
        curl_easy_setopt(easy, CURLOPT_CAINFO, settings.authorities.c_str());
    if (!settings.proxy.empty()) curl_easy_setopt(easy, CURLOPT_PROXY, settings.proxy.c_str());
}

List set_question(CURL* easy, const Request& request, const std::string& version) {
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_USERAGENT, ("motcua-agent/" + version).c_str());
    List headers;
    if (request.post) {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(request.body.size()));
        headers.reset(curl_slist_append(nullptr, ("Content-Type: " + request.media).c_str()));
        // No "100 Continue": some proxies never answer it, and a batch is small.
        curl_slist_append(headers.get(), "Expect:");
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
    }
    return headers;
}

bool is_wrong_peer(CURLcode code) {
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_PINNEDPUBKEYNOTMATCH ||
           code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_ISSUER_ERROR;
}

Error failure_of(CURLcode code, const char* details, const Sink& sink, const Request& request) {
    if (sink.too_large())
        return {Error::Code::invalid,
                fmt::format("{}: an answer of more than {} bytes: not the province's", request.url,
                            request.answer_bytes_max)};
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return {Error::Code::unavailable, request.url + ": stopped"};
    const std::string why = *details ? details : curl_easy_strerror(code);
    if (is_wrong_peer(code))
        return {Error::Code::invalid,
                request.url + ": the server is not known as the province's: " + why};
    return {Error::Code::unavailable, request.url + ": " + why};
}

/// Once a process, before any thread asks.
bool is_ready() {
    static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return ready;
}

}  // namespace

Result<Answer> CurlRoad::ask(const Request& request) {
    const Easy easy(is_ready() ? curl_easy_init() : nullptr);
    if (!easy) return Error{Error::Code::unavailable, "libcurl does not start"};
    char details[CURL_ERROR_SIZE] = {};
    std::string pins;
    Sink sink(request);
    set_limits(easy.get(), settings_);
    set_trust(easy.get(), request, pins);
    const List headers = set_question(easy.get(), request, settings_.version);
    curl_easy_setopt(easy.get(), CURLOPT_ERRORBUFFER, details);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &sink);
    const CURLcode code = curl_easy_perform(easy.get());
    if (code != CURLE_OK) return failure_of(code, details, sink, request);
    if (!sink.finish()) return Error{Error::Code::io, "write " + request.file};
    long status = 0;
    curl_off_t retry_after = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy.get(), CURLINFO_RETRY_AFTER, &retry_after);
    return Answer{.status = static_cast<int>(status),
                  .body = std::move(sink.body),
                  .retry_after_s = std::max<std::int64_t>(0, retry_after)};
}

}  // namespace agent

#include "province/browser.h"

#include <curl/curl.h>

#include <memory>

namespace {

struct Close {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::size_t keep(char* bytes, std::size_t, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(bytes, count);
    return count;
}

std::size_t keep_header(char* bytes, std::size_t, std::size_t count, void* into) {
    const std::string line(bytes, count);
    const std::size_t colon = line.find(": ");
    if (colon == line.npos) return count;
    std::string name = line.substr(0, colon);
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 'a' - 'A');
    const std::string value = line.substr(colon + 2, line.find_last_not_of("\r\n") - colon - 1);
    static_cast<Browser::Answer*>(into)->headers.emplace_back(name, value);
    return count;
}

}  // namespace

std::string Browser::Answer::header(const std::string& name) const {
    std::string found;
    for (const auto& [key, value] : headers)
        if (key == name) found += (found.empty() ? "" : " | ") + value;
    return found;
}

json::Value Browser::Answer::json() const { return must(json::parse(body, "the answer")); }

std::string Browser::Answer::error() const {
    return status < 400 ? std::string() : json()["error"].get<std::string>();
}

Browser::Answer Browser::get(const std::string& target, const Fields& more) {
    return perform("GET", target, {}, more);
}

Browser::Answer Browser::send(const std::string& method, const std::string& target,
                              const std::string& body, const Fields& more) {
    Fields fields{{"Origin", origin_},
                  {"Sec-Fetch-Site", "same-origin"},
                  {"Content-Type", "application/json"}};
    if (!csrf.empty()) fields.emplace_back("X-Motcua-Csrf", csrf);
    // What a test names takes the place of what a browser says by itself; "" leaves it out.
    for (const auto& [name, value] : more) {
        std::erase_if(fields, [&](const auto& field) { return field.first == name; });
        if (!value.empty()) fields.emplace_back(name, value);
    }
    return perform(method, target, body, fields);
}

Browser::Answer Browser::sign_in(const std::string& name, const std::string& password) {
    const json::Value body{{"name", name}, {"password", password}};
    Answer answer = send("POST", "/api/session", body.dump());
    if (answer.status == 200) csrf = answer.json()["csrf"].get<std::string>();
    return answer;
}

Browser::Answer Browser::perform(const std::string& method, const std::string& target,
                                 const std::string& body, const Fields& fields) {
    const std::unique_ptr<CURL, Close> curl(curl_easy_init());
    Answer answer;
    const std::string address = origin_ + target;
    curl_easy_setopt(curl.get(), CURLOPT_URL, address.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, method.c_str());
    if (method == "HEAD") curl_easy_setopt(curl.get(), CURLOPT_NOBODY, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, keep_header);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &answer);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 30L);
    curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(curl.get(), CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(curl.get(), CURLOPT_SSL_VERIFYHOST, 0L);
    curl_slist* list = nullptr;
    for (const auto& [name, value] : fields)
        list = curl_slist_append(list, (name + ": " + value).c_str());
    const std::unique_ptr<curl_slist, Close> headers(list);
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    if (!cookie.empty()) curl_easy_setopt(curl.get(), CURLOPT_COOKIE, cookie.c_str());
    if (!body.empty()) {
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.c_str());
    }
    const CURLcode code = curl_easy_perform(curl.get());
    REQUIRE_MESSAGE(code == CURLE_OK, curl_easy_strerror(code));
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer.status);
    const std::string given = answer.header("set-cookie");
    if (!given.empty()) cookie = given.substr(0, given.find(';'));
    return answer;
}

Printed add_officer(const Folder& folder, const std::string& password,
                    std::vector<std::string> words) {
    words.insert(words.begin(), {"officer", "add"});
    return command(folder, std::move(words), password + "\n");
}

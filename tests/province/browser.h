#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "json/json.h"
#include "province/running.h"

/// A browser as a server sees one: TLS by libcurl, the cookie that it was given, Origin and
/// Sec-Fetch-Site as a page of this very server would send them. It follows nothing.
class Browser {
public:
    explicit Browser(int https_port) : origin_("https://127.0.0.1:" + std::to_string(https_port)) {}

    struct Answer {
        long status = 0;
        std::vector<std::pair<std::string, std::string>> headers;  ///< Names in small letters.
        std::string body;

        /// The values of all that have this name, one behind the other.
        std::string header(const std::string& name) const;
        std::string error() const;  ///< The code of a problem.
        json::Value json() const;
    };
    using Fields = std::vector<std::pair<std::string, std::string>>;

    Answer get(const std::string& target, const Fields& more = {});
    Answer send(const std::string& method, const std::string& target, const std::string& body = {},
                const Fields& more = {});
    Answer sign_in(const std::string& name, const std::string& password);

    const std::string& origin() const { return origin_; }
    std::string cookie;  ///< "__Host-motcua=…".
    std::string csrf;

private:
    Answer perform(const std::string& method, const std::string& target, const std::string& body,
                   const Fields& fields);

    std::string origin_;
};

/// motcua-province officer add, with the password on its standard input.
Printed add_officer(const Folder& folder, const std::string& password,
                    std::vector<std::string> words);

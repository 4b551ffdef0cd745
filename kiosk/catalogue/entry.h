#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "catalogue/load.h"
#include "json/json.h"

/// How one entry of the catalogue file is read. Internal to load.cpp and entry.cpp.
namespace catalogue {

/// What is wrong with the file, collected so that one run shows it all.
class Problems {
public:
    Problems(std::string source, const Rules& rules) : source_(std::move(source)), rules_(rules) {}

    void enter(std::string place) { place_ = std::move(place); }
    void add(const std::string& what);
    void warn(const std::string& what);
    bool none() const { return list_.empty(); }
    Error error() const;
    const std::vector<std::string>& warnings() const { return warnings_; }
    bool has_icon(const std::string& name) const {
        return !rules_.has_icon || rules_.has_icon(name);
    }

    /// Reads a required text and checks it: NFC, one line, no stray spaces, drawable.
    std::string text(const json::Value& object, std::string_view key, std::size_t length_max = 120);
    /// The same texts as an object of their own.
    Translated translated(const json::Value& object, std::string_view key,
                          std::size_t length_max = 120);
    /// The texts of all languages, keys of `object` beside others: vi and en must be there.
    Translated languages(const json::Value& object, std::size_t length_max);
    /// An optional list; nullptr when it is absent. Anything else of that name is a problem.
    const json::Value* list(const json::Value& object, std::string_view key);
    /// An optional day as 2026-12-31.
    std::optional<std::chrono::sys_days> day(const json::Value& object, std::string_view key);
    void unknown(const json::Value& object, std::initializer_list<std::string_view> known);
    void check_text(const std::string& value, std::string_view key, std::size_t length_max);

private:
    std::string at(const std::string& what) const;

    std::string source_, place_;
    const Rules& rules_;
    std::vector<std::string> list_, warnings_;
    std::size_t more_ = 0;
};

Procedure read_procedure(const json::Value& value, Problems& problems);

}  // namespace catalogue

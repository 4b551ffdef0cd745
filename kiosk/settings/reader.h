#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "tables/tables.h"
#include "text/language.h"

/// Reads TOML tables key by key and collects what is wrong with file and line. Internal to
/// settings.
namespace settings {

class Reader {
public:
    static constexpr std::size_t kTextMax = 300;

    explicit Reader(std::string path) : path_(std::move(path)) {}

    /// The table of a name; an empty one (and a problem) when it is missing.
    const toml::table& table(const toml::table& parent, std::string_view key);
    /// The sections [[key]], in the file's order; none when there are none. Beyond `most` they are
    /// left out, and a problem says why there are no more.
    std::vector<const toml::table*> tables(const toml::table& parent, std::string_view key,
                                           std::size_t most, std::string_view why);
    void known(const toml::table& table, const std::vector<std::string_view>& keys);

    std::string text(const toml::table& table, std::string_view key, bool may_be_empty = false);
    text::Translated translated(const toml::table& table, std::string_view key);
    std::int64_t whole(const toml::table& table, std::string_view key, std::int64_t low,
                       std::int64_t high);
    double number(const toml::table& table, std::string_view key, double low, double high);
    bool yes(const toml::table& table, std::string_view key);
    std::string choice(const toml::table& table, std::string_view key,
                       const std::vector<std::string_view>& choices);
    std::optional<std::chrono::sys_days> day(const toml::table& table, std::string_view key);
    std::vector<std::string> texts(const toml::table& table, std::string_view key);

    void problem(const toml::node* node, const toml::table& table, const std::string& what);
    Result<> finish() const;

private:
    std::string path_;
    std::string problems_;
};

}  // namespace settings

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"

/// What admin.h answers, in words and tables for people. What is not known is "–", never 0.
namespace province {

/// Columns as wide as their widest cell; the first row is the header.
std::string table(const std::vector<std::vector<std::string>>& rows);

std::string code_words(const json::Value& answer);
std::string kiosk_table(const json::Value& answer);
std::string version_words(const json::Value& answer);
std::string preview_words(const json::Value& answer);
std::string backup_words(const json::Value& answer);
std::string published_table(const json::Value& answer);
std::string audit_words(const json::Value& answer);
std::string officer_table(const json::Value& answer);

inline constexpr std::string_view kCountsHeader =
    "ward,day,procedure,certainty,what,trusted,count\n";
/// Without the header.
std::string counts_csv(const json::Value& answer);
std::string measures_csv(const json::Value& answer);
/// One object a line of an answer's list.
std::string json_lines(const json::Value& answer, std::string_view key);

}  // namespace province

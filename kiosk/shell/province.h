#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "catalogue/wards.h"
#include "settings/settings.h"

/// What the province has published: files the agent has checked and laid beside ours, any of
/// catalogue.json, campaign.toml, wards.json, messages.json, portal.toml, holidays.toml and lang/
/// (languages.h). A start reads them and `check` judges them by the same functions, so that what
/// was let in is what is shown.
namespace shell {

/// The folder that `path` leads to now: <state>/province/current is a link to one version, and a
/// version is read from its own folder, for the link may move meanwhile. A folder that is no link
/// is itself. Empty when there is nothing at `path`.
std::string published_at(const std::string& path);

/// The whole name of a file in a published folder; none when it is not published.
std::optional<std::string> published_file(const std::string& folder, const std::string& name);

/// The province's wards, if ours is among them.
Result<catalogue::Wards> load_wards_for(const settings::Settings& settings,
                                        const std::string& wards_path,
                                        const std::string& config_path);

}  // namespace shell

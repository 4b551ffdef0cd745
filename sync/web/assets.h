#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "web/message.h"
#include "web/world.h"

namespace web {

/// Whether an address is one of the page's own: "/", "/wards/23563". All of them are index.html.
bool is_page(std::string_view path);

/// The files of the page, read once and kept: they are sent without any thread but the one that
/// has the sockets. Never changed; any number of threads may look.
class Assets {
public:
    /// Everything below assets/web, assets/lang/province and the fonts the page uses.
    static Result<Assets> load(const Places& places);

    /// The file, or "not modified" for a browser that has it.
    Answer answer(const Request& request) const;

private:
    struct Asset {
        std::string media, bytes, etag;
    };
    const Asset* find(std::string_view path) const;

    std::map<std::string, Asset, std::less<>> files_;  ///< By address.
};

}  // namespace web

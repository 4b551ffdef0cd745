#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "figures/figures.h"
#include "ledger/ledger.h"
#include "officers/officers.h"
#include "text/language.h"
#include "web/message.h"
#include "web/world.h"

/// What a page's code is given, and how it is found: one table of addresses (routes.cpp), each
/// with the least role that may ask. Who asks is settled before (access.h).
namespace web {

struct Context {
    ledger::Ledger& ledger;
    const World& world;
    WallTime now;
    officers::Session session;  ///< Of whoever asks; empty only where a route is open.

    const officers::Officer& officer() const { return session.officer; }
};

inline constexpr std::size_t kBodyBytesMax = 64u << 10;    ///< Forms have some hundred bytes.
inline constexpr std::size_t kUploadBytesMax = 10u << 20;  ///< Files; the catalogue has 0.4 MiB.

/// A route: "/api/wards/*" has one part that varies, "/api/published/**" all the rest of it.
struct Route {
    std::string_view method, path;
    enum class Who { anybody, signed_in, viewer, editor, admin } least = Who::viewer;
    Answer (*answer)(Context& context, const Request& request, const std::string& part) = nullptr;
    std::size_t body_max = kBodyBytesMax;
};

// The tables of each part of the page.
std::span<const Route> session_routes();     ///< session_pages.cpp
std::span<const Route> officer_routes();     ///< officer_pages.cpp
std::span<const Route> figure_routes();      ///< figure_pages.cpp
std::span<const Route> file_routes();        ///< file_pages.cpp
std::span<const Route> publishing_routes();  ///< publishing_pages.cpp

/// What the store fails is "later"; other errors by their code: 404, 400.
Answer failed(const Error& error);

/// The body as a JSON object, or why it is none.
Result<json::Value> object_of(const Request& request, std::size_t bytes_max = kBodyBytesMax);

}  // namespace web

#pragma once

#include <memory>
#include <optional>
#include <variant>

#include "province/answerer.h"
#include "province/http.h"
#include "publishing/redirects.h"
#include "web/assets.h"
#include "web/site.h"

/// The page for people, as the server sees it: which requests are its, and who answers them.
namespace province {

/// Where a request leads that is the page's, or why it is refused; nothing if it is none of its.
std::optional<std::variant<Route, Response>> page_route(const Head& head);

/// The request as the page's code sees it; nothing for a query that is broken.
std::optional<web::Request> page_request(const Head& head);

Response response_of(web::Answer answer);

/// Whether browsers come here: not to what devices, operators and monitors ask for.
bool is_for_people(const Head& head);
/// What every answer to people carries, also one that was refused before the page saw it.
void harden(Response& response, bool secure);

/// What is answered without a worker: the page's own files, and codes through the province.
class Porch {
public:
    Porch(web::Assets assets, publishing::Folders folders)
        : assets_(std::move(assets)), redirector_(std::move(folders)) {}

    Response file(const Request& request) const;
    Response redirect(const Request& request, WallTime now);
    publishing::Redirector& redirector() { return redirector_; }

private:
    web::Assets assets_;
    publishing::Redirector redirector_;
};

/// A worker of the page. `porch` must outlive it.
class PageDesk final : public Answerer {
public:
    PageDesk(web::Site site, Porch& porch) : site_(std::move(site)), porch_(porch) {}
    Response answer(const Request& request, WallTime now) override;

private:
    web::Site site_;
    Porch& porch_;
};

}  // namespace province

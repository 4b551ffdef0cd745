#include "shell/publications.h"

#include "base/log.h"
#include "shell/province.h"

namespace shell {

std::unique_ptr<Resources> Publications::look(const Resources& shown) {
    const std::string published = published_at(places_.province);
    if (published == shown.published()) {
        refused_.reset();  // What was refused is not there any more.
        return nullptr;
    }
    if (published == refused_) return nullptr;
    auto fresh = Resources::load(places_, glass_);
    if (fresh && (*fresh)->published_holds()) return std::move(fresh).value();
    if (!fresh) logging::error("{}", fresh.error().message);
    logging::error("what the province published in {} is not taken; the old is shown on",
                   published);
    refused_ = published;
    return nullptr;
}

}  // namespace shell

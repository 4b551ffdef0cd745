#include "province/sign_on.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "base/files.h"

namespace province {

namespace {

constexpr std::size_t kSecretMin = 32, kSecretMax = 256;  // A header has 8 KiB for all its fields.

bool can_stand_in_header(char c) { return c > ' ' && c <= '~' && c != ','; }

bool everybody_may_read(const std::string& path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 && (facts.st_mode & S_IROTH) != 0;
}

}  // namespace

Result<web::SignOn> load_sign_on(const settings::ProvinceSettings& settings) {
    const std::string& path = settings.sign_on_secret_file;
    if (path.empty()) return web::SignOn{};
    Result<std::string> read = files::read(path, kSecretMax + 2);
    if (!read) return std::move(read).error().during("province.toml: \"secret_file\"");
    std::string secret = std::move(*read);
    while (secret.ends_with('\n') || secret.ends_with('\r')) secret.pop_back();
    if (secret.size() < kSecretMin || secret.size() > kSecretMax ||
        !std::all_of(secret.begin(), secret.end(), can_stand_in_header))
        return Error{Error::Code::invalid,
                     fmt::format("{}: expected {} to {} letters or digits without blanks, as "
                                 "\"openssl rand -hex 32\" makes them",
                                 path, kSecretMin, kSecretMax)};
    if (everybody_may_read(path))
        return Error{Error::Code::invalid,
                     path +
                         ": everybody on this machine may read the secret: chmod 640, and the "
                         "group of the proxy and of motcua-province"};
    return web::SignOn{.secret = std::move(secret)};
}

}  // namespace province

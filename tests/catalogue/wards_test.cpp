#include "catalogue/wards.h"

#include <set>

#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"

using catalogue::load_wards;

namespace {

constexpr const char* kGood = R"({"province": {"code": "52", "name": "Gia Lai"}, "wards": [
  {"code": "23563", "name": "Diên Hồng", "full_name": "Phường Diên Hồng"},
  {"code": "24112", "name": "Ia Rsai", "full_name": "Xã Ia Rsai"}]})";

Result<catalogue::Wards> read(const std::string& bytes) {
    const TempDir dir;
    must(files::write_atomically(dir / "wards.json", bytes));
    return load_wards(dir / "wards.json");
}

}  // namespace

TEST_CASE("the shipped wards are the 135 of Gia Lai, and Diên Hồng is one of them") {
    const catalogue::Wards wards = must(load_wards(std::string(SOURCE_DIR) + "/config/wards.json"));
    CHECK(wards.province_code == "52");
    CHECK(wards.province_name == "Gia Lai");
    CHECK(wards.list.size() == 135);
    std::set<std::string> names;
    for (const catalogue::Ward& ward : wards.list) {
        CAPTURE(ward.code);
        CHECK(ward.full_name.ends_with(ward.name));
        CHECK((ward.full_name.starts_with("Phường ") || ward.full_name.starts_with("Xã ")));
        CHECK(names.insert(ward.full_name).second);
    }
    REQUIRE(wards.find("23563"));
    CHECK(wards.find("23563")->full_name == "Phường Diên Hồng");
    CHECK(wards.find("27169") == nullptr);  // The namesake in TP.HCM.
    CHECK(wards.find("") == nullptr);
}

TEST_CASE("each mistake in the list of wards is refused with its entry") {
    struct Mistake {
        std::string from, to, says;
    };
    const Mistake mistakes[] = {
        {R"("code": "52")", R"("code": "5")", "\"province\" needs a two-digit"},
        {R"("code": "52")", R"("code": 52)", "\"province\" needs a two-digit"},
        {R"("province")", R"("provinz")", "\"province\" needs a two-digit"},
        {R"("wards": [)", R"("wards": [], "spare": [)", "\"wards\" must list 1 to"},
        {R"("wards": [)", R"("wards": 1, "spare": [)", "\"wards\" must list 1 to"},
        {R"("24112")", R"("2411")", "ward 2411 (entry 2): needs a five-digit"},
        {R"("24112")", R"("2411a")", "ward 2411a (entry 2): needs a five-digit"},
        {R"("24112")", R"(24112)", "ward ? (entry 2): needs a five-digit"},
        {R"("24112")", R"("23563")", "ward 23563 (entry 2): the code stands twice"},
        {R"("name": "Ia Rsai")", R"("nam": "Ia Rsai")", "ward 24112 (entry 2): needs"},
        {"Phường Diên", "Phươ\u0300ng Diên", "ward 23563 (entry 1): the name is not NFC"},
        {R"({"province")", R"([{"province")", "not usable JSON"},
    };
    REQUIRE(read(kGood).has_value());
    for (const Mistake& mistake : mistakes) {
        CAPTURE(mistake.to);
        std::string bytes = kGood;
        bytes.replace(bytes.find(mistake.from), mistake.from.size(), mistake.to);
        const auto result = read(bytes);
        REQUIRE_FALSE(result.has_value());
        CAPTURE(result.error().message);
        CHECK(result.error().message.find("wards.json") != std::string::npos);
        CHECK(result.error().message.find(mistake.says) != std::string::npos);
    }
}

TEST_CASE("every truncation of the wards is refused, and no file is not found") {
    const std::string good = kGood;
    for (std::size_t size = 0; size < good.size(); size += 3)
        if (read(good.substr(0, size))) FAIL("accepted " << size << " bytes");
    const TempDir dir;
    const auto absent = load_wards(dir / "wards.json");
    REQUIRE_FALSE(absent.has_value());
    CHECK(absent.error().code == Error::Code::not_found);
}

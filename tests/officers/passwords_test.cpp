#include "officers/passwords.h"

#include <set>

#include "officers/office.h"

TEST_CASE("a password is judged by its length, and must not be the name") {
    const auto fault = [](const std::string& password, const std::string& name = "an") {
        const Result<> checked = officers::check_password(password, name);
        return checked ? std::string() : checked.error().message;
    };
    CHECK(fault("mưa rơi trên").empty());  // 12 characters in 16 bytes.
    CHECK(fault("mưa rơi trê") == "a password has at least 12 characters");
    CHECK(fault("aaaaaaaaaaaa").empty());
    CHECK(fault(std::string(128, 'x')).empty());
    CHECK(fault(std::string(129, 'x')) == "a password has at most 128 bytes");
    CHECK(fault("An.Nguyen.Van", "an.nguyen.van") == "the password must not be the name");
}

TEST_CASE("a hash knows its password, and no other") {
    const std::string hash = must(officers::hash_password(office::kPassword));
    CHECK(officers::is_password(office::kPassword, hash));
    CHECK_FALSE(officers::is_password(office::kPassword + " ", hash));
    CHECK_FALSE(officers::is_password("", hash));
    CHECK_FALSE(officers::is_password("", ""));  // Who has none cannot sign in without one.
    CHECK_FALSE(officers::is_outdated(hash));
    CHECK(
        officers::is_outdated("$argon2id$v=19$m=8192,t=2,p=1$PPifpUoSYbgTI8GiqNoa0Q$"
                              "+cNfe4oBNvuyCuBY68SH33ypF68Y7NQDGqV/UkANL10"));
    // Else a name that nobody has would be told by its time.
    CHECK_FALSE(officers::is_outdated(officers::kNobodysHash));
}

TEST_CASE("passwords and tokens that are made are all others") {
    std::set<std::string> made;
    for (int i = 0; i < 200; ++i) {
        const std::string password = officers::make_password();
        CHECK(password.size() == 19);
        CHECK(officers::check_password(password, "an"));
        CHECK(password.find_first_not_of("23456789abcdefghijkmnpqrstuvwxyz-") == std::string::npos);
        made.insert(password);
        const std::string token = officers::random_token();
        CHECK(token.size() == 64);
        made.insert(token);
    }
    CHECK(made.size() == 400);
}

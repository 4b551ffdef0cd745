#include <doctest/doctest.h>

#include "support/visitor.h"
#include "text/unicode.h"

// Typing in the search field, as the screen's own keyboard sends it.

namespace {

Visitor at_search(app::Language language = app::Language::vi) {
    return Visitor().does(app::Start{language}).does(app::OpenSearch{});
}

const std::string& typed(const Visitor& visitor) { return visitor.screen<app::Search>().typed; }

Visitor& keys(Visitor& visitor, std::string_view letters) {
    for (const char letter : letters) visitor.does(app::TypeKey{static_cast<char32_t>(letter)});
    return visitor;
}

std::size_t letters(const std::string& text) { return text::code_points(text).size(); }

}  // namespace

TEST_CASE("Vietnamese is typed by telex, or without accents") {
    Visitor visitor = at_search();
    CHECK(typed(keys(visitor, "khai sinh")) == "khai sinh");
    visitor.does(app::EraseAll{});
    CHECK(typed(keys(visitor, "ddaats ddai")) == "đất đai");
}

TEST_CASE("English is typed as it is spelled") {
    Visitor visitor = at_search(app::Language::en);
    CHECK(typed(keys(visitor, "birth off address")) == "birth off address");
}

TEST_CASE("each key, word and erasure begins the list of matches anew") {
    Visitor visitor = at_search();
    const auto scrolled = [&](const app::Action& action) {
        visitor.does(app::ScrollTo{9}).does(action);
        return visitor.screen<app::Search>().row;
    };
    CHECK(scrolled(app::TypeWords{"kết hôn"}) == 0);
    CHECK(typed(visitor) == "kết hôn");
    CHECK(scrolled(app::EraseKey{}) == 0);
    CHECK(typed(visitor) == "kết hô");
    CHECK(scrolled(app::TypeKey{U'n'}) == 0);
    CHECK(scrolled(app::EraseAll{}) == 0);
    CHECK(typed(visitor).empty());
    CHECK(scrolled(app::EraseKey{}) == 0);  // Nothing left to erase.
    CHECK(typed(visitor).empty());
}

TEST_CASE("the field takes so many letters and no more, in either language") {
    for (const app::Language language : text::kLanguages) {
        Visitor visitor = at_search(language);
        for (std::size_t i = 0; i < app::kTypedMax + 20; ++i) visitor.does(app::TypeKey{U'ế'});
        CHECK(letters(typed(visitor)) == app::kTypedMax);
        const std::string full = typed(visitor);
        visitor.does(app::TypeWords{std::string(app::kTypedMax + 1, 'a')});
        CHECK(typed(visitor) == full);
        visitor.does(app::EraseKey{}).does(app::TypeKey{U'a'});
        CHECK(letters(typed(visitor)) == app::kTypedMax);
    }
}

TEST_CASE("digits are one key away and leave the words alone") {
    Visitor visitor = at_search();
    keys(visitor, "1.00").does(app::ToggleDigits{});
    CHECK(visitor.screen<app::Search>().digits);
    CHECK(typed(visitor) == "1.00");
    visitor.does(app::ToggleDigits{});
    CHECK_FALSE(visitor.screen<app::Search>().digits);
}

TEST_CASE("keys mean nothing where there is no field, and words end with the visit") {
    Visitor visitor = Visitor().starts();
    for (const app::Action& action :
         {app::Action(app::TypeKey{U'a'}), app::Action(app::TypeWords{"a"}),
          app::Action(app::EraseKey{}), app::Action(app::ToggleDigits{})})
        CHECK(visitor.does(action).at<app::Home>());
    Visitor other = at_search();
    keys(other, "khai").does(app::EndVisit{}).starts().does(app::OpenSearch{});
    CHECK(typed(other).empty());
}

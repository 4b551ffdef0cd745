#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <regex>

#include "support/must.h"
#include "text/language.h"
#include "tidy/rules.h"

// The page's own house rules: assets/web is code, too, and its words are assets/lang/province.

using tidy::Source;

namespace {

std::vector<Source> files_in(const std::string& folder, const std::string& ending) {
    std::vector<Source> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(SOURCE_DIR) + "/" + folder)) {
        const std::string name = entry.path().filename();
        if (!name.ends_with(ending)) continue;
        files.push_back({.path = folder + "/" + name, .text = tidy::read(folder + "/" + name)});
    }
    std::sort(files.begin(), files.end(),
              [](const Source& a, const Source& b) { return a.path < b.path; });
    return files;
}

/// Without their comments.
const std::vector<Source>& scripts() {
    static const std::vector<Source> all = [] {
        std::vector<Source> files = files_in("assets/web", ".js");
        const std::regex comment(R"re((^|[\n ])//[^\n]*)re");
        for (Source& file : files) file.text = std::regex_replace(file.text, comment, "$1");
        return files;
    }();
    return all;
}

/// The texts between quotes. `${…}` in a template becomes '*', which stands for anything.
struct Said {
    std::set<std::string> literals, templates;
};
void take_texts(const std::string& script, Said& said) {
    static const std::regex kText(R"re('([^'\n]*)'|`((?:[^`\\]|\\.)*)`)re");
    static const std::regex kHole(R"re(\$\{[^}]*\})re");
    for (std::sregex_iterator at(script.begin(), script.end(), kText), end; at != end; ++at) {
        if ((*at)[1].matched) said.literals.insert((*at)[1]);
        if (!(*at)[2].matched) continue;
        const std::string text = std::regex_replace((*at)[2].str(), kHole, "*");
        if (text.find('*') != text.npos && text.front() != '*') said.templates.insert(text);
        take_texts((*at)[2], said);  // say(`a.${b ? 'c' : 'd'}`)
    }
}

/// "certainty.*.long" against "certainty.shown.long"; a '*' never reaches over a '.'.
bool matches(const std::string& pattern, const std::string& key) {
    const std::size_t star = pattern.find('*');
    if (star == pattern.npos) return pattern == key;
    const std::string before = pattern.substr(0, star), after = pattern.substr(star + 1);
    return key.size() > before.size() + after.size() && key.starts_with(before) &&
           key.ends_with(after);
}

/// The keys of say('…') and of say(one ? '…' : '…').
std::set<std::string> keys_of(const std::string& script) {
    static const std::regex kSay(
        R"re(\bsay\(\s*(?:[^'`(),]*\?\s*)?'([^']+)'(?:\s*:\s*'([^']+)')?\s*[,)])re");
    std::set<std::string> keys;
    for (std::sregex_iterator at(script.begin(), script.end(), kSay), end; at != end; ++at) {
        keys.insert((*at)[1]);
        if ((*at)[2].matched) keys.insert((*at)[2]);
    }
    return keys;
}

}  // namespace

TEST_CASE("every word the page asks for exists in both languages, and every word is asked for") {
    const std::string folder = std::string(SOURCE_DIR) + "/assets/lang/province";
    const text::Words vi = must(text::Words::load_json(folder, text::Language::vi));
    const text::Words en = must(text::Words::load_json(folder, text::Language::en));
    for (const auto& [key, words] : vi.all())
        if (!en.has(key)) FAIL_CHECK("assets/lang/province/en.json lacks \"" << key << "\"");
    for (const auto& [key, words] : en.all())
        if (!vi.has(key)) FAIL_CHECK("assets/lang/province/vi.json lacks \"" << key << "\"");

    Said said;
    std::size_t asked = 0;
    for (const Source& script : scripts()) {
        take_texts(script.text, said);
        for (const std::string& key : keys_of(script.text)) {
            ++asked;
            if (!vi.has(key)) FAIL_CHECK(script.path << ": no words for \"" << key << "\"");
        }
    }
    CHECK(asked > 200);

    std::string program;
    for (const Source& source : tidy::sources_below("sync")) program += source.text;
    const auto by_program = [&](const std::string& key) {
        const auto quoted = [&](const std::string& text) {
            return program.find("\"" + text + "\"") != program.npos;
        };
        const std::size_t first = key.find('.'), last = key.rfind('.');
        return quoted(key) || (last != key.npos && quoted(key.substr(0, last + 1))) ||
               (last > first && quoted(key.substr(0, first + 1)) && quoted(key.substr(last)));
    };
    for (const auto& [key, words] : vi.all()) {
        const bool by_page = said.literals.contains(key) ||
                             std::any_of(said.templates.begin(), said.templates.end(),
                                         [&](const auto& one) { return matches(one, key); });
        if (!by_page && !by_program(key)) FAIL_CHECK("nobody says \"" << key << "\"");
    }
}

TEST_CASE("the page's files keep the shape of the house") {
    std::size_t files = 0;
    for (const char* ending : {".js", ".css", ".html"})
        for (const Source& source : files_in("assets/web", ending)) {
            ++files;
            for (const std::string& finding : check_shape(source)) FAIL_CHECK(finding);
        }
    for (const Source& source : files_in("tests/browser", ".py"))
        for (const std::string& finding : check_shape(source)) FAIL_CHECK(finding);
    CHECK(files > 20);
}

TEST_CASE("no name in the data can become markup, and nothing of the page comes from elsewhere") {
    const std::vector<std::string> banned{"innerHTML",
                                          "outerHTML",
                                          "insertAdjacentHTML",
                                          "document.write",
                                          "DOMParser",
                                          "eval(",
                                          "Function(",
                                          ".cssText",
                                          "srcdoc",
                                          "javascript:",
                                          "'style'",
                                          "style:",
                                          "setTimeout",
                                          "setInterval",
                                          "XMLHttpRequest",
                                          "sendBeacon",
                                          "WebSocket",
                                          "import('http",
                                          "createContextualFragment"};
    static const std::regex kForeign(R"re((https?:)?//[a-z0-9-]+\.[a-z])re");
    for (const Source& script : scripts()) {
        for (const std::string& word : banned)
            if (script.text.find(word) != script.text.npos)
                FAIL_CHECK(script.path << ": \"" << word << "\" (tests/tidy/page_test.cpp)");
        const std::string text =  // The name of a space of names is never asked for.
            std::regex_replace(script.text, std::regex("http://www\\.w3\\.org/2000/svg"), "");
        std::smatch found;
        if (std::regex_search(text, found, kForeign))
            FAIL_CHECK(script.path << ": another server's address, " << found.str());
    }
    for (const Source& sheet : files_in("assets/web", ".css"))
        if (std::regex_search(sheet.text, kForeign) ||
            sheet.text.find("@import") != std::string::npos)
            FAIL_CHECK(sheet.path << ": another server's address");
    const std::string page = tidy::read("assets/web/index.html");
    CHECK_FALSE(std::regex_search(page, std::regex(R"re(\bstyle=|\bon[a-z]+=|<script>|<style)re")));
    CHECK_FALSE(std::regex_search(page, kForeign));
}

TEST_CASE("what the page begins with is asked for at once, and exists") {
    const std::string page = tidy::read("assets/web/index.html");
    static const std::regex kLink(R"re((?:href|src)="/web/([^"]+)")re");
    std::set<std::string> named;
    for (std::sregex_iterator at(page.begin(), page.end(), kLink), end; at != end; ++at) {
        named.insert((*at)[1]);
        const std::string file = (*at)[1];
        const std::string path =
            file.starts_with("fonts/") ? "assets/" + file : "assets/web/" + file;
        if (!std::filesystem::exists(std::string(SOURCE_DIR) + "/" + path))
            FAIL_CHECK("index.html names " << file << ": there is no " << path);
    }
    // Whatever app.js and overview.js import, at whichever depth, is preloaded: one round trip.
    static const std::regex kImport(R"re(from '/web/([^']+)')re");
    std::vector<std::string> open{"app.js", "overview.js"};
    std::set<std::string> seen;
    while (!open.empty()) {
        const std::string file = open.back();
        open.pop_back();
        if (!seen.insert(file).second) continue;
        if (!named.contains(file)) FAIL_CHECK("index.html does not preload " << file);
        const std::string script = tidy::read("assets/web/" + file);
        for (std::sregex_iterator at(script.begin(), script.end(), kImport), end; at != end; ++at)
            open.push_back((*at)[1]);
    }
    CHECK(seen.size() > 10);
}

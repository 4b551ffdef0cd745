"""Whoever looks, listens or holds a phone: axe-core finds nothing, nothing runs out of the glass,
both languages and both themes are whole, and the page is there at once."""

import statistics

import axe
import chromium
import given
import pages
from stand import PASSWORD

RUNS = 5
# Everything is opened; of rows that are alike the first will do, for axe looks at each for seconds.
PREPARE = """
document.querySelectorAll('details').forEach((one) => { one.open = true; });
document.querySelectorAll('tbody tr:nth-child(n+9), .link:nth-child(n+4)').forEach((one) => {
    one.remove();
});
"""


class Axe(given.PageTest):
    def look(self, paths, where):
        engine, found = axe.source(given.build), []
        for path in paths:
            self.browser.open(path)
            self.browser.run(PREPARE)
            found += [f"{where} {path}: {one['impact']} {one['id']}: {one['nodes']}"
                      for one in axe.violations(self.browser, engine)]
        self.assertEqual(found, [])

    def test_signed_out(self):
        for theme in ("light", "dark"):
            self.browser.open("/sign-in")
            self.browser.choose("vi", theme)
            self.look(["/sign-in"], theme)

    def test_every_page_in_both_themes_and_languages(self):
        self.allowed.append("status of 404")  # The page that is not there.
        self.sign_in("lan")
        for language, theme in (("vi", "light"), ("en", "dark"), ("vi", "dark"), ("en", "light")):
            self.browser.choose(language, theme)
            self.look(pages.ALL, f"{language} {theme}")
            self.assertEqual(self.browser.run("return document.documentElement.lang"), language)

    def test_a_phone_and_a_wards_officer(self):
        self.browser.size(*chromium.PHONE)
        self.sign_in("dienhong")
        for theme in ("light", "dark"):
            self.browser.choose("vi", theme)
            self.look(["/", "/wards/23563", "/procedures", "/kiosks", "/compare"], theme)


class Reflow(given.PageTest):
    def test_nothing_runs_out_of_the_glass(self):
        """360 px is a small phone; 640 is a desktop at 200 %; 320 one at 400 %."""
        self.allowed.append("status of 404")
        self.sign_in("lan")
        for width, height in ((360, 740), (640, 450), (320, 256), (1024, 768), (1440, 900)):
            self.browser.size(width, height)
            for path in pages.ALL:
                self.browser.open(path)
                wide = self.browser.run("return document.documentElement.scrollWidth")
                self.assertLessEqual(wide, width, f"{path} at {width} px")


class Switches(given.PageTest):
    def test_language_and_theme_are_chosen_and_remembered(self):
        browser = self.browser
        self.sign_in("xem")
        self.assertEqual(browser.text("h1"), "Tổng quan tỉnh Gia Lai")
        browser.find("[data-button=language]").click()
        browser.until("document.documentElement.lang === 'en'")
        browser.ready()
        self.assertEqual(browser.text("h1"), "Overview: Gia Lai province")
        self.assertRegex(browser.text(".card .value").replace("\n", ""), r"^\d+\.\d\d%$")
        browser.open("/kiosks")
        self.assertEqual(browser.run("return document.documentElement.lang"), "en")

        ground = "return getComputedStyle(document.body).backgroundColor"
        browser.system_theme("light")
        browser.until("document.documentElement.dataset.theme === 'light'")
        light = browser.run(ground)
        browser.system_theme("dark")
        browser.until("document.documentElement.dataset.theme === 'dark'")
        dark = browser.run(ground)
        self.assertNotEqual(light, dark, "as the system has it")
        browser.find("[data-button=theme]").click()
        self.assertEqual(browser.run(ground), light, "light, whatever the system has")
        browser.open("/")
        self.assertEqual(browser.run(ground), light)
        browser.find("[data-button=theme]").click()
        self.assertEqual(browser.run(ground), dark)

    def test_every_word_is_said(self):
        """A missing word shows its key: no page has anything like one."""
        self.allowed.append("status of 404")
        self.sign_in("lan")
        for language in ("vi", "en"):
            self.browser.choose(language, "light")
            for path in pages.ALL:
                self.browser.open(path)
                keys = self.browser.run(
                    "return document.body.innerText.match(/(^|\\s)[a-z_]+\\.[a-z_.]+\\b/gm)") or []
                real = [one.strip() for one in keys if one.strip() not in self.names()]
                self.assertEqual(real, [], path)

    def names(self):
        """What looks like a key and is a file or an address."""
        return {"catalogue.json", "campaign.toml", "holidays.toml", "messages.json", "portal.toml",
                "wards.json", "lang", "vi.toml", "dichvucong.gov.vn", "vneid.gov.vn"}


class Speed(given.PageTest):
    def test_the_whole_province_is_drawn_and_how_soon(self):
        self.sign_in("xem")
        period = self.browser.api("/api/overview")["today"]
        first = self.browser.run(
            "return new Date(Date.parse(arguments[0]) - 99 * 864e5).toISOString().slice(0, 10)",
            period)
        path = f"/?from={first}&to={period}"
        took = []
        for _ in range(RUNS):
            self.browser.open(path)
            took.append(self.browser.run(
                "return performance.getEntriesByName('motcua-ready')[0].startTime"))
            rows = self.browser.run(
                "return document.querySelectorAll('.ranking tbody tr').length")
            self.assertEqual(rows, given.WARDS)
        median = statistics.median(took)
        print(f"ready with {given.WARDS} wards x 100 days: median {median:.0f} ms of "
              f"{', '.join(f'{one:.0f}' for one in sorted(took))}")


class ScopeOnThePage(given.PageTest):
    def test_each_role_is_shown_its_own_ways(self):
        ways = ("return [...document.querySelectorAll('.small-holder [data-way]')]"
                ".map((one) => one.dataset.way)")
        figures = ["/", "/wards", "/procedures", "/kiosks", "/compare"]
        for name, expected in (
                ("xem", figures), ("bien", figures + ["/links", "/publishing"]),
                ("lan", figures + ["/links", "/publishing", "/officers", "/trail"]),
                ("dienhong", ["/", "/procedures", "/kiosks", "/compare"])):
            with self.subTest(name):
                browser = self.another()
                browser.sign_in(name, PASSWORD)
                self.assertEqual(browser.run(ways), expected)

    def test_a_wards_officer_sees_no_other_ward(self):
        self.allowed.append("status of 404")
        self.sign_in("dienhong")
        self.assertEqual(self.browser.text("h1"), "Tổng quan Phường Diên Hồng")
        self.assertEqual(self.browser.all(".ranking"), [])
        self.browser.open("/wards/21553")
        self.assertIn("Không có trang hoặc đơn vị này", self.browser.text("main [role=alert]"))

"""The whole way without a pointer: Tab, Enter, Space, Escape; and one always sees where one is."""

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

import given
from stand import PASSWORD

TABS_MAX = 150
FOCUS = """
const one = document.activeElement, style = getComputedStyle(one);
return {tag: one.tagName, name: one.name ?? '', sort: one.dataset?.sort ?? '',
        href: one.getAttribute?.('href') ?? '', text: one.innerText ?? '', id: one.id,
        button: one.dataset?.button ?? '', choice: one.dataset?.choice ?? '',
        outline: style.outlineStyle, wide: parseFloat(style.outlineWidth),
        row: Boolean(one.closest?.('tbody'))};
"""


class WithoutAPointer(given.PageTest):
    def press(self, *keys):
        ActionChains(self.browser.driver).send_keys(*keys).perform()

    def focus(self):
        return self.browser.run(FOCUS)

    def tab_to(self, wanted, backwards=False):
        """Goes on until `wanted` has the focus; every stop on the way is seen to be one."""
        for _ in range(TABS_MAX):
            if backwards:
                ActionChains(self.browser.driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(
                    Keys.SHIFT).perform()
            else:
                self.press(Keys.TAB)
            found = self.focus()
            if found["tag"] != "BODY":
                self.assertNotEqual(found["outline"], "none", found)
                self.assertGreaterEqual(found["wide"], 2, found)
            if wanted(found):
                return found
        self.fail("the keyboard does not lead there")

    def test_sign_in_sort_open_and_download(self):
        browser = self.browser
        browser.open("/sign-in")
        self.tab_to(lambda one: one["name"] == "username")
        self.press("xem", Keys.TAB)
        self.assertEqual(self.focus()["name"], "password")
        self.press(PASSWORD, Keys.ENTER)
        browser.until("location.pathname === '/'")
        browser.ready()
        self.assertEqual(self.focus()["tag"], "H1")

        # The first stop of a page leads past the head.
        browser.open("/")
        self.press(Keys.TAB)
        self.assertIn("Đến nội dung chính", self.focus()["text"])
        self.press(Keys.ENTER)
        self.assertEqual(self.focus()["tag"], "H1")

        # The ranking, worst first; the focus stays on the button that was pressed.
        self.tab_to(lambda one: one["sort"] == "online")
        self.press(Keys.ENTER)
        self.assertEqual(self.sorting(), "descending")
        self.press(Keys.SPACE)
        self.assertEqual(self.sorting(), "ascending")
        self.assertEqual(self.focus()["sort"], "online")

        found = self.tab_to(lambda one: one["row"] and one["href"].startswith("/wards/"))
        worst = browser.find(".ranking tbody tr a").get_attribute("aria-label")
        self.press(Keys.ENTER)
        browser.until("location.pathname.startsWith('/wards/')")
        browser.ready()
        self.assertEqual(found["href"].split("?")[0], browser.run("return location.pathname"))
        self.assertEqual((self.focus()["tag"], browser.text("h1")), ("H1", worst))

        self.tab_to(lambda one: "days.xlsx" in one["href"])
        self.press(Keys.ENTER)
        self.assertTrue(self.arrivals.wait().endswith(".xlsx"))

        # A table that scrolls takes the focus, so that arrows can scroll it.
        self.tab_to(lambda one: one["tag"] == "DIV")
        self.assertEqual(browser.run("return document.activeElement.getAttribute('role')"),
                         "region")

    def sorting(self):
        return self.browser.run("return document.activeElement.closest('th')"
                                ".getAttribute('aria-sort')")

    def test_a_menu_opens_and_closes(self):
        self.sign_in("lan")
        self.browser.open("/")
        self.tab_to(lambda one: "Quản lý" in one["text"])
        self.press(Keys.ENTER)
        self.press(Keys.TAB)
        self.assertEqual(self.focus()["href"], "/links")
        self.press(Keys.ESCAPE)
        self.assertIn("Quản lý", self.focus()["text"])
        self.assertEqual(self.browser.run("return document.activeElement.ariaExpanded"), "false")

    def test_a_dialog_keeps_the_focus_and_lets_go(self):
        self.sign_in("lan", "/officers")
        self.tab_to(lambda one: one["button"] == "add")
        self.press(Keys.ENTER)
        self.assertTrue(self.browser.find("dialog").get_attribute("open"))
        for _ in range(12):
            self.press(Keys.TAB)
            inside = self.browser.run("return document.activeElement === document.body ||"
                                      "document.activeElement.closest('dialog') !== null")
            self.assertTrue(inside)
        self.press(Keys.ESCAPE)
        # The browser tells the page of it in a turn of its own.
        self.browser.until("!document.querySelector('dialog')")
        self.assertEqual(self.focus()["button"], "add")

    def test_a_line_is_chosen_and_its_table_opened(self):
        self.sign_in("xem")
        self.tab_to(lambda one: one["text"] == "Hồ sơ số hóa" and one["tag"] == "BUTTON")
        self.press(Keys.ENTER)
        self.assertEqual(len(self.browser.all(".chart path.line")), 1)
        self.tab_to(lambda one: one["tag"] == "SUMMARY")
        self.press(Keys.ENTER)
        overview = self.browser.api("/api/overview")
        days = {point["day"] for one in overview["indicators"] for point in one["line"]}
        # The campaign's 71 days; before anybody has come today (in Viet Nam), 70.
        self.assertEqual(len(days), 71 if overview["today"] in days else 70)
        self.browser.until(
            f"document.querySelectorAll('.figures tbody tr').length === {len(days)}")

"""Names are text, whatever is in them; a way back leads nowhere else; nobody gets in by trying."""

import json
import sqlite3

import given
import pages
from stand import PASSWORD, Stand

NASTY = [
    "<img src=x onerror=owned=1>",
    "<script>owned=1</script>",
    "\"><svg onload=owned=1>",
]
OWNED = "return String(window.owned ?? '')"


def with_nasty_names(config):
    """Wards and procedures whose names would be code, if anybody took them for it."""
    with open(config + "/wards.json") as file:
        wards = json.load(file)
    for at, ward in enumerate(wards["wards"][:12]):
        ward["full_name"] = ward["name"] = NASTY[at % 3]
    with open(config + "/wards.json", "w") as file:
        json.dump(wards, file, ensure_ascii=False)
    with open(config + "/catalogue.json") as file:
        catalogue = json.load(file)
    for at, procedure in enumerate(catalogue["procedures"]):
        procedure["name"] = NASTY[at % 3] + procedure["name"]
        if "card" in procedure:
            procedure["card"]["name"]["vi"] = NASTY[at % 3]
    with open(config + "/catalogue.json", "w") as file:
        json.dump(catalogue, file, ensure_ascii=False)


def nasty():
    if "nasty" not in given.stands:
        stand = Stand(given.program, given.source, wards=12, days=10, day=9,
                      config=with_nasty_names)
        with sqlite3.connect(stand.database[7:]) as store:
            store.execute("UPDATE device SET name = ?", (NASTY[0],))
        stand.officer("xau", "admin", full_name=NASTY[0])
        given.stands["nasty"] = stand.serve()
    return given.stands["nasty"]


class NamesAreText(given.PageTest):
    stand_of = staticmethod(nasty)

    def test_on_every_page(self):
        browser = self.browser
        browser.sign_in("xau", PASSWORD)
        wards = [ward["code"] for ward in browser.api("/api/overview")["wards"]
                 if "<" in ward["name"] or "svg" in ward["name"]]
        self.assertGreater(len(wards), 3)
        code = next(one["code"] for one in browser.api("/api/procedures")["procedures"]
                    if one["code"])
        seen = ""
        for path in ["/", "/wards", f"/wards/{wards[0]}", "/procedures", f"/procedures/{code}",
                     *pages.FIGURES[5:7], *pages.KEEPING]:
            for language in ("vi", "en"):
                browser.choose(language)
                browser.open(path)
                browser.run("document.querySelectorAll('details').forEach((d) => d.open = true)")
                seen += browser.run("return document.body.innerText")
                self.assertEqual(browser.run(OWNED), "", path)
                foreign = browser.run(
                    "return document.querySelectorAll('main script, main iframe, main object,"
                    " main embed, img[src=\"x\"], [onerror], [onload]').length")
                self.assertEqual(foreign, 0, path)
        for name in NASTY:
            self.assertIn(name, seen)

    def test_in_what_officers_write(self):
        """A note on a code, and an officer's name in the trail and in the head."""
        browser = self.browser
        browser.sign_in("xau", PASSWORD)
        self.assertIn(NASTY[0], browser.text(".person-button"))
        browser.open("/links")
        browser.find(".link input").send_keys(NASTY[1])
        browser.find(".link [data-good=false]").click()
        browser.until("document.querySelector('.link').innerText.includes('<script>')")
        self.assertIn(NASTY[1], browser.text(".link"))
        browser.open("/links")
        self.assertIn(NASTY[1], browser.run("return document.body.innerText"))
        browser.open("/officers")
        self.assertIn(NASTY[0], browser.text("main"))
        self.assertEqual(browser.run(OWNED), "")

    def test_in_the_address(self):
        self.allowed += ["status of 404", "status of 400"]
        self.browser.sign_in("xau", PASSWORD)
        for path in ("/wards/%3Cimg%20src=x%20onerror=alert(1)%3E",
                     "/?from=%3Cscript%3Ealert(1)%3C/script%3E&to=x",
                     "/procedures/%3Csvg%20onload=alert(1)%3E", "/wards?sort=%22%3E%3Cscript%3E"):
            self.browser.open(path)
            self.assertEqual(self.browser.run(OWNED), "", path)
            self.assertEqual(len(self.browser.all("h1")), 1)


class SigningIn(given.PageTest):
    def test_the_way_back_is_our_own(self):
        for wanted in ("//evil.example/", "/\\evil.example", "https://evil.example/",
                       "javascript:alert(1)", "/.//evil.example", "/sign-in"):
            browser = self.another()
            browser.driver.get(f"{self.stand.address}/sign-in?back={wanted}")
            browser.ready()
            browser.find("input[name=username]").send_keys("xem")
            browser.find("input[name=password]").send_keys(PASSWORD)
            browser.find("form button").click()
            browser.until("location.pathname !== '/sign-in'")
            browser.ready()
            self.assertTrue(browser.driver.current_url.startswith(self.stand.address + "/"))

    def test_one_comes_back_to_where_one_wanted_to_go(self):
        browser, path = self.browser, "/wards?from=2026-11-01&to=2026-11-10"
        self.allowed.append("status of 401")
        browser.driver.get(self.stand.address + path)
        browser.until("location.pathname === '/sign-in' && document.querySelector('form')")
        browser.find("input[name=username]").send_keys("xem")
        browser.find("input[name=password]").send_keys(PASSWORD)
        browser.find("form button").click()
        browser.until("location.pathname === '/wards'")
        browser.ready()
        self.assertEqual(browser.driver.current_url, self.stand.address + path)

    def test_wrong_and_locked_are_said(self):
        """Whose lock it is does not matter to the others: a name of its own."""
        browser = self.browser
        self.allowed += ["status of 401", "status of 429"]
        browser.open("/sign-in")
        fault = "document.querySelector('.fault').textContent"
        for _ in range(8):
            for name, typed in (("username", "khongcoai"), ("password", "sai rồi sai mãi")):
                browser.find(f"input[name={name}]").clear()
                browser.find(f"input[name={name}]").send_keys(typed)
            browser.find("form button").click()
            browser.until(f"{fault} !== '' && !document.querySelector('form button').disabled")
            said = browser.text(".fault")
            if "quá nhiều lần" in said:
                break
            self.assertEqual(said, "Tên đăng nhập hoặc mật khẩu không đúng.")

    def test_a_given_password_is_changed_first(self):
        browser = self.browser
        self.allowed += ["status of 400", "status of 403"]
        browser.open("/sign-in")
        browser.find("input[name=username]").send_keys("moi")
        browser.find("input[name=password]").send_keys(PASSWORD)
        browser.find("form button").click()
        browser.until("document.querySelector('input[name=again]')")
        self.assertEqual(browser.text("h1"), "Đổi mật khẩu")
        self.assertEqual(browser.all(".ways"), [])

        def fill(old, new, again):
            for name, typed in (("old", old), ("new", new), ("again", again)):
                browser.find(f"input[name={name}]").clear()
                browser.find(f"input[name={name}]").send_keys(typed)
            browser.find("form button").click()

        fill(PASSWORD, "một mật khẩu mới tinh", "một mật khẩu khác")
        browser.until("document.querySelector('.fault').textContent.includes('không giống')")
        fill("không phải mật khẩu", "một mật khẩu mới tinh", "một mật khẩu mới tinh")
        browser.until("document.querySelector('.fault').textContent.includes('không đúng')")
        fill(PASSWORD, "một mật khẩu mới tinh", "một mật khẩu mới tinh")
        browser.until("location.pathname === '/' && document.querySelector('.card')")
        self.assertEqual(browser.text("h1"), "Tổng quan tỉnh Gia Lai")

    def test_signing_out_ends_it(self):
        self.sign_in("xem")
        self.allowed.append("status of 401")
        self.browser.find(".person-button").click()
        self.browser.find("[data-button=sign-out]").click()
        self.browser.until("location.pathname === '/sign-in' && document.querySelector('form')")
        self.browser.driver.get(self.stand.address + "/wards")
        self.browser.until("location.pathname === '/sign-in' && document.querySelector('form')")
        self.assertEqual(self.browser.all(".card, table"), [])

    def test_the_session_is_no_scripts_business(self):
        self.sign_in("xem")
        self.assertEqual(self.browser.run("return document.cookie"), "")
        kept = self.browser.run("return JSON.stringify({...localStorage, ...sessionStorage})")
        self.assertNotIn("csrf", kept)
        cookie = self.browser.driver.get_cookies()[0]
        self.assertEqual((cookie["name"], cookie["secure"], cookie["httpOnly"],
                          cookie["sameSite"]), ("__Host-motcua", True, True, "Strict"))

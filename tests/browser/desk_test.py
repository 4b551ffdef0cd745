"""Those who keep the province in order: publishing, the check list of codes, accounts."""

import given
from stand import PASSWORD


class Publishing(given.PageTest):
    def test_edit_look_publish_and_go_back(self):
        browser = self.browser
        self.sign_in("bien", "/publishing")
        before = browser.api("/api/publications")["newest"]
        self.edit("portal.toml", "return arguments[0].value.replaceAll("
                                 "'dichvucong.gov.vn/thu-tuc', 'dichvucong.gov.vn/muc-moi')"
                                 ".replace(/(track = \"[^\"]*)\"/, '$1?moi=1\"')")
        browser.find("[data-button=preview]").click()
        browser.until("document.querySelector('.preview .done, .preview ul.fault')")
        self.assertIn("Không có lỗi", browser.text(".preview"))
        self.assertIn("?moi=1", browser.text(".preview .changes"))
        self.assertIn("kiosk sẽ nhận", browser.text(".preview"))
        browser.find(".preview input[name=note]").send_keys("Cổng đổi địa chỉ tra cứu")
        browser.find("[data-button=publish]").click()
        browser.until(f"document.querySelector('h1 + p').textContent.includes('{before + 1}')")
        browser.ready()
        self.assertIn("Cổng đổi địa chỉ tra cứu", browser.text("main table"))
        self.assertIn("?moi=1", self.published())

        # And back again; whoever goes back sees first what that changes.
        rows = browser.all("main table tbody tr")
        rows[1].find_element("css selector", "button").click()
        browser.until("document.querySelector('dialog .changes, dialog .done')")
        self.assertIn("?moi=1", browser.text("dialog .changes"))
        browser.find("dialog input").send_keys("Địa chỉ cũ mới đúng")
        browser.find("dialog button[type=submit]").click()
        browser.until(f"document.querySelector('h1 + p').textContent.includes('{before + 2}')")
        browser.ready()
        self.assertNotIn("?moi=1", self.published())

    def edit(self, path, change):
        browser = self.browser
        browser.find(f"[aria-label='Sửa tại đây: {path}']").click()
        browser.until("document.querySelector('textarea') &&"
                      " !document.querySelector('textarea').disabled")
        area = browser.find("textarea")
        browser.run("arguments[0].value = (function () {" + change + "}).call(null, arguments[0])",
                    area)
        browser.find(".editor button").click()

    def published(self):
        return self.browser.driver.execute_async_script(
            "const told = arguments[0]; fetch('/api/published/portal.toml')"
            ".then((answer) => answer.text()).then(told)")

    def test_a_fault_is_named_and_nothing_is_published(self):
        browser = self.browser
        self.sign_in("bien", "/publishing")
        before = browser.api("/api/publications")["newest"]
        self.edit("portal.toml", "return 'track = \"http://'")
        browser.find("[data-button=preview]").click()
        browser.until("document.querySelector('.preview ul.fault')")
        self.assertIn("portal.toml", browser.text(".preview ul.fault"))
        self.assertFalse(browser.find("[data-button=publish]").is_displayed())
        self.assertEqual(browser.api("/api/publications")["newest"], before)

    def test_who_comes_too_late_is_told(self):
        self.allowed.append("status of 409")
        self.sign_in("bien", "/publishing")
        self.edit("portal.toml", "return arguments[0].value + '\\n# một'")
        other = self.another()
        other.sign_in("lan", PASSWORD)
        other.open("/publishing")
        first, self.browser = self.browser, other
        self.edit("portal.toml", "return arguments[0].value + '\\n# hai'")
        self.publish()
        other.until("document.querySelector('main table').textContent.includes('một lý do')")
        self.browser = first
        self.publish()
        first.until("[...document.querySelectorAll('.preview .fault')].some((one) =>"
                    " one.textContent.includes('Người khác vừa thay đổi'))")

    def publish(self):
        self.browser.find("[data-button=preview]").click()
        self.browser.until("!document.querySelector('.preview form').hidden")
        self.browser.find(".preview input[name=note]").send_keys("một lý do")
        self.browser.find("[data-button=publish]").click()


class Codes(given.PageTest):
    def test_a_code_is_marked_and_remembered(self):
        browser = self.browser
        self.sign_in("bien", "/links")
        browser.driver.execute_async_script(
            "document.querySelector('.qr').decode().then(arguments[0], arguments[0])")
        self.assertGreater(browser.run("return document.querySelector('.qr').naturalWidth"), 20)
        name = browser.text(".link h2")
        browser.find(".link [data-good=false]").click()
        browser.until("document.querySelector('.link .fault').textContent !== ''")
        browser.find(".link input").send_keys("trang trắng")
        browser.find(".link [data-good=false]").click()
        browser.until("document.querySelector('.link').innerText.includes('trang trắng')")
        browser.find(".link [data-good=true]").click()
        browser.until("document.querySelector('.link').querySelector('.tag.good')")
        browser.open("/links")
        browser.find("[data-choice=good]").click()
        self.assertIn(name, browser.text(".links"))
        self.assertIn("bien", browser.text(".link"))


class Accounts(given.PageTest):
    def test_an_officer_is_added_signs_in_and_is_disabled(self):
        browser = self.browser
        self.sign_in("lan", "/officers")
        browser.find("[data-button=add]").click()
        browser.find("dialog input[name=name]").send_keys("them.moi")
        browser.find("dialog input[name=full_name]").send_keys("Đinh Thị Thêm")
        browser.find("dialog option[value='23563']").click()
        browser.find("dialog button[type=submit]").click()
        browser.until("document.querySelector('dialog .password')")
        password = browser.text("dialog .password")
        browser.find("dialog button").click()
        browser.until("document.querySelector('main table').textContent.includes('them.moi')")
        self.assertNotIn(password, browser.run("return document.body.innerText"))

        other = self.another()
        other.open("/sign-in")
        other.find("input[name=username]").send_keys("them.moi")
        other.find("input[name=password]").send_keys(password)
        other.find("form button").click()
        other.until("document.querySelector('input[name=again]')")

        browser.find("[aria-label='Ngừng: them.moi']").click()
        browser.find("dialog button[type=submit]").click()
        browser.until("document.querySelector('[aria-label=\"Mở lại: them.moi\"]')")
        self.allowed += ["status of 401", "status of 403"]
        other.open("/")
        self.assertEqual(other.run("return location.pathname"), "/sign-in")

        browser.open("/trail")
        trail = browser.text("main table")
        for deed in ("thêm cán bộ", "ngừng tài khoản", "đăng nhập"):
            self.assertIn(deed, trail)
        self.assertNotIn(password, trail)

    def test_the_last_administrator_stays(self):
        browser = self.browser
        self.allowed.append("status of 409")
        self.sign_in("lan", "/officers")
        for name in ("demo", "lan"):  # The demonstration's own, then oneself.
            browser.find(f"[aria-label='Ngừng: {name}']").click()
            browser.find("dialog button[type=submit]").click()
            if name == "demo":
                browser.until("document.querySelector('[aria-label=\"Mở lại: demo\"]')")
        browser.until("document.querySelector('dialog .fault').textContent.includes("
                      "'quản trị viên cuối cùng')")

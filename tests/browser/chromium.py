"""A real Chromium, told what to do through its driver; no test waits by the clock.

Every page says when it is ready (assets/web/app.js), and what it asked of whom, what its console
said and what the Content-Security-Policy refused is kept and can be looked at afterwards.
"""

import base64
import json
import shutil
import tempfile

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--ignore-certificate-errors", "--hide-scrollbars", "--lang=vi",
]
DESKTOP, PHONE = (1440, 900), (390, 844)
WAIT_S = 60  # A busy machine; what takes longer has failed.

# The page is ready when its figures are in and nothing is asked for any more.
READY = """
const told = arguments[arguments.length - 1], root = document.documentElement;
const look = () => {
    const main = document.querySelector('main');
    if (!root.dataset.ready || !main || main.hasAttribute('aria-busy')) return false;
    document.fonts.ready.then(() => requestAnimationFrame(() => told(true)));
    return true;
};
if (!look()) {
    const watch = new MutationObserver(() => { if (look()) watch.disconnect(); });
    watch.observe(root, {subtree: true, childList: true, attributes: true});
}
"""
# Any condition on the page, looked at whenever the page changes.
UNTIL = """
const [condition, told] = [new Function('return ' + arguments[0]), arguments[1]];
const look = () => { try { return condition(); } catch { return false; } };
if (look()) told(true);
else {
    const watch = new MutationObserver(() => {
        if (!look()) return;
        watch.disconnect();
        told(true);
    });
    watch.observe(document, {subtree: true, childList: true, attributes: true,
                             characterData: true});
}
"""


class Browser:
    def __init__(self, address, size=DESKTOP, downloads=None):
        self.address = address
        self.profile = tempfile.mkdtemp(prefix="motcua-chromium-")
        options = Options()
        options.binary_location = CHROMIUM
        for flag in FLAGS + [f"--user-data-dir={self.profile}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service(DRIVER), options=options)
        self.driver.get("about:blank")
        self.driver.get_log("performance")  # What Chromium shows of itself first is not ours.
        self.driver.set_script_timeout(WAIT_S)
        self.driver.set_page_load_timeout(WAIT_S)
        if downloads:
            self.cdp("Browser.setDownloadBehavior", behavior="allow", downloadPath=downloads,
                     eventsEnabled=True)
        self.size(*size)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()
        shutil.rmtree(self.profile, ignore_errors=True)

    def cdp(self, method, **parameters):
        return self.driver.execute_cdp_cmd(method, parameters)

    def size(self, width, height):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=width < 700)

    def system_theme(self, scheme):
        self.cdp("Emulation.setEmulatedMedia",
                 features=[{"name": "prefers-color-scheme", "value": scheme}])

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def ready(self):
        self.driver.execute_async_script(READY)

    def until(self, condition):
        self.driver.execute_async_script(UNTIL, condition)

    def open(self, path):
        self.driver.get(self.address + path)
        self.ready()

    def choose(self, language="vi", theme="light"):
        """Remembered as the switches remember it, so it holds from the next page on."""
        self.run("localStorage.setItem('motcua.language', arguments[0]);"
                 "localStorage.setItem('motcua.theme', arguments[1]);", language, theme)

    def find(self, selector):
        return self.driver.find_element("css selector", selector)

    def all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def text(self, selector):
        return self.find(selector).text

    def sign_in(self, name, password):
        self.open("/sign-in")
        self.find("input[name=username]").send_keys(name)
        self.find("input[name=password]").send_keys(password)
        self.find("form button[type=submit]").click()
        self.until("location.pathname !== '/sign-in' &&"
                   " !document.querySelector('main').hasAttribute('aria-busy')")
        self.ready()

    def api(self, address):
        """What the page itself would be answered, as JSON."""
        answer = self.driver.execute_async_script(
            "const [address, told] = arguments;"
            "fetch(address).then(async (r) => told([r.status, await r.text()]),"
            "                    (e) => told([0, String(e)]));", address)
        assert answer[0] == 200, f"{address}: {answer}"
        return json.loads(answer[1])

    def picture(self, path):
        data = self.cdp("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def pdf(self, path):
        data = self.cdp("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def complaints(self):
        """What the console said since the last time: errors, and refusals of the policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING")]

    def requests(self):
        """The addresses asked for since the last time."""
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return found

"""The README's pictures of the page: pictures.py PROGRAM SOURCE FOLDER

    tests/browser/pictures.py build/release/motcua-province . assets/pictures
"""

import os
import sys

from chromium import DESKTOP, PHONE, Browser
from stand import PASSWORD, Stand

PAGES = {"overview": "/", "ward": "/wards/23563", "kiosks": "/kiosks",
         "publishing": "/publishing"}
# Which of them in which shape: enough to see all, few enough to keep the repository small.
SHAPES = [
    ("desktop-light", DESKTOP, "light", list(PAGES)),
    ("desktop-dark", DESKTOP, "dark", ["overview", "ward"]),
    ("phone-light", PHONE, "light", ["overview", "ward"]),
    ("phone-dark", PHONE, "dark", ["overview", "kiosks"]),
]


def publish_something(browser):
    """A version with a reason, so that the page of publications has something to show."""
    browser.open("/publishing")
    browser.find("[aria-label='Sửa tại đây: portal.toml']").click()
    browser.until("document.querySelector('textarea') &&"
                  " !document.querySelector('textarea').disabled")
    browser.run("const area = document.querySelector('textarea');"
                "area.value = area.value.replace(/(track = \"[^\"]*)\"/, '$1?kenh=kiosk\"')")
    browser.find(".editor button").click()
    browser.find("[data-button=preview]").click()
    browser.until("document.querySelector('.preview .done, .preview .fault li')")


def main(program, source, folder):
    stand = Stand(os.path.abspath(program), os.path.abspath(source))
    try:
        stand.officer("lan", "admin", full_name="Trần Thị Lan")
        stand.serve()
        with Browser(stand.address) as browser:
            browser.sign_in("lan", PASSWORD)
            for shape, size, theme, names in SHAPES:
                browser.size(*size)
                browser.choose("vi", theme)
                for name in names:
                    browser.open(PAGES[name])
                    if name == "publishing":
                        publish_something(browser)
                    path = os.path.join(folder, f"province-{name}-{shape}.png")
                    browser.picture(path)
                    print(path)
    finally:
        stand.close()


if __name__ == "__main__":
    main(*sys.argv[1:4])

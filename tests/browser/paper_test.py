"""What comes out of the printer: A4, light, whole tables, and no buttons."""

import os
import subprocess

import given
import pages

A4 = (594.96, 841.92)  # Points.
KEPT = "pictures-of-paper"  # In the build folder, for eyes.


def pdfinfo(path):
    said = subprocess.run(["pdfinfo", "-f", "1", "-l", "999", path], capture_output=True,
                          text=True, check=True).stdout
    return [tuple(float(one) for one in line.split("size:")[1].split()[0:3:2])
            for line in said.splitlines() if line.startswith("Page ") and " size:" in line]


def words(path, first=1, last=999):
    text = subprocess.run(["pdftotext", "-f", str(first), "-l", str(last), "-layout", path, "-"],
                          capture_output=True, text=True, check=True).stdout
    return " ".join(text.split())


def shades(path, page=1):
    """Grey values of one page, 36 to the inch."""
    made = subprocess.run(["pdftoppm", "-gray", "-r", "36", "-f", str(page), "-l", str(page),
                           path], capture_output=True, check=True).stdout
    return sorted(made.split(b"\n", 3)[3])


class Paper(given.PageTest):
    def print(self, path, name):
        self.browser.open(path)
        folder = os.path.join(given.build, KEPT)
        os.makedirs(folder, exist_ok=True)
        pdf = os.path.join(folder, f"{name}.pdf")
        self.browser.pdf(pdf)
        subprocess.run(["pdftoppm", "-r", "60", "-png", pdf, pdf[:-4]], check=True)
        return pdf

    def test_every_page_prints_on_a4_and_light(self):
        self.sign_in("lan")
        self.browser.choose("vi", "dark")
        for path in pages.FIGURES + pages.KEEPING:
            with self.subTest(path):
                pdf = self.print(path, "every")
                for size in pdfinfo(pdf):
                    for got, wanted in zip(sorted(size), A4):
                        self.assertAlmostEqual(got, wanted, delta=1)
                grey = shades(pdf)
                self.assertGreater(grey[len(grey) // 2], 250, "paper is light")
                self.assertLess(grey[0], 120, "and something is on it")
                text = words(pdf)
                for button in ("Đăng xuất", "Quản lý", "Kỳ số liệu", "XLSX"):
                    self.assertNotIn(button, text)
                self.assertIn("Một Cửa · Tỉnh Gia Lai", text)

    def test_the_overview_says_what_of_when_and_has_all_wards(self):
        self.sign_in("xem")
        overview = self.browser.api("/api/overview")
        pdf = self.print("/", "overview")
        text = words(pdf)
        day = lambda iso: "/".join(reversed(iso.split("-")))
        self.assertIn("Tổng quan tỉnh Gia Lai", text)
        self.assertIn(f"{day(overview['period']['from'])} – {day(overview['period']['to'])}", text)
        self.assertIn("Cập nhật ", text)
        self.assertIn("Số liệu minh họa do máy tạo ra", text)
        for ward in overview["wards"]:
            self.assertIn(ward["name"].split(" ", 1)[1], text)
        for page in range(3, len(pdfinfo(pdf)) + 1):  # From there on there is only the ranking.
            self.assertIn("Hạng Đơn vị", words(pdf, page, page), "the head on each page")
        for indicator in overview["indicators"]:
            rate = indicator["rate"]
            self.assertIn(f"{rate['numerator']:,}/{rate['denominator']:,}".replace(",", "."), text)

    def test_the_wide_table_lies_on_its_side_and_is_whole(self):
        self.sign_in("xem")
        overview = self.browser.api("/api/overview")
        pdf = self.print("/wards", "wards")
        for wide, tall in pdfinfo(pdf):
            self.assertGreater(wide, tall)
        text = words(pdf)
        for ward in overview["wards"]:
            self.assertIn(ward["name"].split(" ", 1)[1], text)
        # The last column is on the paper: its sum stands at the end of the row of sums.
        sums = text[text.rindex("Cộng (135)"):]
        alarms = sum(ward["alarms"] for ward in overview["wards"])
        kiosks = sum(ward["kiosks"] for ward in overview["wards"])
        self.assertIn(str(kiosks), sums)
        self.assertRegex(sums, rf"\b{alarms}\b")
        self.assertIn(f"{overview['sum']['paid_online']:,}".replace(",", "."), sums)

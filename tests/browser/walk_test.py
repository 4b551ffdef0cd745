"""The way of an officer: which ward is the worst, why, since when; and every figure on that way
is what a naive recount of the raw store says."""

import openpyxl

import given
from recount import MEASURES, RATES, Recount, rate

CELLS_OF_TABLE = """
return [...document.querySelectorAll(arguments[0] + ' tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.innerText.trim().replace(/\\s+/g, ' ')));
"""
HEADS_OF_TABLE = """
return [...document.querySelectorAll(arguments[0] + ' thead tr:last-child th')].map((cell) =>
    cell.querySelector('[data-sort]')?.dataset.sort ?? cell.innerText.trim());
"""


def grouped(number):
    return f"{number:,}".replace(",", ".")


def percent(hundredths):
    return f"{grouped(hundredths // 100)},{hundredths % 100:02}"


def rate_words(found):
    numerator, denominator, hundredths = found
    part = f"{grouped(numerator)}/{grouped(denominator)}"
    return f"{percent(hundredths)}\u00a0% {part}" if hundredths is not None else part


class Figures(given.PageTest):
    def cards(self):
        """What each card shows: (value without %, numerator/denominator)."""
        return {card.get_attribute("data-indicator"): (
            card.find_element("css selector", ".value").text.replace("%", "").strip(),
            card.find_element("css selector", ".part").text)
            for card in self.browser.all(".card")}

    def check_cards(self, total):
        shown = self.cards()
        self.assertEqual(set(shown), set(RATES))
        for indicator in RATES:
            numerator, denominator, hundredths = rate(total, indicator)
            self.assertEqual(shown[indicator][0].split("\n")[0], percent(hundredths))
            self.assertEqual(shown[indicator][1], f"{grouped(numerator)}/{grouped(denominator)}")

    def period(self, ward=None):
        query = self.browser.run("return location.search")
        found = self.browser.api(f"/api/wards/{ward}{query}")["overview"] if ward else \
            self.browser.api("/api/overview" + query)
        return found["period"]["from"], found["period"]["to"], found

    def check_table(self, selector, expected, key):
        """Rows by the words of column `key`: {row: {column: words}}."""
        heads = self.browser.run(HEADS_OF_TABLE, selector)
        rows = self.browser.run(CELLS_OF_TABLE, selector)
        self.assertEqual(len(rows), len(expected))
        for row in rows:
            found = dict(zip(heads, row))
            for column, words in expected[found[key]].items():
                self.assertEqual(found[column], words, f"{found[key]}: {column}")


class OfficersWay:
    """On each database."""

    def test_from_the_worst_ward_to_its_workbook(self):
        browser = self.browser
        recount = Recount(self.stand.database)
        self.sign_in("xem")
        first, last, overview = self.period()
        self.check_cards(recount.sum(first, last))

        # Ascending: whoever is worst stands first.
        by_ward = recount.by(0, first, last)
        browser.find(".ranking [data-sort=online]").click()
        browser.find(".ranking [data-sort=online]").click()
        names = {ward["code"]: ward["name"] for ward in overview["wards"]}
        rates = {code: rate(total, "online") for code, total in by_ward.items()}
        worst = min((found[2], names[code]) for code, found in rates.items()
                    if found[2] is not None)
        row = browser.find(".ranking tbody tr")
        self.assertIn(percent(worst[0]), row.text)
        code = next(code for code, name in names.items() if name == row.find_element(
            "css selector", "a").get_attribute("aria-label"))
        self.assertEqual(rates[code][2], worst[0])

        # Its page.
        row.find_element("css selector", "a").click()
        browser.ready()
        self.assertEqual(browser.text("h1"), names[code])
        self.check_cards(recount.sum(first, last, code))

        # Another period, which stays in the address.
        browser.find(".period option[value=month]").click()
        browser.ready()
        self.assertIn("from=", browser.run("return location.search"))
        first, last, overview = self.period(code)
        self.check_cards(recount.sum(first, last, code))
        self.check_days(recount, code, overview)

        # The same in a workbook.
        browser.find(".actions a[href*='days.xlsx']").click()
        self.check_days_book(self.arrivals.wait(), recount, code, first, last)
        browser.find(".actions a[href^='/wards']").click()
        browser.ready()
        browser.find(".actions a[href*='wards.xlsx']").click()
        self.check_wards_book(self.arrivals.wait(), recount, first, last)

    def check_days(self, recount, code, overview):
        known = {day["day"]: day["sum"] for day in overview["days"]}
        for day, total in known.items():
            counted = recount.sum(day, day, code)
            self.assertEqual({name: total[name] for name in MEASURES}, counted, day)

    def rows_of_book(self, path):
        """The first sheet's rows by the words of its head; a notice may stand above it."""
        rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
        head = next(at for at, row in enumerate(rows) if sum(bool(one) for one in row) > 5)
        return [dict(zip(rows[head], row)) for row in rows[head + 1:]]

    def check_rates(self, row, total):
        """Numerator, denominator and rate of each indicator, by the names of the columns."""
        for indicator, name in (("online", "Nộp trực tuyến"), ("digitised", "Hồ sơ số hóa"),
                                ("electronic_result", "Kết quả điện tử"),
                                ("online_payment", "Thanh toán trực tuyến")):
            numerator, denominator, hundredths = rate(total, indicator)
            found = [value for head, value in row.items() if head and head.startswith(name)]
            self.assertEqual(found[:2], [numerator, denominator])
            if hundredths is None:
                self.assertIsNone(found[2])
            else:
                self.assertEqual(round(found[2] * 10000), hundredths)

    def check_days_book(self, path, recount, code, first, last):
        rows = [row for row in self.rows_of_book(path) if hasattr(row["Ngày"], "date")]
        self.assertEqual(len(rows), 30)
        for row in rows:
            day = row["Ngày"].date().isoformat()
            self.assertTrue(first <= day <= last)
            if (code, day) in recount.told:
                self.check_rates(row, recount.sum(day, day, code))
            else:  # Unknown: nothing, not 0.
                self.assertEqual([value for head, value in row.items() if "(" in head and value
                                  is not None], [], day)

    def check_wards_book(self, path, recount, first, last):
        by_ward = recount.by(0, first, last)
        rows = [row for row in self.rows_of_book(path) if row["Mã"]]
        api = {ward["code"]: ward for ward in self.browser.api(
            f"/api/overview?from={first}&to={last}")["wards"]}
        self.assertEqual({row["Mã"] for row in rows}, set(api))
        for row in rows:
            total = by_ward.get(row["Mã"])
            if total:
                self.check_rates(row, total)
                self.assertEqual({name: api[row["Mã"]]["sum"][name] for name in MEASURES}, total)


class OnSqlite(OfficersWay, Figures):
    stand_of = staticmethod(given.on_sqlite)


class OnPostgres(OfficersWay, Figures):
    stand_of = staticmethod(given.on_postgres)


class EveryCell(Figures):
    """The big tables, cell by cell as they stand on the glass, against the recount."""

    def test_the_wards(self):
        recount = Recount(self.stand.database)
        self.sign_in("xem", "/wards")
        first, last, overview = self.period()
        by_ward = recount.by(0, first, last)
        expected = {}
        for ward in overview["wards"]:
            total = by_ward.get(ward["code"])
            known = recount.known_days(first, last, ward["code"])
            kind, name = ward["name"].split(" ", 1)
            words = {"known_days": grouped(known)}
            if total:
                words.update({f"count_{name}": grouped(total[name]) for name in MEASURES})
            expected[f"{kind[0]}. {name}"] = words
        self.check_table("main table", expected, "name")
        # Rates have words for the heat beside; so their text is looked into, not compared whole.
        heads = self.browser.run(HEADS_OF_TABLE, "main table")
        codes = {f"{ward['name'].split(' ', 1)[0][0]}. {ward['name'].split(' ', 1)[1]}":
                 ward["code"] for ward in overview["wards"]}
        for row in self.browser.run(CELLS_OF_TABLE, "main table"):
            found = dict(zip(heads, row))
            total = by_ward.get(codes[found["name"]])
            for indicator in RATES if total else []:
                self.assertIn(rate_words(rate(total, indicator)).replace("\u00a0", " "),
                              found[indicator].replace("\u00a0", " "))

    def test_the_days(self):
        recount = Recount(self.stand.database)
        self.sign_in("xem", "/wards/23563")
        first, last, _ = self.period()
        expected = {}
        for day in sorted({day for ward, day in recount.told
                           if ward == "23563" and first <= day <= last}):
            total = recount.sum(day, day, "23563")
            expected["/".join(reversed(day.split("-")))] = {
                f"count_{name}": grouped(total[name]) for name in MEASURES}
        heads = self.browser.run(HEADS_OF_TABLE, "main section:last-of-type")
        rows = self.browser.run(CELLS_OF_TABLE, "main section:last-of-type")
        self.assertEqual(len(rows), given.DAY)
        seen = 0
        for row in rows:
            found = dict(zip(heads, row))
            for column, words in expected.get(found["day"], {}).items():
                seen += 1
                self.assertEqual(found[column], words, f"{found['day']}: {column}")
            if found["day"] not in expected:
                self.assertTrue(found["count_received"].startswith("—"), row)
        self.assertGreater(seen, 1000)

    def test_the_procedures(self):
        recount = Recount(self.stand.database)
        self.sign_in("xem", "/procedures")
        first, last, _ = self.period()
        by_procedure = recount.by(2, first, last)
        heads = self.browser.run(HEADS_OF_TABLE, "main table")
        seen = 0
        for row in self.browser.run(CELLS_OF_TABLE, "main table"):
            found = dict(zip(heads, row))
            code = next((word for word in found["name"].split(" ") if word in by_procedure), "")
            total = by_procedure[code]
            for name in [one for one in MEASURES if f"count_{one}" in found]:
                seen += 1
                self.assertEqual(found[f"count_{name}"], grouped(total[name]), f"{code}: {name}")
        self.assertGreater(seen, 300)

    def test_what_nobody_told_of_is_no_zero(self):
        self.sign_in("xem", "/wards?from=2020-01-01&to=2020-01-31")
        heads = self.browser.run(HEADS_OF_TABLE, "main table")
        for row in self.browser.run(CELLS_OF_TABLE, "main table"):
            found = dict(zip(heads, row))
            for column, words in found.items():
                if column.startswith("count_") or column in RATES or column == "place":
                    self.assertTrue(words.startswith("—"), f"{found['name']} {column}: {words}")
        self.browser.open("/?from=2020-01-01&to=2020-01-31")
        self.assertNotIn("0/0", self.browser.text("main"))
        self.assertEqual(self.browser.text(".card .value").split("\n")[0], "—")
        self.browser.open("/compare?from=2020-01-01&to=2020-01-31")
        self.assertNotIn("0/0", self.browser.text("main"))

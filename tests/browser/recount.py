"""Figures counted again from the raw rows of the store, by other code in another language: what
the page shows must equal it. Nothing of the kept sums is read."""

import csv
import datetime
import io
import sqlite3
import subprocess

CELLS = ("SELECT run.ward, cell.day, cell.certainty, cell.procedure, cell.what, cell.trusted, "
         "cell.count FROM cell JOIN run ON run.number = cell.run")
SEALS = "SELECT run.ward, seal.day FROM seal JOIN run ON run.number = seal.run"
SHOWN = {"visit_began": "visits", "procedure_opened": "opened", "qr_shown": "qr_shown",
         "counter_way": "counter_way", "slip_printed": "slips"}
MEASURES = ["visits", "opened", "qr_shown", "counter_way", "slips", "submitted", "received",
            "online", "post", "online_complete", "digitised", "digitised_complete", "result_due",
            "result_electronic", "fee_due", "paid_online", "untrusted", "filtered"]
# config/campaign.toml: numerator and denominator of each indicator.
RATES = {"online": ("online_complete", "received"),
         "digitised": ("digitised_complete", "received"),
         "electronic_result": ("result_electronic", "result_due"),
         "online_payment": ("paid_online", "fee_due")}


def rows(database, query):
    if database.startswith("sqlite:"):
        with sqlite3.connect(f"file:{database[7:]}?mode=ro", uri=True) as store:
            return [tuple(str(value) for value in row) for row in store.execute(query)]
    done = subprocess.run(["psql", "-q", "-c", f"COPY ({query}) TO STDOUT WITH CSV", database],
                          capture_output=True, text=True, check=True)
    return [tuple(row) for row in csv.reader(io.StringIO(done.stdout))]


def of_a_dossier(what, count):
    """QĐ 766's figures from the four words of a dossier (sync/wire/README.md §2)."""
    channel, digitised, fee, result = what.split()
    complete = result != "paper_result"
    holds = {
        "received": True, "online": channel == "online", "post": channel == "post",
        "online_complete": channel == "online" and complete,
        "digitised": digitised == "digitised",
        "digitised_complete": digitised == "digitised" and complete,
        "result_due": result != "no_result", "result_electronic": result == "e_result",
        "fee_due": fee != "no_fee", "paid_online": fee == "fee_online",
    }
    return {name: count for name, yes in holds.items() if yes}


def of_a_cell(certainty, what, trusted, count):
    if certainty == "3":
        return {"filtered": count}
    found = {} if trusted == "1" else {"untrusted": count}
    first = what.split(" ")[0]
    if certainty == "2":
        found.update(of_a_dossier(what, count))
    elif certainty == "1" and what == "outcome submitted":
        found["submitted"] = count
    elif certainty == "0" and first in SHOWN:
        found[SHOWN[first]] = count
    return found


def iso(number):
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=int(number))).isoformat()


class Recount:
    def __init__(self, database):
        self.cells = [(ward, iso(day), procedure, of_a_cell(certainty, what, trusted, int(count)))
                      for ward, day, certainty, procedure, what, trusted, count
                      in rows(database, CELLS)]
        self.told = {(ward, iso(day)) for ward, day in rows(database, SEALS)}
        self.told |= {(ward, day) for ward, day, _, _ in self.cells}

    def sum(self, first, last, ward=None, procedure=None):
        total = dict.fromkeys(MEASURES, 0)
        for its_ward, day, its_procedure, found in self.cells:
            if not first <= day <= last or ward not in (None, its_ward):
                continue
            if procedure not in (None, its_procedure):
                continue
            for name, count in found.items():
                total[name] += count
        return total

    def by(self, key, first, last):
        """All sums at once: `key` 0 by ward, 1 by day, 2 by procedure."""
        totals = {}
        for cell in self.cells:
            if first <= cell[1] <= last:
                total = totals.setdefault(cell[key], dict.fromkeys(MEASURES, 0))
                for name, count in cell[3].items():
                    total[name] += count
        return totals

    def known_days(self, first, last, ward):
        return len({day for its_ward, day in self.told if its_ward == ward and
                    first <= day <= last})


def rate(total, indicator):
    """Numerator, denominator and hundredths of a percent, half up; None over nothing."""
    numerator, denominator = (total[name] for name in RATES[indicator])
    if not denominator:
        return numerator, denominator, None
    return numerator, denominator, (numerator * 20000 + denominator) // (2 * denominator)

"""Reads a workbook back with another program than the one that wrote it: openpyxl, as JSON."""
import datetime
import json
import sys

import openpyxl


def cell(one):
    value = one.value
    if isinstance(value, (datetime.datetime, datetime.date)):
        return {"date": value.strftime("%Y-%m-%d"), "format": one.number_format}
    if isinstance(value, str):
        return {"text": value, "type": one.data_type}
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return {"number": value, "format": one.number_format}
    return {}


sheets = []
for sheet in openpyxl.load_workbook(sys.argv[1]).worksheets:
    sheets.append({
        "title": sheet.title,
        "freeze": sheet.freeze_panes,
        "landscape": sheet.page_setup.orientation == "landscape",
        "paper": sheet.page_setup.paperSize,
        "repeated": sheet.print_title_rows,
        "width": sheet.column_dimensions["B"].width,
        "rows": [[cell(one) for one in row] for row in sheet.iter_rows()],
    })
json.dump(sheets, sys.stdout)

"""Other readers of tables, in the form of file-cells.ts: paths in on standard input, one JSON object a line out.

Needs python-calamine, openpyxl, xlrd, pyxlsb and dbfread; used by `npm run bench -- corpus` alone.
"""
import csv
import datetime
import json
import sys
import time


def text_of(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, datetime.timedelta):
        return "#DURATION"
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return str(value)


def grid(name, rows, **more):
    cells = {}
    for number, row in rows:
        for column, value in enumerate(row):
            text = text_of(value)
            if text != "":
                cells[f"{number}:{column}"] = text
    return {"name": name, "cells": cells, "refused": [], **more}


def calamine(path, _):
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return [
        grid(name, enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1))
        for name in book.sheet_names
    ]


def openpyxl(path, _):
    import openpyxl as library

    book = library.load_workbook(path, data_only=True, keep_links=False)
    return [
        grid(sheet.title, enumerate(sheet.iter_rows(values_only=True), 1))
        for sheet in book.worksheets
    ]


def xlrd(path, _):
    import xlrd as library

    book = library.open_workbook(path)

    def values(sheet, row):
        for cell in sheet.row(row):
            if cell.ctype == library.XL_CELL_ERROR:
                yield library.error_text_from_code.get(cell.value, "#ERR")
            elif cell.ctype == library.XL_CELL_BOOLEAN:
                yield bool(cell.value)
            else:
                yield cell.value

    return [
        grid(sheet.name, ((row + 1, values(sheet, row)) for row in range(sheet.nrows)))
        for sheet in book.sheets()
    ]


def pyxlsb(path, _):
    from pyxlsb import open_workbook

    with open_workbook(path) as book:
        found = []
        for name in book.sheets:
            with book.get_sheet(name) as sheet:
                found.append(
                    grid(name, ((row[0].r + 1, [cell.v for cell in row]) for row in sheet.rows(sparse=True) if row))
                )
        return found


def python_csv(path, told):
    with open(path, encoding=told["encoding"].replace("utf-8", "utf-8-sig"), newline="") as file:
        reader = csv.reader(file, delimiter=told["delimiter"])
        rows = []
        before = 0
        for row in reader:
            rows.append((before + 1, row))
            before = reader.line_num
        return [grid("", rows)]


def dbfread(path, _):
    from dbfread import DBF

    table = DBF(path, ignore_missing_memofile=True)
    rows = [(1, table.field_names)]
    rows += [(number, list(record.values())) for number, record in enumerate(table, 2)]
    return [grid("", rows, isOrdered=True)]


READERS = {
    "calamine": calamine,
    "openpyxl": openpyxl,
    "xlrd": xlrd,
    "pyxlsb": pyxlsb,
    "python-csv": python_csv,
    "dbfread": dbfread,
}

csv.field_size_limit(1 << 30)
# libraries print warnings where the answers go
out, sys.stdout = sys.stdout, sys.stderr
name = sys.argv[1]
for line in sys.stdin:
    told = json.loads(line)
    begun = time.time()
    answer = {"reader": name, "sheets": []}
    try:
        answer["sheets"] = READERS[name](told["path"], told)
    except BaseException as error:  # noqa: BLE001
        answer["refused"] = f"{type(error).__name__}: {error}"[:300]
    answer["seconds"] = time.time() - begun
    print(json.dumps(answer), file=out, flush=True)

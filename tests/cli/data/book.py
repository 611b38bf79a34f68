# SPDX-License-Identifier: MIT
"""Writes a workbook: book.py FILE SHEET...

A sheet is its name, "=", and rows of cells, as "会话,角色,内容;a,客服,好"; a
"-" before its name hides it, and "!" in its rows breaks it there. A row that is
a range, as "A2:A3", says that its cells are merged. A "#" before a cell makes
it a number. The word 1904 in place of a sheet has days count from that year."""
import re
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def cell_xml(text):
    if text.startswith("#"):
        return f"<c><v>{text[1:]}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def row_xml(row):
    return "<row>" + "".join(map(cell_xml, row.split(","))) + "</row>"


def sheet_xml(rows):
    rows = rows.split(";")
    merged = [row for row in rows if re.fullmatch("[A-Z]+[0-9]+:[A-Z]+[0-9]+",
                                                  row)]
    data = "".join("<row" if row == "!" else row_xml(row)
                   for row in rows if row and row not in merged)
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    if merges:
        merges = f"<mergeCells>{merges}</mergeCells>"
    return (f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{merges}'
            "</worksheet>")


def main():
    words = sys.argv[2:]
    settings = '<workbookPr date1904="1"/>' if "1904" in words else ""
    sheets = [word.split("=", 1) for word in words if word != "1904"]
    entries, relations = "", ""
    with zipfile.ZipFile(sys.argv[1], "w") as book:
        for number, (name, rows) in enumerate(sheets, 1):
            state = ' state="hidden"' if name.startswith("-") else ""
            entries += (f"<sheet name={quoteattr(name.lstrip('-'))}{state}"
                        f' sheetId="{number}" r:id="rId{number}"/>')
            relations += (f'<Relationship Id="rId{number}"'
                          f' Target="worksheets/sheet{number}.xml"/>')
            book.writestr(f"xl/worksheets/sheet{number}.xml", sheet_xml(rows))
        book.writestr("xl/workbook.xml",
                      f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
                      f"{settings}<sheets>{entries}</sheets></workbook>")
        book.writestr("xl/_rels/workbook.xml.rels",
                      f'<Relationships xmlns="{PACKAGE}">{relations}'
                      "</Relationships>")


main()

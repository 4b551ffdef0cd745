"""Reads a document back with another program than the one that wrote it: the standard library's
zip and XML. Prints JSON; fails when a part is missing or is not well-formed."""
import json
import sys
import xml.etree.ElementTree as tree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/package/2006/relationships}"
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
names = archive.namelist()
assert names[0] == "[Content_Types].xml", names
parts = {name: tree.fromstring(archive.read(name)) for name in names
         if name.endswith((".xml", ".rels"))}
for one in parts["word/_rels/document.xml.rels"]:
    assert "word/" + one.get("Target") in names, one.attrib
for one in parts["[Content_Types].xml"]:
    assert one.get("PartName") is None or one.get("PartName")[1:] in names, one.attrib


def text(element):
    return "".join(one.text or "" for one in element.iter(W + "t"))


body = parts["word/document.xml"].find(W + "body")
json.dump({
    "paragraphs": [text(one) for one in body.findall(W + "p")],
    "tables": [[[text(cell) for cell in row.findall(W + "tc")] for row in table.findall(W + "tr")]
               for table in body.findall(W + "tbl")],
    "widths": [[sum(int(one.get(W + "w")) for one in table.find(W + "tblGrid")),
                sorted({sum(int(cell.find(W + "tcPr").find(W + "tcW").get(W + "w"))
                            for cell in row.findall(W + "tc")) for row in table.findall(W + "tr")})]
               for table in body.findall(W + "tbl")],
    "footnote": text(parts["word/footnotes.xml"]),
    "footnotes": len(list(body.iter(W + "footnoteReference"))),
    "header": text(parts["word/header.xml"]),
    "first": text(parts["word/first.xml"]),
    "pages": [{name.split("}")[1]: int(value) for name, value in one.find(W + "pgSz").attrib.items()
               if value.isdigit()} for one in body.iter(W + "sectPr")],
    "margins": [{name.split("}")[1]: int(value)
                 for name, value in one.find(W + "pgMar").attrib.items()}
                for one in body.iter(W + "sectPr")],
    "picture": archive.read("word/media/chart.png")[:8].hex()
    if "word/media/chart.png" in names else "",
}, sys.stdout)

"""Office documents for tests, as small as a program still opens them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_FORMATS = "http://schemas.openxmlformats.org"
_W = f'xmlns:w="{_FORMATS}/wordprocessingml/2006/main"'
_X = f'xmlns="{_FORMATS}/spreadsheetml/2006/main"'
_P = f'xmlns:a="{_FORMATS}/drawingml/2006/main" xmlns:p="{_FORMATS}/presentationml/2006/main"'
_O = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
_O += 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
_O += 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'


def packed(members: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(sentence: str) -> bytes:
    """A word is in two runs, as a word processor leaves them."""
    first, rest = escape(sentence[:2]), escape(sentence[2:])
    runs = f'<w:r><w:t>{first}</w:t></w:r><w:r><w:t xml:space="preserve">{rest}</w:t></w:r>'
    body = f"<w:body><w:p><w:r><w:t>Boven</w:t></w:r></w:p><w:p>{runs}</w:p></w:body>"
    types = f'{_XML}<Types xmlns="{_FORMATS}/package/2006/content-types"/>'
    return packed({"[Content_Types].xml": types, "word/document.xml": f"{_XML}<w:document {_W}>{body}</w:document>"})


def xlsx(sentence: str) -> bytes:
    shared = f"{_XML}<sst {_X}><si><t>Kop</t></si><si><t>{escape(sentence)}</t></si></sst>"
    cells = '<c r="A1" t="s"><v>1</v></c><c r="B1"><v>4711</v></c><c r="C1" t="inlineStr"><is><t>los</t></is></c>'
    sheet = f'{_XML}<worksheet {_X}><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    return packed({"xl/sharedStrings.xml": shared, "xl/worksheets/sheet1.xml": sheet})


def pptx(sentence: str) -> bytes:
    text = f"<a:p><a:r><a:t>{escape(sentence)}</a:t></a:r></a:p>"
    return packed({"ppt/slides/slide1.xml": f"{_XML}<p:sld {_P}><p:cSld>{text}</p:cSld></p:sld>"})


def odt(sentence: str) -> bytes:
    words = escape(sentence).replace(" ", "<text:s/>", 1)
    return _open("text", f"<text:h>Kop</text:h><text:p>{words}</text:p>")


def ods(sentence: str) -> bytes:
    row = f"<table:table-row><table:table-cell><text:p>{escape(sentence)}</text:p></table:table-cell></table:table-row>"
    return _open("spreadsheet", f"<table:table>{row}</table:table>")


def odp(sentence: str) -> bytes:
    return _open("presentation", f"<text:p>{escape(sentence)}</text:p>")


def _open(kind: str, body: str) -> bytes:
    style = "<office:automatic-styles><x>stijl</x></office:automatic-styles>"
    content = f"{style}<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"{_XML}<office:document-content {_O}>{content}</office:document-content>",
        }
    )


OFFICE: Mapping[str, Callable[[str], bytes]] = {
    "docx": docx, "xlsx": xlsx, "pptx": pptx, "odt": odt, "ods": ods, "odp": odp,
}  # fmt: skip

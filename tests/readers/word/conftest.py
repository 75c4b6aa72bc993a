"""What the tests of the Word reader share: files made of XML, and a reading that checks its map."""

import io
import zipfile
from collections.abc import Callable

import pytest

pytest.importorskip("lxml", reason="lxml is not installed: pip install planlint[word]")

from planlint.document import Document
from planlint.readers import read_bytes
from planlint.readers.word_package import open_word
from planlint.readers.word_text import text_of

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMESPACES = (
    f'{_W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='N'><w:name w:val='Normal'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='T'><w:name w:val='Title'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='H1'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Own'><w:name w:val='LCS part'/><w:basedOn w:val='H2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='C1'><w:name w:val='toc 1'/></w:style>"
    "<w:style w:type='character' w:styleId='P'><w:name w:val='Placeholder Text'/></w:style>"
)


def _packed(body: str, **parts: str) -> bytes:
    """A Word file with the XML of a body, and of further parts by name: footnotes, comments, header1."""
    parts = {"styles": _STYLES, **parts}
    related = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for n, name in enumerate(parts)
    )
    rels = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "_rels/.rels",
            f'<Relationships {rels}><Relationship Id="a" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        file.writestr("word/_rels/document.xml.rels", f"<Relationships {rels}>{related}</Relationships>")
        file.writestr("word/document.xml", f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            root = {"header1": "hdr"}.get(name, name)
            file.writestr(f"word/{name}.xml", f"<w:{root} {_NAMESPACES}>{xml}</w:{root}>")
    return stream.getvalue()


@pytest.fixture(scope="session")
def packed() -> Callable[..., bytes]:
    """Makes a Word file of the XML of a body, and of further parts by name: footnotes, comments, header1."""
    return _packed


@pytest.fixture(scope="session")
def word(checked: Callable[[Document], Document]) -> Callable[..., Document]:
    """Reads a Word file made of XML; checks its map, and that characters stand in the runs they name."""

    def read(body: str, **parts: str) -> Document:
        data = _packed(body, **parts)
        text = text_of(open_word(data))
        for one in text.slices:
            texts = [child for child in one.run if not child.tag.endswith("}rPr")]
            if len(texts) == 1 and (written := texts[0].text):
                assert written[one.at : one.at + one.length] == text.source[one.start : one.start + one.length]
        return checked(read_bytes(data, "word"))

    return read

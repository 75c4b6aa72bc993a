"""Where the marks of a comment may stand in a Word file, so that no program loses them or the words between."""

from __future__ import annotations

from lxml import etree

from planlint.readers.word_package import W

_FILLED = ("dropDownList", "comboBox", "date", "dataBinding")
_CHANGES = (f"{W}ins", f"{W}moveTo", f"{W}hyperlink")


def outermost(run: etree._Element, *, first: bool) -> etree._Element:
    """What a comment's first or last mark goes beside, for a run: the run, or what it must not stand inside.

    LibreOffice loses comments that end inside a field; Word writes the text of a control that it fills anew. A
    tracked change or link that the run begins, or ends, stays whole.
    """
    whole = run
    for outer in run.iterancestors():
        filled = any(outer.find(f"{W}sdtPr/{W}{kind}") is not None for kind in _FILLED)
        at_edge = outer.tag in _CHANGES and outer[0 if first else -1] is whole
        if outer.tag == f"{W}p":
            break
        if outer.tag == f"{W}fldSimple" or filled or at_edge:
            whole = outer
    return whole


def refer(end: etree._Element, reference: etree._Element) -> None:
    """Put a comment's reference after its last mark: outside changes, links, and controls round paragraphs.

    LibreOffice 7.4 shows nothing of a paragraph in such a control that holds a reference.
    """
    holder = end
    for outer in end.iterancestors(f"{W}p", *_CHANGES):
        if outer.tag == f"{W}p":
            break
        holder = outer
    paragraph = next(end.iterancestors(f"{W}p"))
    if not _is_controlled(paragraph):
        holder.addnext(reference)
    elif (after := _neighbour(paragraph, preceding=False)) is not None:
        after.insert(_first_place(after), reference)
    elif (before := _neighbour(paragraph, preceding=True)) is not None:
        before.append(reference)
    else:
        holder.addnext(reference)


def _is_controlled(paragraph: etree._Element) -> bool:
    """Whether a control stands round a paragraph, or round the cell that it is in."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    return any(one is not None and one.getparent().tag == f"{W}sdtContent" for one in (paragraph, cell))


def _neighbour(paragraph: etree._Element, *, preceding: bool) -> etree._Element | None:
    """The nearest paragraph on one side that no control stands round: in the cell or row, or on the page."""
    for block in _blocks_round(paragraph):
        for sibling in block.itersiblings(f"{W}p", f"{W}tc", preceding=preceding):
            inner = [sibling] if sibling.tag == f"{W}p" else sibling.findall(f"{W}p")
            if inner:
                return inner[-1 if preceding else 0]
    return None


def _blocks_round(paragraph: etree._Element) -> list[etree._Element]:
    """What stands beside free paragraphs or cells: the outermost control round a paragraph, and round its cell."""
    blocks = []
    for one in (paragraph, next(paragraph.iterancestors(f"{W}tc"), None)):
        while one is not None and one.getparent().tag == f"{W}sdtContent":
            one = one.getparent().getparent()
        if one is not None:
            blocks.append(one)
    return blocks


def _first_place(paragraph: etree._Element) -> int:
    """The place of a paragraph's first run, after its properties and other references put there."""
    place = 0
    for child in paragraph:
        if child.tag != f"{W}pPr" and child.find(f"{W}commentReference") is None:
            break
        place += 1
    return place

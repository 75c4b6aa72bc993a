"""Prints, as JSON, documents as LibreOffice reads them: comments with their words, text, and tracked changes.

Runs under the system's Python, which has LibreOffice's `uno`: python3 uno_comments.py FILE...
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def main(paths):
    pipe = f"planlint{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", "--nofirststartwizard",
             f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        context = connected(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        print(json.dumps({path: read(desktop, path) for path in paths}), flush=True)
        try:
            desktop.terminate()
        except Exception as error:  # the office may be gone before it answers
            print(error, file=sys.stderr)
        office.wait(timeout=30)
    os._exit(0)  # pyuno has been seen to crash at a normal exit


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.1)
    sys.exit("LibreOffice did not start")


def read(desktop, path):
    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    document = desktop.loadComponentFromURL(Path(path).resolve().as_uri(), "_blank", 0, (hidden,))
    found = {"comments": comments(document), "text": text(document), "changes": changes(document)}
    document.close(True)
    return found


def comments(document):
    fields = each(document.getTextFields())
    notes = [one for one in fields if one.supportsService("com.sun.star.text.textfield.Annotation")]
    return [{"author": one.Author, "text": one.Content, "anchor": one.getAnchor().getString()} for one in notes]


def text(document):
    tables = document.getTextTables()
    cells = (t.getCellByName(name) for t in map(tables.getByIndex, range(tables.Count)) for name in t.getCellNames())
    notes = [
        group.getByIndex(n) for group in (document.getFootnotes(), document.getEndnotes()) for n in range(group.Count)
    ]
    return [document.getText().getString(), *(one.getString() for one in (*cells, *notes))]


def changes(document):
    return [[one.RedlineType, one.RedlineAuthor] for one in each(document.getRedlines())]


def each(collection):
    left = collection.createEnumeration()
    while left.hasMoreElements():
        yield left.nextElement()


main(sys.argv[1:])

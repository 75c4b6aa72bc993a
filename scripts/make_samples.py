"""Make the sample plans in samples/: Word files by python-docx, and by LibreOffice from OpenDocument text.

Run `python scripts/make_samples.py` with python-docx installed; LibreOffice is needed for the second kind.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "samples"
sys.path.insert(0, str(HERE))

import docx  # noqa: E402
from sample_forms import FORMS  # noqa: E402
from sample_layouts import LAYOUTS  # noqa: E402
from sample_pdfs import make_pdfs  # noqa: E402


def main() -> None:
    """Make every sample; those by LibreOffice are left as they are where it is not installed."""
    SAMPLES.mkdir(exist_ok=True)
    for name, layout in (LAYOUTS | FORMS).items():
        document = docx.Document()
        layout(document)
        document.core_properties.author = "planlint samples"
        document.save(str(SAMPLES / f"{name}.docx"))
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is not installed: the samples it makes were left as they are", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as profile:
        for source in sorted((HERE / "samples").glob("*.fodt")):
            for kind in ("odt", "docx"):
                _convert(office, profile, source, kind)
        for kind in ("odt", "pdf", "html"):
            _convert(office, profile, SAMPLES / "child-in-need.docx", kind)
        make_pdfs(SAMPLES, lambda source, tagged: _printed(office, profile, source, tagged))


def _printed(office: str, profile: str, source: Path, tagged: bool) -> bytes:
    """A Word file printed to PDF, with the structure of its text or without."""
    options = {"UseTaggedPDF": {"type": "boolean", "value": str(tagged).lower()}}
    with tempfile.TemporaryDirectory() as folder:
        _convert(office, profile, source, f"pdf:writer_pdf_Export:{json.dumps(options)}", Path(folder))
        return Path(folder, f"{source.stem}.pdf").read_bytes()


def _convert(office: str, profile: str, source: Path, kind: str, folder: Path = SAMPLES) -> None:
    command = [office, "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True)


if __name__ == "__main__":
    main()

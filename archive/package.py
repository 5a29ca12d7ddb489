"""A case as an information package: every file of it, by its path in the package, as bytes.

Layout of E-ARK CSIP 2.1: METS.xml, metadata/, representations/<name>/, schemas/, documentation/. Same content, same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from archive.erms import erms, package_path
from archive.mets import package_mets, representation_mets
from archive.model import RECORD_SCHEMA, ArchiveError, CaseContent, CaseRecord, Entry
from archive.names import safe_name, stable_id
from archive.page import about_package
from archive.premis import premis

Read = Callable[[Entry], bytes]


def package_name(content: CaseContent) -> str:
    """The package's name: the case's folder and a part that is its own for this content."""
    digests = [f"{e.sealed}:{e.sha256}" for e in content.entries]
    own = stable_id("paket", content.sender.name, content.record.dnr, str(len(content.record.handelser)), *digests)
    return f"{safe_name(content.record.mapp)}-{own.hex[:8]}"


def read_checked(content: CaseContent, read: Read) -> dict[str, bytes]:
    """The bytes of all files of the case by their ``sealed`` names. Raises ArchiveError where they are not what the list says."""
    found = {}
    for entry in content.entries:
        try:
            bytes_ = read(entry)
        except OSError as error:
            raise ArchiveError(f"{entry.path} saknas eller kan inte läsas. Inget paket gjordes.") from error
        if hashlib.sha256(bytes_).hexdigest() != entry.sha256:
            raise ArchiveError(f"{entry.path} har ändrats och stämmer inte med sin kontrollsumma. Inget paket gjordes.")
        found[entry.sealed] = bytes_
    return found


def record_json(content: CaseContent) -> bytes:
    """The register content and the list of files, from which the case can be read back."""
    data = {
        "schema": RECORD_SCHEMA,
        "arende": content.record.model_dump(mode="json"),
        "handlingar": [entry.model_dump(mode="json") for entry in content.entries],
    }
    return _json(data)


def record_schema() -> bytes:
    """The JSON schema of a case in ``arende.json``, for whoever reads it without this program."""
    return _json(CaseRecord.model_json_schema())


def information_package(content: CaseContent, bytes_of: dict[str, bytes]) -> tuple[str, dict[str, bytes]]:
    """The package's name and its files, METS last."""
    name = package_name(content)
    files: dict[str, bytes] = {
        "metadata/descriptive/arende.json": record_json(content),
        "metadata/descriptive/erms.xml": erms(content, name),
        "metadata/preservation/premis.xml": premis(content, name),
        "documentation/om-paketet.html": about_package(content, name),
        "schemas/arende.schema.json": record_schema(),
    }
    for representation in sorted({package_path(entry).split("/")[1] for entry in content.entries}):
        start = f"representations/{representation}/"
        parts: dict[str, bytes] = {}
        mine = [entry for entry in content.entries if package_path(entry).startswith(start)]
        parts["metadata/descriptive/innehall.json"] = _json(
            [{"fil": e.sealed, "namn": e.name, "titel": e.title, "sha256": e.sha256} for e in mine]
        )
        parts.update({package_path(e).removeprefix(start): bytes_of[e.sealed] for e in mine})
        parts["METS.xml"] = representation_mets(content, representation, parts)
        files.update({start + path: bytes_ for path, bytes_ in parts.items()})
    files["METS.xml"] = package_mets(content, name, files)
    return name, files


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")

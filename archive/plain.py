"""A case as a plain folder with an index page, for an archive that cannot take a package; and the same as a BagIt bag."""

from __future__ import annotations

import hashlib

from archive.model import CaseContent
from archive.package import record_json
from archive.page import index_page

_BAG_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def plain_folder(content: CaseContent, bytes_of: dict[str, bytes]) -> dict[str, bytes]:
    """The folder's files by path: ``index.html``, ``arende.json``, ``handlingar/`` and a list of checksums that sha256sum reads."""
    files = {f"handlingar/{sealed}": bytes_ for sealed, bytes_ in bytes_of.items()}
    files["arende.json"] = record_json(content)
    files["index.html"] = index_page(content)
    files["kontrollsummor.txt"] = _sums(files)
    return files


def bag(content: CaseContent, package: str, bytes_of: dict[str, bytes]) -> dict[str, bytes]:
    """A bag by RFC 8493 whose payload is the plain folder.

    Written here and not by the bagit library, whose bags hold today's date and a place on the disk; the library checks them.
    """
    payload = {f"data/{path}": bytes_ for path, bytes_ in plain_folder(content, bytes_of).items()}
    size = sum(len(bytes_) for bytes_ in payload.values())
    about = {
        "Source-Organization": content.sender.name,
        "External-Identifier": content.record.dnr,
        "Internal-Sender-Identifier": package,
        "External-Description": content.title,
        "Bagging-Date": content.created[:10],
        "Bag-Software-Agent": f"beredning {content.program}",
        "Payload-Oxum": f"{size}.{len(payload)}",
    }
    lines = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in about.items() if value.strip())
    tags = {
        "bagit.txt": _BAG_DECLARATION.encode(),
        "bag-info.txt": lines.encode("utf-8", "replace"),
        "manifest-sha256.txt": _sums(payload),
    }
    return {**payload, **tags, "tagmanifest-sha256.txt": _sums(tags)}


def _sums(files: dict[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(bytes_).hexdigest()}  {path}\n" for path, bytes_ in sorted(files.items())).encode()

"""METS for a package and for each of its representations.

Source: E-ARK CSIP 2.1.0 and SIP 2.1.0, which are FGS Paketstruktur 2.0. Requirement numbers stand where they explain a value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from lxml import etree

from archive.markup import XLINK, XSI, Markup, moment, written
from archive.model import CaseContent
from archive.names import media_type, stable_id

_METS = "http://www.loc.gov/METS/"
_CSIP = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
_SIP = "https://DILCIS.eu/XML/METS/SIPExtensionMETS"
_SCHEMAS = (
    f"{_METS} http://www.loc.gov/standards/mets/mets.xsd {_CSIP} https://earkcsip.dilcis.eu/schema/DILCISExtensionMETS.xsd "
    f"{_SIP} https://earksip.dilcis.eu/schema/DILCISExtensionSIPMETS.xsd"
)
_PROFILE = "https://earksip.dilcis.eu/profile/E-ARK-SIP-v{}-0.xml"  # SIP2, of representations too
_CONTENT_CATEGORY = "Textual works – Digital"
_NO_CODE = "saknas"

Files = Mapping[str, bytes]


class _Maker:
    """One METS document: paths are relative to the folder that it stands in."""

    def __init__(self, content: CaseContent, name: str, label: str) -> None:
        self.content, self.name = content, name
        self.make = Markup(_METS, None, {"xlink": XLINK, "xsi": XSI, "csip": _CSIP, "sip": _SIP})
        self.created = moment(content.created)
        # The 2.1 vocabulary does not know ERMS 3.0, so that one is named as another type.
        known = content.erms == "2.1"
        self.information = {
            "csip:CONTENTINFORMATIONTYPE": "citserms_v2_1" if known else "OTHER",
            "csip:OTHERCONTENTINFORMATIONTYPE": None if known else "citserms_v3_0",
        }
        self.root = self.make.root(
            "mets",
            {"OBJID": name, "LABEL": label, "TYPE": _CONTENT_CATEGORY, "PROFILE": _PROFILE.format(content.csip.replace(".", "-")), "xsi:schemaLocation": _SCHEMAS, **self.information},
        )  # fmt: skip

    def id(self, *parts: str) -> str:
        """An XML id that is the same for the same place in the same package."""
        return f"uuid-{stable_id(self.name, *parts)}"

    def header(self, *, whole: bool) -> None:
        """Who made the package, for whom and under what agreement."""
        status = ("REPLACEMENT" if self.content.replaces else "NEW") if whole else None
        header = self.make.add(
            self.root,
            "metsHdr",
            attributes={"CREATEDATE": self.created, "RECORDSTATUS": status, "csip:OAISPACKAGETYPE": "SIP"},
        )
        sender = self.content.sender
        software = {"ROLE": "CREATOR", "TYPE": "OTHER", "OTHERTYPE": "SOFTWARE"}  # CSIP10 to CSIP16
        self._agent(header, software, "beredning", self.content.program, "SOFTWARE VERSION")
        if not whole:
            return
        number = f"ORG:{sender.number}" if sender.number else _NO_CODE
        self._agent(header, {"ROLE": "ARCHIVIST", "TYPE": "ORGANIZATION"}, sender.name, number, "IDENTIFICATIONCODE")
        self._agent(header, {"ROLE": "CREATOR", "TYPE": "ORGANIZATION"}, sender.name, number, "IDENTIFICATIONCODE")
        if sender.manager:
            self._agent(header, {"ROLE": "CREATOR", "TYPE": "INDIVIDUAL"}, sender.manager, None, None)
        if sender.receiver:
            kept = {"ROLE": "PRESERVATION", "TYPE": "ORGANIZATION"}
            self._agent(header, kept, sender.receiver, _NO_CODE, "IDENTIFICATIONCODE")
        if sender.agreement:
            self.make.add(header, "altRecordID", sender.agreement, {"TYPE": "SUBMISSIONAGREEMENT"})

    def _agent(
        self, header: etree._Element, about: Mapping[str, str], name: str, note: str | None, kind: str | None
    ) -> None:
        agent = self.make.add(header, "agent", attributes=about)
        self.make.add(agent, "name", name)
        if note is not None:
            self.make.add(agent, "note", note, {"csip:NOTETYPE": kind})

    def described(self, files: Files, others: Mapping[str, str]) -> list[str]:
        """The descriptive metadata files; ``others`` names their kinds. Returns the sections' ids."""
        ids = []
        for path, kind in others.items():
            section = self.make.add(self.root, "dmdSec", attributes={"ID": self.id("dmd", path), "CREATED": self.created, "STATUS": "CURRENT"})  # fmt: skip
            self._reference(section, path, files[path], "OTHER", kind)
            ids.append(self.id("dmd", path))
        return ids

    def preserved(self, files: Files, paths: Sequence[str]) -> list[str]:
        """The preservation metadata files. Returns the sections' ids."""
        section = self.make.add(self.root, "amdSec", attributes={"ID": self.id("amd")})
        ids = []
        for path in paths:
            part = self.make.add(section, "digiprovMD", attributes={"ID": self.id("digiprov", path), "CREATED": self.created, "STATUS": "CURRENT"})  # fmt: skip
            self._reference(part, path, files[path], "PREMIS", None)
            ids.append(self.id("digiprov", path))
        return ids

    def _reference(self, parent: etree._Element, path: str, bytes_: bytes, kind: str, other: str | None) -> None:
        self.make.add(
            parent,
            "mdRef",
            attributes={"LOCTYPE": "URL", "xlink:type": "simple", "xlink:href": path, "MDTYPE": kind, "OTHERMDTYPE": other, **self._fixity(path, bytes_)},
        )  # fmt: skip

    def _fixity(self, path: str, bytes_: bytes) -> dict[str, str]:
        return {
            "MIMETYPE": media_type(path),
            "SIZE": str(len(bytes_)),
            "CREATED": self.created,
            "CHECKSUM": hashlib.sha256(bytes_).hexdigest(),
            "CHECKSUMTYPE": "SHA-256",
        }

    def listed(self, groups: Mapping[str, Files]) -> None:
        """The file section: a group for each part of the package."""
        section = self.make.add(self.root, "fileSec", attributes={"ID": self.id("filer")})
        for use, files in groups.items():
            about = self.information if use.startswith("Representations") else {}
            group = self.make.add(section, "fileGrp", attributes={"ID": self.id("grupp", use), "USE": use, **about})
            for path, bytes_ in files.items():
                made = self.make.add(
                    group, "file", attributes={"ID": self.id("fil", path), **self._fixity(path, bytes_)}
                )
                self.make.add(made, "FLocat", attributes={"LOCTYPE": "URL", "xlink:type": "simple", "xlink:href": path})

    def structure(self, described: Sequence[str], preserved: Sequence[str], groups: Mapping[str, Files]) -> None:
        """The one structural map that CSIP asks for."""
        section = self.make.add(
            self.root, "structMap", attributes={"ID": self.id("struktur"), "TYPE": "PHYSICAL", "LABEL": "CSIP"}
        )
        whole = self.make.add(section, "div", attributes={"ID": self.id("div"), "LABEL": self.name})
        metadata = {"DMDID": " ".join(described) or None, "ADMID": " ".join(preserved) or None}
        self.make.add(whole, "div", attributes={"ID": self.id("div", "Metadata"), "LABEL": "Metadata", **metadata})
        for use, files in groups.items():
            div = self.make.add(whole, "div", attributes={"ID": self.id("div", use), "LABEL": use})
            if use.startswith("Representations"):
                path = next(iter(files))
                pointer = {
                    "LOCTYPE": "URL",
                    "xlink:type": "simple",
                    "xlink:href": path,
                    "xlink:title": self.id("grupp", use),
                }
                self.make.add(div, "mptr", attributes=pointer)
            else:
                self.make.add(div, "fptr", attributes={"FILEID": self.id("grupp", use)})


def representation_mets(content: CaseContent, name: str, files: Files) -> bytes:
    """The METS of one representation; paths are relative to its folder. ``metadata/…`` is described, ``data/…`` listed."""
    maker = _Maker(content, name, f"{content.record.dnr}: {name}")
    maker.header(whole=False)
    kinds = {path: "beredning.innehall/1" for path in files if path.startswith("metadata/")}
    described = maker.described(files, kinds)
    groups = {"Data": {path: bytes_ for path, bytes_ in files.items() if path.startswith("data/")}}
    maker.listed(groups)
    maker.structure(described, [], groups)
    return written(maker.root)


def package_mets(content: CaseContent, name: str, files: Files) -> bytes:
    """The METS of the whole package, when all other files are there; paths are relative to the package."""
    maker = _Maker(content, name, content.title)
    maker.header(whole=True)
    kinds = {"metadata/descriptive/erms.xml": "ERMS", "metadata/descriptive/arende.json": "beredning.arende/1"}
    described = maker.described(files, kinds)
    preserved = maker.preserved(files, ["metadata/preservation/premis.xml"])
    groups: dict[str, Files] = {
        "Documentation": {p: b for p, b in files.items() if p.startswith("documentation/")},
        "Schemas": {p: b for p, b in files.items() if p.startswith("schemas/")},
    }
    for path, bytes_ in files.items():
        if path.startswith("representations/") and path.endswith("/METS.xml") and path.count("/") == 2:
            groups[f"Representations/{path.split('/')[1]}"] = {path: bytes_}
    maker.listed(groups)
    maker.structure(described, preserved, groups)
    return written(maker.root)

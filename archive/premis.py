"""PREMIS 3: every file with its checksum, what happened to it, and who did it.

Source: PREMIS Data Dictionary 3.0, schema of 18 January 2016.
"""

from __future__ import annotations

from lxml import etree

from archive.markup import XSI, Markup, moment, written
from archive.model import CaseContent, Entry, EventRow
from archive.names import stable_id

_NAMESPACE = "http://www.loc.gov/premis/v3"
# The register's own words to the terms of PREMIS' event type vocabulary; the rest keep the register's word.
_EVENT_TYPES = {"inkom": "ingestion", "ny version": "ingestion", "granskad": "validation", "avslutat": "information package creation"}  # fmt: skip


def premis(content: CaseContent, package: str) -> bytes:
    """The preservation metadata of a package."""
    make = Markup(_NAMESPACE, "premis", {"xsi": XSI})
    root = make.root("premis", {"version": "3.0"})
    for entry in content.entries:
        _object(make, root, content, entry)
    records = (content.record, *content.record.knutna)
    for record in records:
        for number, event in enumerate(record.handelser, 1):
            _event(make, root, f"{record.dnr}#{number}", event, content.entries)
    sealed = EventRow(
        slag="arkiverat", tid=content.created, vem=content.sender.name, text=f"Arkivpaketet {package} gjordes."
    )
    _event(make, root, f"{content.record.dnr}#arkiverat", sealed, content.entries)
    people = sorted({event.vem for record in records for event in record.handelser})
    for name in people:
        kind = "software" if name.startswith("beredning") else "person"
        _agent(make, root, name, kind, content.program if kind == "software" else None)
    if content.sender.name not in people:
        _agent(make, root, content.sender.name, "organization", None)
    return written(root)


def _object(make: Markup, root: etree._Element, content: CaseContent, entry: Entry) -> None:
    made = make.add(root, "object", attributes={"xsi:type": "premis:file"})
    _identifier(make, made, "object", entry.sealed)
    parts = make.add(made, "objectCharacteristics")
    fixity = make.add(parts, "fixity")
    make.add(fixity, "messageDigestAlgorithm", "SHA-256")
    make.add(fixity, "messageDigest", entry.sha256)
    make.add(fixity, "messageDigestOriginator", f"beredning {content.program}")
    make.add(parts, "size", str(entry.size))
    designation = make.add(make.add(parts, "format"), "formatDesignation")
    make.add(designation, "formatName", entry.mime)
    make.add(made, "originalName", entry.name)
    if entry.copy_of is not None:
        relation = make.add(made, "relationship")
        make.add(relation, "relationshipType", "derivation")
        make.add(relation, "relationshipSubType", "has source")
        source = make.add(relation, "relatedObjectIdentifier")
        make.add(source, "relatedObjectIdentifierType", "local")
        make.add(source, "relatedObjectIdentifierValue", entry.copy_of)


def _event(make: Markup, root: etree._Element, place: str, event: EventRow, entries: tuple[Entry, ...]) -> None:
    made = make.add(root, "event")
    identifier = make.add(made, "eventIdentifier")
    make.add(identifier, "eventIdentifierType", "UUID")
    make.add(identifier, "eventIdentifierValue", str(stable_id("event", place, event.tid, event.slag)))
    make.add(made, "eventType", _EVENT_TYPES.get(event.slag, event.slag))
    make.add(made, "eventDateTime", moment(event.tid))
    make.add(make.add(made, "eventDetailInformation"), "eventDetail", f"{event.slag}: {event.text}")
    agent = make.add(made, "linkingAgentIdentifier")
    make.add(agent, "linkingAgentIdentifierType", "local")
    make.add(agent, "linkingAgentIdentifierValue", event.vem)
    concerned = next((e for e in entries if e.sha256 == event.fil), None) if event.fil else None
    if concerned is not None:
        link = make.add(made, "linkingObjectIdentifier")
        make.add(link, "linkingObjectIdentifierType", "local")
        make.add(link, "linkingObjectIdentifierValue", concerned.sealed)


def _agent(make: Markup, root: etree._Element, name: str, kind: str, version: str | None) -> None:
    made = make.add(root, "agent")
    _identifier(make, made, "agent", name)
    make.add(made, "agentName", name)
    make.add(made, "agentType", kind)
    if version is not None:
        make.add(made, "agentVersion", version)


def _identifier(make: Markup, parent: etree._Element, of: str, value: str) -> None:
    identifier = make.add(parent, f"{of}Identifier")
    make.add(identifier, f"{of}IdentifierType", "local")
    make.add(identifier, f"{of}IdentifierValue", value)

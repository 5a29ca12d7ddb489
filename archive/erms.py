"""The case described by CITS ERMS, which FGS Ärendehantering 2.0 points to; version 2.1 or 3.0 by the förbund's settings.

Source: the schemas ERMS 2.1.2 and 3.0.2 of the DILCIS Board; which element holds what is said in docs/arkiv.md. What is written here is valid by
both, save that 2.1 spells a value of ``recordPhysicalOrDigital`` its own way.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from archive.markup import XSI, Markup, moment, written
from archive.model import CaseContent, Entry
from archive.names import stable_id

_NAMESPACE = "https://DILCIS.eu/XML/ERMS"
_DIGITAL = {"2.1": "digitial", "3.0": "digital"}  # the first is how schema 2.1 spells it
_DIRECTIONS = {"in": "incoming", "ut": "outgoing", "intern": "internal_memo_without_follow-up"}
_OUTCOMES = {"bevilja": "Bevilja", "avslag": "Avslå", "aterremiss": "Återremittera", "ej-vidare": "Tas inte vidare", "aterkallad": "Återkallad", "okant": "Beslut"}  # fmt: skip


def erms(content: CaseContent, package: str) -> bytes:
    """The descriptive metadata of a package whose files lie where ``package_path`` says."""
    make = Markup(_NAMESPACE, None, {"xsi": XSI})
    root = make.root("erms")
    _control(make, make.add(root, "control"), content, package)
    _case(make, make.add(root, "aggregations"), content)
    return written(root)


def package_path(entry: Entry) -> str:
    """Where a file lies in the package: originals and papers as they are, PDF copies in a representation of their own."""
    representation = "bevarande" if entry.role == "pdf-kopia" else "original"
    return f"representations/{representation}/data/{entry.sealed}"


def _control(make: Markup, control: etree._Element, content: CaseContent, package: str) -> None:
    make.add(control, "identification", package, {"identificationType": "arkivpaket"})
    upkeep = make.add(control, "maintenanceInformation")
    make.add(upkeep, "maintenanceStatus", attributes={"value": "new"})
    agency = make.add(upkeep, "maintenanceAgency")
    if content.sender.number:
        make.add(agency, "agencyCode", content.sender.number, {"type": "organisationsnummer"})
    make.add(agency, "agencyName", content.sender.name)
    event = make.add(make.add(upkeep, "maintenanceHistory"), "maintenanceEvent")
    make.add(event, "eventType", attributes={"value": "created"})
    make.add(event, "eventDateTime", moment(content.created))
    _agent(make, event, "creator", f"beredning {content.program}", organisation=content.sender.name)


def _case(make: Markup, parent: etree._Element, content: CaseContent) -> None:
    record = content.record
    case = make.add(
        parent,
        "aggregation",
        attributes={"systemIdentifier": str(stable_id("arende", content.sender.number or content.sender.name, record.dnr)), "aggregationType": "caseFile"},
    )  # fmt: skip
    make.add(case, "objectId", record.dnr)
    make.add(case, "extraId", record.mapp, {"extraIdType": "mapp"})
    if content.sender.classification:
        make.add(case, "classification", content.sender.classification)
    keywords = make.add(case, "keywords")
    for word in ("insatsmedel", "finansiell samordning", record.fact("insatsnamn")):
        if word:
            make.add(keywords, "keyword", word)
    make.add(case, "title", content.title)
    make.add(case, "status", attributes={"value": "closed"})
    for other in record.knutna:
        make.add(case, "relation", other.dnr, {"relationType": "has_version"})
    _own(make, case, content)
    _restrictions(make, case, content)
    _disposal(make, case, content)
    agents = make.add(case, "agents")
    if applicant := record.fact("sokande") or record.fact("avsandare"):
        _agent(make, agents, "counterpart", applicant, role="sökande")
    if content.sender.manager:
        _agent(make, agents, "responsible_person", content.sender.manager, organisation=content.sender.name, role="förbundschef")  # fmt: skip
    _agent(make, agents, "creator", content.sender.name, role="arkivbildare")
    make.add(case, "description", f"Ansökan om insatsmedel. Status i registret: {content.status}.")
    dates = make.add(case, "dates")
    make.add(dates, "date", moment(record.inkom), {"dateType": "received"})
    if content.decision is not None:
        make.add(dates, "date", moment(content.decision.day), {"dateType": "decision_date"})
    for event in record.events("avslutat")[-1:]:
        make.add(dates, "date", moment(event.tid), {"dateType": "closed"})
    make.add(dates, "date", moment(content.created), {"dateType": "archived"})
    _decision(make, case, content)
    for number, entry in enumerate((e for e in content.entries if e.copy_of is None), 1):
        copies = [e for e in content.entries if e.copy_of == entry.sealed]
        _record(make, case, content, entry, copies, number)


def _own(make: Markup, case: etree._Element, content: CaseContent) -> None:
    """What the standard has no element for: the reviews, the verdicts that people set aside, and what was missing at sealing."""
    more = make.add(case, "additionalInformation")
    for review in content.reviews:
        _facts(make, more, f"Granskning av version {review.version}", {"program": review.program, "profil": review.profile, "brister": str(review.gaps)})  # fmt: skip
    for override in content.record.avsteg:
        told = {"kriterium": override.kriterium, "programmet": override.programmets_status, "andrat_till": override.status, "skal": override.skal, "namn": override.namn, "tid": override.tid}  # fmt: skip
        _facts(make, more, "Avsteg från programmets bedömning", told)
    for sentence in content.missing:
        _facts(make, more, "Saknades när paketet gjordes", {"saknas": sentence})
    if not len(more):
        case.remove(more)


def _facts(make: Markup, parent: etree._Element, heading: str, told: dict[str, str]) -> None:
    own = make.add(parent, "ownElement")
    make.add(own, "ownElementDescription", heading)
    for name, value in told.items():
        make.add(make.add(own, "ownElement", attributes={"name": name, "dataType": "string"}), "value", value)


def _restrictions(make: Markup, parent: etree._Element, content: CaseContent) -> None:
    for each in content.restrictions:
        restriction = make.add(parent, "restriction", attributes={"restrictionType": each.kind})
        make.add(restriction, "explanatoryText", each.text)
        make.add(restriction, "regulation", each.regulation)


def _disposal(make: Markup, case: etree._Element, content: CaseContent) -> None:
    note = content.disposal
    if note is None:
        return
    disposal = make.add(case, "disposal", attributes={"disposable": "true" if note.day else "false"})
    make.add(disposal, "disposalAction", f"Gallras efter {note.years} år" if note.day else "Bevaras")
    if note.day:
        make.add(disposal, "disposalPeriod", f"P{note.years}Y")
    make.add(disposal, "disposalMandate", note.mandate)
    kind = "action_due" if note.day else "applied"
    make.add(make.add(disposal, "dates"), "disposalDate", moment(note.day or content.created), {"dateType": kind})


def _decision(make: Markup, case: etree._Element, content: CaseContent) -> None:
    decision = content.decision
    if decision is None:
        return
    action = make.add(case, "action")
    make.add(action, "actionText", decision.text or _OUTCOMES[decision.outcome])
    make.add(action, "actionType", _OUTCOMES[decision.outcome])
    make.add(make.add(action, "dates"), "actionDate", moment(decision.day), {"dateType": "decision_date"})
    _agent(make, make.add(action, "agents"), "authorising_person", decision.who)


def _record(
    make: Markup, case: etree._Element, content: CaseContent, entry: Entry, copies: Sequence[Entry], number: int
) -> None:
    record = make.add(
        case,
        "record",
        attributes={
            "systemIdentifier": str(stable_id("handling", entry.dnr, entry.sealed, entry.sha256)),
            "recordType": entry.kind,
            "recordPhysicalOrDigital": _DIGITAL[content.erms],
        },
    )
    make.add(record, "objectId", f"{entry.dnr}:{entry.number}")
    make.add(record, "title", entry.title)
    make.add(record, "runningNumber", str(number))
    if entry.role == "original":
        _restrictions(make, record, content)
    make.add(record, "direction", attributes={"directionDefinition": _DIRECTIONS[entry.direction]})
    kind = "received" if entry.direction == "in" else "created"
    make.add(make.add(record, "dates"), "date", moment(entry.time), {"dateType": kind})
    files = make.add(record, "additionalInformation")
    for each in (entry, *copies):
        make.add(
            files,
            "appendix",
            attributes={
                "name": each.name,
                "description": "PDF/A-kopia" if each.role == "pdf-kopia" else each.title,
                "fileFormat": each.mime,
                "originalFileFormat": entry.mime if each.role == "pdf-kopia" else None,
                "path": package_path(each),
            },
        )


def _agent(
    make: Markup,
    parent: etree._Element,
    kind: str,
    name: str,
    *,
    organisation: str | None = None,
    role: str | None = None,
) -> None:
    agent = make.add(parent, "agent", attributes={"agentType": kind})
    make.add(agent, "name", name)
    if organisation:
        make.add(agent, "organisation", organisation)
    if role:
        make.add(agent, "role", role)

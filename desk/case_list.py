"""The list of cases: searched, filtered, in pages."""

from __future__ import annotations

from collections.abc import Iterable

from desk.digest import Digest, Digests
from extractors.model import Frozen
from intake.register import Case, Register
from intake.register.status import MERGED
from intake.workfolder import WorkFolder
from rules.model import GAPS

PER_PAGE = 50


class Choice(Frozen):
    """What someone looks for; empty words choose all."""

    words: str = ""
    party: str = ""
    year: str = ""
    status: str = ""
    page: int = 1

    @property
    def any(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.words or self.party or self.year or self.status)


class Row(Frozen):
    """A case as the list shows it."""

    case: Case
    digest: Digest
    gaps: int


class Listed(Frozen):
    """A page of the list, with what there is to choose from."""

    rows: tuple[Row, ...]
    found: int
    total: int
    page: int
    pages: int
    years: tuple[str, ...]
    statuses: tuple[str, ...]


def listed(folder: WorkFolder, register: Register, digests: Digests, cases: list[Case], choice: Choice) -> Listed:
    """The cases that fit, the newest first."""
    fitting = [c for c in reversed(cases) if _fits(c, choice)]
    if choice.party:
        fitting = [c for c in fitting if choice.party in digests.of(folder, c).parties]
    pages = max(1, -(-len(fitting) // PER_PAGE))
    page = min(max(choice.page, 1), pages)
    shown = fitting[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Listed(
        rows=tuple(_rows(folder, register, digests, shown)),
        found=len(fitting),
        total=len(cases),
        page=page,
        pages=pages,
        years=tuple(sorted({c.came[:4] for c in cases}, reverse=True)),
        statuses=tuple(sorted({c.status for c in cases})),
    )


def _rows(folder: WorkFolder, register: Register, digests: Digests, cases: Iterable[Case]) -> Iterable[Row]:
    for case in cases:
        made = digests.of(folder, case)
        changed = register.overrides(case.id)
        open_gaps = [g for g in made.gaps if g not in changed or changed[g].status in GAPS]
        yield Row(case=case, digest=made, gaps=len(open_gaps))


def _fits(case: Case, choice: Choice) -> bool:
    if choice.status and case.status != choice.status:
        return False
    if not choice.status and case.status == MERGED and not choice.words:
        return False
    if choice.year and not case.came.startswith(choice.year):
        return False
    words = " ".join((case.dnr, case.name or "", case.applicant or "", *(f.name for f in case.files))).casefold()
    return all(word in words for word in choice.words.casefold().split())

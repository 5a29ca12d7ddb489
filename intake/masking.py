"""Handing a case's files and reviews to the masking."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from archive.masking.account import Account
from archive.masking.case import Told, mask_case
from intake.archiving import case_entries, case_record, reviews_of
from intake.register import Case, Register
from intake.workfolder import WorkFolder


def masked_copy(
    folder: WorkFolder, register: Register, case: Case, told: Told, *, now: datetime
) -> tuple[dict[str, bytes], Account]:
    """The case's files masked, by name, and the account of it. Raises ArchiveError and OSError."""
    entries = case_entries(folder, case_record(register, case))
    reviews: dict[str, dict[str, Any]] = {str(data["fil"]["sha256"]): data for _, data in reviews_of(folder, entries)}
    return mask_case(
        entries,
        {entry.sealed: (folder.root / entry.path).read_bytes() for entry in entries},
        reviews,
        told,
        dnr=case.dnr,
        made=now.astimezone().isoformat(timespec="seconds"),
    )

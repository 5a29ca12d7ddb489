"""The register of cases: an embedded SQLite file that is only ever added to."""

from intake.register.schema import RegisterError
from intake.register.store import Register
from intake.register.values import Attachment, Case, Event, FailedFile, Marks, Override, StoredFile

__all__ = ["Attachment", "Case", "Event", "FailedFile", "Marks", "Override", "Register", "RegisterError", "StoredFile"]

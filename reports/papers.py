"""The papers of a review: the memo in Word and the review as JSON, written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from reports.memo import build_memo
from reports.received import Received
from reports.word import render
from rules.model import Review

MEMO_TEMPLATE = "beredning.docx"
_DIGEST_SHOWN = 8
_STEM_BYTES = 200


@lru_cache(maxsize=8)
def shipped_template(name: str) -> bytes:
    """The bytes of a template that comes with the program. Raises FileNotFoundError for an unknown name."""
    return files("reports.templates").joinpath(name).read_bytes()


def memo_document(received: Received, review: Review, template: bytes | None = None) -> bytes:
    """The memo of a review as a Word file, by the shipped template unless another is given."""
    memo = build_memo(received, review)
    return render(
        template or shipped_template(MEMO_TEMPLATE),
        memo.model_dump(),
        title=memo.rubrik,
        day=received.today,
        name=MEMO_TEMPLATE,
    )


def review_json(data: dict[str, Any]) -> bytes:
    """The review as a JSON file: indented, keys in the order given, a newline at the end."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def write_review_papers(received: Received, review: Review, data: dict[str, Any], out: Path) -> tuple[Path, ...]:
    """Write ``<stem>-beredning.docx`` and ``<stem>.json`` into ``out`` and return their paths.

    Papers of the same application are written over. Where another application's papers have the name already
    (``a.docx`` and ``a.pdf``), the first characters of the file's SHA-256 are added to it. Raises OSError.
    """
    out.mkdir(parents=True, exist_ok=True)
    stem = _free_stem(received, out)
    memo, record = out / f"{stem}-beredning.docx", out / f"{stem}.json"
    _write_whole(memo, memo_document(received, review))
    _write_whole(record, review_json(data))
    return memo, record


def _free_stem(received: Received, out: Path) -> str:
    """The stem of the papers' names: the file's own, with a part of its SHA-256 where other papers or files have that."""
    stem = Path(received.name).stem.encode("utf-8")[:_STEM_BYTES].decode("utf-8", "ignore") or "ansokan"
    memo, record = out / f"{stem}-beredning.docx", out / f"{stem}.json"
    if not (memo.exists() or record.exists()) or _is_of(record, received):
        return stem
    return f"{stem}-{received.sha256[:_DIGEST_SHOWN]}"


def _is_of(record: Path, received: Received) -> bool:
    """Whether the review lying there is of the same file: the same name and the same bytes."""
    try:
        known = json.loads(record.read_text(encoding="utf-8"))["fil"]
        return bool((known["namn"], known["sha256"]) == (received.name, received.sha256))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _write_whole(path: Path, content: bytes) -> None:
    """Write beside and move into place, so that a reader never meets half a paper."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

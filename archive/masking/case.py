"""Masking all files of a case, and proving that nothing of what was masked is left in any of them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import PurePath
from typing import Any

from archive.masking.account import DATA, Account, Masked, from_spots
from archive.masking.finding import Kind, Wanted, find_spots, is_full_name, is_within, masked, names, people, says
from archive.masking.pdf import masked_text_pdf
from archive.masking.pdf_apart import mask_pdf_apart
from archive.masking.proof import check, readable
from archive.masking.word import mask_word, text_parts
from archive.model import ArchiveError, Entry
from extractors.formats.text import decode_text
from extractors.model import Frozen

_WORD = frozenset({".docx", ".dotx"})
_TEXT = frozenset({".txt", ".csv", ".md"})


class Told(Frozen):
    """What the orderer says: words to mask, names to mask, and words to leave."""

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


def wanted_of(
    reviews: Sequence[Mapping[str, Any]], papers: Sequence[str], told: Told
) -> tuple[Wanted, tuple[str, ...]]:
    """What to look for in the files of a case, and the names that are left since they stand with an office.

    ``reviews`` are its reviews as JSON, ``papers`` the texts of its Word files and the names of all.
    """
    passages: list[tuple[str, Kind]] = [(word, "angiven") for word in told.words]
    private: set[str] = set(told.names)
    officials: set[str] = set()
    for review in reviews:
        flags = review.get("flaggor", ())
        passages += [(str(f["citat"]), "kanslig-uppgift") for f in flags if f.get("id") == "kanslig-uppgift"]
        officials.update(str(review.get("uppgifter", {}).get("insatsansvarig") or "").split(" | "))
    for line in (*(text for review in reviews for text in texts_of(review)), *papers):
        named, office = people(line)
        private |= named
        officials |= office
    officials = {" ".join(name.split()) for name in officials if name.strip()} - set(told.names)
    officials = {name for name in officials if " " in name or name not in private}  # a first name alone shields no one
    signed = {
        name
        for name in private
        if name in officials or (is_full_name(name) and any(is_within(name, o) for o in officials))
    } - set(told.names)
    standing = {o for o in officials | signed if " " in o and not any(is_within(name, o) for name in told.names)}
    wanted = Wanted(
        passages=tuple(dict.fromkeys(p for p in passages if p[0].strip())),
        keep=told.keep,
        standing=tuple(sorted(standing)),
    ).knowing(private - signed - set(told.keep))
    return wanted, _each_once(officials | signed)


def _each_once(names: Collection[str]) -> tuple[str, ...]:
    """The names, without those that are written in full in another."""
    kept: list[str] = []
    for name in sorted(names, key=lambda n: (-len(n.split()), -len(n), n)):
        if not any(is_within(name, other) for other in kept):
            kept.append(name)
    return tuple(sorted(kept))


def _missed(wanted: Wanted, told: Told, account: Sequence[Masked], came_in: Collection[str]) -> tuple[str, ...]:
    """What the orderer gave that was found in no file, and sensitive statements found in none of those that came in.

    A review's own data repeat its quotations, and a memo may: they do not show that the quotation was found where it came from.
    """
    seen = [m for m in account if m.place != DATA]
    given = [m.text for m in seen]
    came = [m.text for m in seen if m.file in came_in]
    passages = [
        words
        for words, kind in wanted.passages
        if not any(says(line, words) for line in (came if kind == "kanslig-uppgift" else given))
    ]
    persons = [name for name in told.names if not any(names(line, name) for line in given)]
    return tuple(dict.fromkeys(" ".join(each.split()) for each in (*passages, *persons) if each not in told.keep))


def texts_of(review: Mapping[str, Any]) -> list[str]:
    """The text of a reviewed file: its blocks and what stood in its margins."""
    return [str(each["text"]) for each in (*review.get("block", ()), *review.get("marginal", ()))]


def mask_case(
    entries: Sequence[Entry],
    bytes_of: Mapping[str, bytes],
    reviews: Mapping[str, Mapping[str, Any]],
    told: Told,
    *,
    dnr: str,
    made: str,
) -> tuple[dict[str, bytes], Account]:
    """The masked files by name, and the account. ``reviews`` are by the SHA-256 of the file that was reviewed.

    A file that cannot be masked is held back and told. Raises ArchiveError where something masked could still be read: nothing is then
    given out.
    """
    named = [
        re.sub(r"[\W_]+", " ", PurePath(entry.name).stem) for entry in entries
    ]  # a file is often named after someone
    wanted, left = wanted_of(list(reviews.values()), [*_paper_texts(entries, bytes_of), *named], told)
    files: dict[str, bytes] = {}
    texts: dict[str, list[str]] = {}
    lines: list[Masked] = []
    withheld: list[str] = []
    day = date.fromisoformat(made[:10])
    for entry in entries:
        try:
            name, content, account = _mask(entry, bytes_of[entry.sealed], reviews.get(entry.sha256), wanted, day)
            texts[name] = readable(name, content)
        except ArchiveError as error:
            withheld.append(f"{entry.name}: {error}")
            continue
        files[name] = content
        lines += account
    for name in files:
        check(name, texts[name], lines, wanted)
    missed = _missed(wanted, told, lines, {entry.name for entry in entries if entry.role == "original"})
    return files, Account(dnr=dnr, made=made, masked=tuple(lines), left=left, missed=missed, withheld=tuple(withheld))


def _paper_texts(entries: Sequence[Entry], bytes_of: Mapping[str, bytes]) -> list[str]:
    found: list[str] = []
    for entry in entries:
        if PurePath(entry.sealed).suffix.casefold() in _WORD:
            with suppress(ArchiveError):
                found += [
                    text
                    for part, text in text_parts(bytes_of[entry.sealed])
                    if part.startswith("word/") and " " in text
                ]
    return found


def _mask(
    entry: Entry, content: bytes, review: Mapping[str, Any] | None, wanted: Wanted, day: date
) -> tuple[str, bytes, list[Masked]]:
    suffix = PurePath(entry.sealed).suffix.casefold()
    name = entry.sealed
    if suffix in _WORD:
        made, account = mask_word(content, wanted, entry.name)
        return name, made, account
    if suffix == ".pdf":
        made, account = mask_pdf_apart(content, wanted, entry.name, title=_title(entry), day=day)
        return name, made, account
    if suffix == ".json":
        account = []
        try:
            data = _mask_data(json.loads(content), wanted, entry.name, account)
        except (ValueError, RecursionError) as error:
            raise ArchiveError("datafilen är skadad och kan inte maskeras") from error
        return name, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace"), account
    if suffix in _TEXT:
        text = decode_text(content)
        if text is None:
            raise ArchiveError("textfilens teckenkodning går inte att läsa, så den kan inte maskeras")
        spots = find_spots(text, wanted)
        return name, masked(text, spots).encode("utf-8", "replace"), from_spots(entry.name, "texten", text, spots)
    if review is None:
        raise ArchiveError("filtypen kan inte maskeras och det finns ingen läst text att göra en kopia av")
    account, out = [], []
    for number, line in enumerate(texts_of(review), 1):
        spots = find_spots(line, wanted)
        account += from_spots(entry.name, f"stycke {number}", line, spots)
        out.append(masked(line, spots))
    title = f"{_title(entry)} – text ur en fil av slaget {suffix.lstrip('.') or 'okänt'}"
    return f"{PurePath(name).stem}-text.pdf", masked_text_pdf(out, title=title, day=day), account


def _title(entry: Entry) -> str:
    """What the copy is called. A paper of no known kind is titled by its file's name, which may name a person."""
    return f"Handling {entry.number}" if entry.role == "ovrigt" else entry.title


def _mask_data(value: Any, wanted: Wanted, file: str, account: list[Masked]) -> Any:
    if isinstance(value, str):
        spots = find_spots(value, wanted)
        account += from_spots(file, DATA, value, spots)
        return masked(value, spots)
    if isinstance(value, list):
        return [_mask_data(each, wanted, file, account) for each in value]
    if isinstance(value, dict):
        return {key: _mask_data(each, wanted, file, account) for key, each in value.items()}
    return value

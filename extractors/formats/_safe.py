"""Open zips and XML that strangers made: bounds are checked before and while anything is unpacked, no entity is followed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import Unreadable
from extractors.limits import Limits

if TYPE_CHECKING:
    from lxml import etree

_RATIO_FROM = 10_000_000  # small files may pack very well; only much unpacked data is dangerous
_ENCRYPTED = 0x1
_UNPACK_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class SafeZip:
    """A zip whose members are read into memory, each and all together within the limits. Names are never used as paths."""

    def __init__(self, archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
        self.name = name
        self.members = {m.filename: m for m in archive.infolist() if not m.is_dir()}
        self._archive = archive
        self._left = limits.unpacked_bytes

    def read(self, member: str, most: int | None = None) -> bytes:
        """The bytes of a member. Raises `Unreadable` when it is broken or larger than it says or may be."""
        bound = self._left if most is None else min(most, self._left)
        try:
            with self._archive.open(self.members[member]) as stream:
                data = stream.read(bound + 1)
        except (KeyError, *_UNPACK_ERRORS) as error:
            raise broken(self.name) from error
        if len(data) > bound:
            raise dangerous(self.name)
        self._left -= len(data)
        return data


@contextmanager
def safe_zip(path: Path, limits: Limits) -> Iterator[SafeZip]:
    """Open a zip. Raises `Unreadable`: broken, encrypted, or more, larger or tighter packed members than the limits allow."""
    try:
        archive = zipfile.ZipFile(path)
    except _UNPACK_ERRORS as error:
        raise broken(path.name) from error
    with archive:
        members = archive.infolist()
        unpacked = sum(m.file_size for m in members)
        packed = sum(m.compress_size for m in members) or 1
        if len(members) > limits.members or unpacked > limits.unpacked_bytes:
            raise dangerous(path.name)
        if unpacked > _RATIO_FROM and unpacked / packed > limits.ratio:
            raise dangerous(path.name)
        if any(m.flag_bits & _ENCRYPTED for m in members):
            raise encrypted(path.name)
        yield SafeZip(archive, path.name, limits)


def parse_xml(data: bytes, name: str, limits: Limits) -> etree._Element:
    """The root of an XML text. Raises `Unreadable` when it is broken, nested too deep, or brings entities of its own."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise (dangerous(name) if "depth" in str(error).lower() else broken(name)) from error
    internal: Any = root.getroottree().docinfo.internalDTD  # the stubs do not know its entities
    if internal is not None and internal.entities():
        raise dangerous(name)
    if root.xpath("boolean(" + "/*" * (limits.xml_depth + 1) + ")"):
        raise dangerous(name)
    return root


def broken(name: str) -> Unreadable:
    """The refusal of a file that cannot be opened."""
    return Unreadable(
        "trasig", f"Filen {name} är skadad och kan inte läsas. Be avsändaren spara om den och skicka den igen."
    )


def encrypted(name: str) -> Unreadable:
    """The refusal of a file that asks for a password."""
    return Unreadable("krypterad", f"Filen {name} är skyddad med lösenord. Be avsändaren skicka den utan lösenord.")


def dangerous(name: str) -> Unreadable:
    """The refusal of a file made to overload the machine."""
    return Unreadable(
        "farlig",
        f"Filen {name} är byggd så att den kan överbelasta datorn och öppnas inte. Be avsändaren skicka ansökan som PDF.",
    )

"""Bounds on what one file may cost: an application is a few pages, a trap may be endless."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds for one file: bytes on disk and unpacked, pages, XML depth, seconds, memory in bytes, nesting of containers."""

    file_bytes: int = 100_000_000
    unpacked_bytes: int = 400_000_000
    ratio: int = 200
    members: int = 5_000
    pages: int = 300
    xml_depth: int = 250
    seconds: float = 120.0
    memory_bytes: int = 2_000_000_000
    nesting: int = 3
    blocks: int = 50_000


DEFAULT = Limits()

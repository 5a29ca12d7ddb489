"""What several test modules start from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk_folder import SharedReaders, Visitor, desk_on, make_folder


@pytest.fixture(scope="session")
def desk_origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with two reviewed applications, made once and only ever copied."""
    return make_folder(tmp_path_factory.mktemp("bord") / "sof").root


@pytest.fixture(scope="session")
def desk_readers() -> Iterator[SharedReaders]:
    """Readers kept warm for all desks."""
    pool = SharedReaders()
    yield pool
    pool.end()


@pytest.fixture
def chef(desk_origin: Path, desk_readers: SharedReaders, tmp_path: Path) -> Iterator[Visitor]:
    """A förbundschef at a desk over a folder of her own."""
    shutil.copytree(desk_origin, tmp_path / "sof")
    with desk_on(tmp_path / "sof", desk_readers, dry_run=True) as desk:
        yield Visitor(desk).come_in()

"""The libraries that the installed program stands on: versions, licences, who needs whom; as a page and as an SBOM (CycloneDX).

The set is what ``pyproject.toml`` requires, followed to its ends. Versions are those of ``requirements.lock``, which also holds a
SHA-256 of every file that may be installed.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
_SYSTEM = {
    "extra": "", "python_version": "3.11", "python_full_version": "3.11.0", "implementation_name": "cpython",
    "platform_python_implementation": "CPython", "os_name": "posix", "sys_platform": "linux", "platform_system": "Linux",
    "platform_machine": "x86_64",
}  # fmt: skip
_LONGEST_NAME = 60
_SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}


@dataclass(frozen=True)
class Part:
    """A library: its name and version, its licence in SPDX's words, what it is in its own words, and the names that it needs."""

    name: str
    version: str
    licence: str
    summary: str
    needs: tuple[str, ...]


def plain_name(name: str) -> str:
    """A library's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@lru_cache(maxsize=1)
def parts() -> tuple[Part, ...]:
    """All libraries that the program needs on Linux, sorted by name. Raises PackageNotFoundError where one is not installed."""
    locked = _locked()
    found: dict[str, Part] = {}
    waiting = list(_names(_project()["dependencies"]))
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        distribution = metadata.distribution(name)
        needs = _names(distribution.requires or [])
        summary = str(distribution.metadata["Summary"] or "").strip().rstrip(".")
        found[name] = Part(name, locked.get(name, distribution.version), _licence(name), summary, needs)
        waiting += needs
    return tuple(found[name] for name in sorted(found))


def page() -> str:
    """The reference page on the libraries."""
    direct = set(_names(_project()["dependencies"]))
    rows = [(p.name, p.version, p.licence, "ja" if p.name in direct else "") for p in parts()]
    lines = ["| del | version | licens | används direkt |", "|---|---|---|---|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return (
        "# Delar från andra\n\n"
        "Sidan är gjord av programmets kod och ändras med den.\n\n"
        f"Programmet står på {len(rows)} bibliotek från andra. Versionerna är låsta, och `requirements.lock` har en kontrollsumma för varje fil som "
        "får installeras. Samma lista i maskinläsbar form (CycloneDX) ligger i `docs/sbom.cdx.json`. Ingen del har licensen AGPL.\n\n"
        + "\n".join(lines)
        + "\n"
    )


def sbom() -> str:
    """The parts as CycloneDX 1.6 in JSON, the same text for the same parts."""
    refs = {part.name: f"pkg:pypi/{part.name}@{part.version}" for part in parts()}
    own = _project()
    top = f"pkg:pypi/{own['name']}@{own['version']}"
    told = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": top,
                "name": own["name"],
                "version": own["version"],
                "licenses": [{"expression": own["license"]}],
                "purl": top,
            }
        },
        "components": [_component(part, refs[part.name]) for part in parts()],
        "dependencies": [
            {"ref": top, "dependsOn": [refs[n] for n in _names(own["dependencies"])]},
            *({"ref": refs[p.name], "dependsOn": [refs[n] for n in p.needs]} for p in parts()),
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _component(part: Part, ref: str) -> dict[str, object]:
    about = {"description": part.summary} if part.summary else {}
    return {
        "type": "library",
        "bom-ref": ref,
        "name": part.name,
        "version": part.version,
        **about,
        "licenses": [{"expression": part.licence}],
        "purl": ref,
    }


def _project() -> dict[str, Any]:
    """The program's own part of ``pyproject.toml``."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def _names(requirements: Iterable[str]) -> tuple[str, ...]:
    """Names of the libraries that are required on Linux, extras left out."""
    from packaging.requirements import Requirement

    wanted = map(Requirement, requirements)
    return tuple(sorted({plain_name(r.name) for r in wanted if r.marker is None or r.marker.evaluate(_SYSTEM)}))


def _licence(name: str) -> str:
    """A library's licence in SPDX's words: its own expression, else its licence line, else its classifier. Raises ValueError for none."""
    told = metadata.metadata(name)
    classifiers = [c.split("::")[-1].strip() for c in told.get_all("Classifier") or [] if c.startswith("License ::")]
    found: list[str] = [
        *(str(told[key]).strip() for key in ("License-Expression", "License") if key in told),
        *classifiers,
    ]
    short = [each for each in found if each and len(each) <= _LONGEST_NAME]
    if not short:
        raise ValueError(f"{name} does not tell its licence")
    return _SPDX.get(short[0], short[0])


def _locked() -> dict[str, str]:
    from packaging.requirements import Requirement

    lines = re.findall(r"(?m)^[A-Za-z0-9][^\\#\n]*==[^\\#\n]*", LOCK.read_text(encoding="utf-8"))
    wanted = (Requirement(line.strip()) for line in lines)
    chosen = (r for r in wanted if r.marker is None or r.marker.evaluate(_SYSTEM))
    return {plain_name(r.name): str(r.specifier).removeprefix("==") for r in chosen}

"""How fast the desk's pages are with a full register.

Run: python -m benchmarks.bord [--cases 500] [--rounds 20]

Lays out a folder with that many cases, each with its own original and its own review, and asks for every page over HTTP on the
loopback address, as a browser does. Prints milliseconds: the first time, the median and the slowest of twenty.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import tempfile
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import uvicorn

from desk.app import build
from desk.guard import LINK_KEY
from desk.serve import hosts_of, listen
from desk.state import Desk
from extractors.isolation import ReaderPool
from intake.pipeline import review_file
from intake.register import Register
from intake.reviewing import Reviewer
from intake.workfolder import WorkFolder, lay_out
from reports.papers import review_json

SAMPLES = Path(__file__).parents[1] / "sample_submissions"
SOURCES = ("01-stegvis-ater.docx", "05-samma-karta.pdf")
NOW = datetime(2026, 11, 23, 10, 30)
MEETING = '\n[[moten]]\ndatum = 2026-12-29\nslag = "beredningsgrupp"\n'
PAGES = {
    "Start": "/",
    "Sökning": "/?sok=stegvis",
    "Urval efter part": "/?part=region&ar=2026",
    "Ärende i Word": "/arende/1",
    "Ärende i pdf": "/arende/2",
    "Sidbild": "/arende/2/sida/1.png",
    "Ekonomi": "/arende/1/ekonomi",
    "Versioner": "/arende/1/versioner",
    "Papper": "/arende/2/papper",
    "Logg": "/arende/1/logg",
    "Inställningar": "/installningar",
    "Möte": "/mote/2026-12-29",
}


def full_folder(root: Path, cases: int, readers: ReaderPool) -> WorkFolder:
    """A folder with many reviewed cases; a dozen of them are ready for the meeting, the others were recommended long ago."""
    folder, _ = lay_out(root, forbund="Samordningsförbundet Prövköping")
    settings = root / "installningar.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + MEETING, encoding="utf-8")
    folder = WorkFolder(root)
    made = [review_file(SAMPLES / name, readers.read, version="0", today=NOW.date()).data for name in SOURCES]
    clock = [NOW - timedelta(days=cases)]
    with Register(folder.register_path, lambda: clock[0]) as register:
        for number in range(cases):
            clock[0] += timedelta(days=1)
            source, data = SOURCES[number % 2], made[number % 2]
            content = (SAMPLES / source).read_bytes() + f"\n%{number}".encode()
            digest = hashlib.sha256(content).hexdigest()
            name = f"{data['uppgifter']['insatsnamn']} {number}"
            with register.writing():
                case = register.add_case(folder.settings.dnr)
                place = folder.cases / case.folder / "v1"
                (place / "inkommet").mkdir(parents=True)
                path = place / "inkommet" / source
                path.write_bytes(content)
                own = {**data, "fil": {**data["fil"], "sha256": digest}}
                (place / f"{path.stem}.json").write_bytes(review_json(own))
                stored = register.add_file(
                    case.id, version=1, name=source, sha256=digest, size=len(content),
                    path=path.relative_to(folder.root).as_posix(), mark=str(number),
                )  # fmt: skip
                register.add_event(case.id, "inkom", "prov", f"{source} kom in.", file=stored.id)
                register.add_facts(case.id, {"insatsnamn": name, "sokande": data["uppgifter"]["sokande"]}, "prov")
                register.add_event(case.id, "granskad", "prov", f"{source} granskades.", file=stored.id)
                if number < cases - 40:
                    said = {"dnr": case.dnr, "rekommendation": "bevilja"}
                    register.add_event(case.id, "rekommendation", "prov", "Beviljas.", data=said)
    return folder


def timed(client: httpx.Client, path: str, rounds: int) -> tuple[list[float], int]:
    """Milliseconds of each request, and the bytes of the answer."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        answer = client.get(path)
        times.append(1000 * (time.perf_counter() - start))
        answer.raise_for_status()
    return times, len(answer.content)


def main() -> None:
    """Build, ask and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, ReaderPool() as readers:
        folder = full_folder(Path(place) / "sof", given.cases, readers)
        desk = Desk(folder.root, "0", lambda: Reviewer("0", None), ReaderPool(), "prov", now=lambda: NOW)
        sock = listen(0)
        port = sock.getsockname()[1]
        config = uvicorn.Config(build(desk, hosts_of(port)), log_level="critical", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", follow_redirects=True, timeout=120) as client:
                client.get(f"/?{LINK_KEY}={desk.keys.new_link_key()}", follow_redirects=False)
                print(
                    f"{given.cases} ärenden. Millisekunder: första gången, median och långsammast av {given.rounds - 1}."
                )
                for name, path in PAGES.items():
                    times, size = timed(client, path, given.rounds)
                    rest = times[1:] or times
                    print(
                        f"  {name:<18} {times[0]:>8.0f} {statistics.median(rest):>8.0f} {max(rest):>8.0f}   {size // 1000:>5} kB"
                    )
        finally:
            server.should_exit = True
            thread.join()
            sock.close()
            desk.close()


if __name__ == "__main__":
    main()

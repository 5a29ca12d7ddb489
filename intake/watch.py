"""Looking in the inbox, once or for as long as one likes: the same look, the same wait for files to stand still, the same intake."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from intake.attached import moved_in
from intake.durable import FileState, is_passing, why
from intake.inbox import Inbox, Taken
from intake.oslock import BusyError, held
from intake.register import Register
from intake.reviewing import Reviewing
from intake.scan import Look, Settling, look
from intake.workfolder import WorkFolder

PATIENCE_SECONDS = 4.0
"""How long a file that seems broken must have stood still before it is taken at its word."""
_ONCE_SECONDS = 12.0
_LONGEST_PAUSE = 60.0
_TELL_OF_WAIT_SECONDS = 1.0


@dataclass
class _Retry:
    at: float
    pause: float


@dataclass
class Watch:
    """A watch over one working folder's inbox.

    ``tell`` gets what became of each file, ``note`` a Swedish sentence for all else. ``clock`` only goes forward; ``now`` is the day's
    time and may be set back.
    """

    folder: WorkFolder
    reviewing: Reviewing
    tell: Callable[[Taken], None]
    note: Callable[[str], None]
    now: Callable[[], datetime] = datetime.now
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _retries: dict[Path, _Retry] = field(default_factory=dict)
    _given_up: dict[Path, FileState] = field(default_factory=dict)
    _noted: set[str] = field(default_factory=set)

    def run(self, *, forever: bool = False) -> bool:
        """Take in what lies there; ``forever`` goes on until interrupted. Returns whether all went well and nothing waits.

        Raises WorkFolderError, SettingsError and RegisterError; once, also OSError where the inbox cannot be reached.
        """
        self.folder.check()
        settling = Settling(self.folder.settings.inbox.looks)
        started, last_pass, sound = self.clock(), -_LONGEST_PAUSE, True
        while True:
            seen = self._look(forever)
            at = self.clock()
            settled = settling.see(seen, at)
            self._note_refused(seen)
            due = self._whole_folders(seen, self._due(settled, at))
            if due or at - last_pass >= _LONGEST_PAUSE:
                sound = self._pass(due, settling) and sound
                last_pass = at
            if not forever and not (settling.unsettled or self._half_written(seen)):
                return sound and not self._retries and not self._given_up
            if not forever and self.clock() - started > _ONCE_SECONDS:
                for path in sorted({*settling.unsettled, *self._retries}):
                    self.note(
                        f"{path.name} ligger kvar i inkorgen: den skrivs fortfarande. Kör igen när den är färdig."
                    )
                return False
            self.sleep(self.folder.settings.inbox.seconds)

    def _look(self, forever: bool) -> Look:
        try:
            return look(self.folder.inbox)
        except OSError:
            if not forever:
                raise
            self._note_once(f"Inkorgen {self.folder.inbox} nås inte just nu. Nytt försök görs.")
            return Look()

    def _due(self, settled: dict[Path, FileState], at: float) -> dict[Path, FileState]:
        """Files to take in now: those that stand still, less those to try later and those that the program cannot handle."""
        self._retries = {path: retry for path, retry in self._retries.items() if path in settled}
        self._given_up = {path: state for path, state in self._given_up.items() if settled.get(path) == state}
        return {
            path: state
            for path, state in settled.items()
            if path not in self._given_up and (path not in self._retries or self._retries[path].at <= at)
        }

    def _whole_folders(self, seen: Look, due: dict[Path, FileState]) -> dict[Path, FileState]:
        """What is due, less files in a folder of which something else is not due yet: it is still being moved in."""
        waiting = {path: state for path, state in seen.files.items() if path not in due and path not in self._given_up}
        held_back = moved_in(self.folder.inbox, waiting)
        inside = {path for top, files in moved_in(self.folder.inbox, due).items() if top in held_back for path in files}
        return {path: state for path, state in due.items() if path not in inside}

    def _half_written(self, seen: Look) -> bool:
        """Whether a file waits that may only be half written, and not for a full disk or a lock."""
        return any(retry.pause == PATIENCE_SECONDS and path in seen.files for path, retry in self._retries.items())

    def _pass(self, due: dict[Path, FileState], settling: Settling) -> bool:
        """One pass by the one worker: set right what a stop left, then take in what is due."""
        try:
            try:
                with held(self.folder.lock_path, wait_seconds=_TELL_OF_WAIT_SECONDS):
                    return self._work(due, settling)
            except BusyError:
                self._note_once("En annan körning arbetar med inkorgen. Väntar på den.")
                with held(self.folder.lock_path):
                    return self._work(due, settling)
        except Exception as error:
            if not is_passing(error):
                raise
            self.note(why(error))
            return False

    def _work(self, due: dict[Path, FileState], settling: Settling) -> bool:
        sound = True

        def tell(taken: Taken) -> None:
            nonlocal sound
            sound = sound and taken.what != "fel" and not taken.passing
            self.tell(taken)

        with Register(self.folder.register_at, self.now) as register:
            inbox = Inbox(self.folder, register, self.reviewing, self.now, tell)
            for sentence in inbox.start():
                self.note(sentence)
            taken = self._take_folders(inbox, due, settling)
            for number, (path, state) in enumerate(due.items(), 1):
                if path in taken:
                    continue
                if len(due) > 1:
                    self.note(f"[{number}/{len(due)}] {path.name}")
                self._take(inbox, path, state, settling)
        return sound

    def _take_folders(self, inbox: Inbox, due: dict[Path, FileState], settling: Settling) -> set[Path]:
        """Take in folders that hold one application with bilagor; returns the files that are not to be taken one by one."""
        done: set[Path] = set()
        for top, files in moved_in(self.folder.inbox, due).items():
            if len(files) < 2:
                continue
            quiet = min(settling.quiet_seconds(path, self.clock()) for path in files)
            try:
                taken = inbox.take_folder(files, patient=quiet >= PATIENCE_SECONDS)
            except Exception as error:  # a fault of the program on one folder must not stop the rest
                self.note(f"Programmet kunde inte ta in mappen {top} som en ansökan ({type(error).__name__}).")
                continue
            if taken.what == "väntar":
                done |= files.keys()
                self._wait(files, quiet, half=taken.half)
                if not taken.half:
                    self.note(f"{top}: {taken.text}")
            elif taken.what == "intagen":  # what was handed in twice still lies there
                done |= {path for path in files if not path.exists()}
                self._retries = {path: retry for path, retry in self._retries.items() if path not in files}
        return done

    def _wait(self, paths: Iterable[Path], quiet: float, *, half: bool) -> None:
        """Try these files again later: when they have stood still long enough, or after a pause that grows."""
        for path in paths:
            if half:
                self._retries[path] = _Retry(self.clock() + max(PATIENCE_SECONDS - quiet, 0.0), PATIENCE_SECONDS)
                continue
            pause = (
                min(2 * self._retries[path].pause, _LONGEST_PAUSE) if path in self._retries else 2 * PATIENCE_SECONDS
            )
            self._retries[path] = _Retry(self.clock() + pause, pause)

    def _take(self, inbox: Inbox, path: Path, state: FileState, settling: Settling) -> None:
        patient = settling.quiet_seconds(path, self.clock()) >= PATIENCE_SECONDS
        try:
            taken = inbox.take(path, state, patient=patient)
        except Exception as error:  # a fault of the program on one file must not stop the rest
            self._given_up[path] = state
            self.note(
                f"Programmet kunde inte ta in {path.name} ({type(error).__name__}). Filen ligger kvar i inkorgen."
            )
            return
        if taken is None or taken.what != "väntar":
            self._retries.pop(path, None)
            return
        self._wait([path], settling.quiet_seconds(path, self.clock()), half=taken.half)
        if not taken.half:
            self.note(taken.text)

    def _note_refused(self, seen: Look) -> None:
        for path, kind in seen.refused.items():
            self._note_once(f"{path.name} är {kind} och tas inte in. Lägg själva filen i inkorgen.")

    def _note_once(self, sentence: str) -> None:
        if sentence not in self._noted:
            self._noted.add(sentence)
            self.note(sentence)

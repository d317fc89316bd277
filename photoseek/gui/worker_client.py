"""The worker process as the window sees it: questions with a success and a failure path, and news.

The process is held, not inherited. When it dies it is started again, a little later each time, and
what was asked is asked once more; a question during which it dies twice fails instead.
"""

import logging
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, SignalInstance

import photoseek
from photoseek.gui.language import tr
from photoseek.gui.worker_texts import translated
from photoseek.ipc import messages
from photoseek.ipc.codec import ProtocolError, decode, encode
from photoseek.paths import DATABASE_VARIABLE

_log = logging.getLogger(__name__)

WORKER = ("-m", "photoseek.worker")
RESTART_DELAYS_MS = (500, 2_000, 10_000, 30_000, 60_000)  # the last one again and again
STEADY_MS = 60_000  # a worker that lived this long has earned a quick restart
STOP_PATIENCE_MS = 5_000  # one batch of work, then it notices that its input has ended
TRIES = 2
THEIR_WORLD = 1  # the worker's exit code when its last line on stderr says what the user can do

Done = Callable[[Any], None]
Failed = Callable[[messages.Failed], None]


@dataclass
class _Question:
    request: messages.Request
    done: Done
    failed: Failed
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Stopped:
    """The worker has gone, and will be started again after ``again_in_ms``."""

    message: str
    theirs: bool
    details: str
    again_in_ms: int


class WorkerClient(QObject):
    ready = Signal(object)
    progress = Signal(object)
    library_changed = Signal(object)
    map_ready = Signal(object)
    notice = Signal(object)
    """The events of ``ipc.messages``, one signal each."""
    failed = Signal(object)
    """``messages.Failed`` for a question that was given no failure path."""
    stopped = Signal(object)
    """``Stopped``."""

    def __init__(
        self,
        base: Path,
        parent: QObject | None = None,
        *,
        program: Sequence[str] = WORKER,
        database: str = "",
    ) -> None:
        """``program``: what Python runs as the worker. ``database``: of a shared library, its address."""
        super().__init__(parent)
        self._questions: dict[int, _Question] = {}
        self._next_id = 1
        self._deaths = 0
        self._stopping = False
        self._last_lines: deque[str] = deque(maxlen=40)
        self._readiness: messages.Ready | None = None
        self._latest: messages.Progress | None = None
        process = QProcess(self)
        process.setProgram(sys.executable)
        process.setArguments([*program, "--base-dir", str(base)])
        environment = QProcessEnvironment.systemEnvironment()
        # A checkout that is not installed is found all the same.
        source = str(Path(photoseek.__file__).parent.parent)
        already = environment.value("PYTHONPATH", "")
        environment.insert("PYTHONPATH", f"{source}{':' if sys.platform != 'win32' else ';'}{already}")
        # Not an argument: those can be read by everybody, and there may be a password in it.
        environment.insert(DATABASE_VARIABLE, database)
        process.setProcessEnvironment(environment)
        self._process = self._listen(process)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.start)
        self._steady = QTimer(self, singleShot=True, interval=STEADY_MS)
        self._steady.timeout.connect(self._forget_deaths)

    def start(self) -> None:
        """Where it runs already, what it said last is said again: another window may listen now."""
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._again.stop()
            self._last_lines.clear()
            self._readiness = self._latest = None
            self._process.start()
            self._steady.start()
            return
        if self._readiness is not None:
            self._tell_ready(self._readiness)
        if self._latest is not None:
            self.progress.emit(self._latest)

    def process_id(self) -> int:
        return self._process.processId()

    def stop(self) -> None:
        """End its input, which tells it to stop; kill it when it does not."""
        self._stopping = True
        self._again.stop()
        self._questions.clear()
        if self._process.state() is QProcess.ProcessState.NotRunning:
            return
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(STOP_PATIENCE_MS):
            _log.warning("The worker did not stop by itself and was killed")
            self._process.kill()
            self._process.waitForFinished(STOP_PATIENCE_MS)

    def ask(
        self,
        kind: Callable[..., messages.Request],
        done: Done,
        failed: Failed | None = None,
        **values: object,
    ) -> int:
        """Send a request of ``kind`` with these ``values``; returns its id.

        Exactly one of ``done`` (gets the reply) and ``failed`` is called, later, unless the window
        closes first.
        """
        request_id = self._next_id
        self._next_id += 1
        question = _Question(kind(id=request_id, **values), done, failed or self.failed.emit)
        self._questions[request_id] = question
        if self._process.state() is QProcess.ProcessState.Running:
            self._send(question)
        return request_id

    def is_waiting(self, request_id: int) -> bool:
        return request_id in self._questions

    def forget(self, request_id: int) -> None:
        """The answer to this question is of no interest any more."""
        self._questions.pop(request_id, None)

    def hand_over(self) -> "WorkerClient":
        """The client of another window, which goes on with this worker. Whoever asks or listens here is
        about to go, and is told nothing any more."""
        heir = WorkerClient(Path(), database="")
        self._again.stop()
        self._steady.stop()
        for signal in (*_signals(self._process), *_signals(heir._process)):
            signal.disconnect()
        heir._process, self._process = heir._listen(self._process), self._listen(heir._process)
        heir._next_id, heir._readiness, heir._latest = self._next_id, self._readiness, self._latest
        QTimer.singleShot(0, heir._read)  # what came meanwhile is not announced again
        return heir

    # --- inside --------------------------------------------------------------------------------

    def _listen(self, process: QProcess) -> QProcess:
        process.setParent(self)
        heard = (self._read, self._read_errors, self._send_waiting, self._ended, self._could_not_start)
        for signal, slot in zip(_signals(process), heard, strict=True):
            signal.connect(slot)
        return process

    def _send(self, question: _Question) -> None:
        question.tries += 1
        self._process.write((encode(question.request) + "\n").encode("ascii"))

    def _send_waiting(self) -> None:
        for question in list(self._questions.values()):
            self._send(question)

    def _read(self) -> None:
        while self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            try:
                message = decode(line)
            except ProtocolError as error:
                # Refused, not fatal: one garbled line must not take searching away.
                _log.error("A line of the worker does not fit: %s", error)
                continue
            self._take(message)

    def _take(self, message: messages.Message) -> None:
        if isinstance(message, messages.Failed):
            question = self._questions.pop(message.id, None)
            if question is not None:
                question.failed(replace(message, message=translated(message.message)))
        elif isinstance(message, messages.Reply):
            question = self._questions.pop(message.id, None)
            if question is not None:
                question.done(message)
        elif isinstance(message, messages.Hello):
            if message.protocol_version != messages.PROTOCOL_VERSION:
                _log.error("The worker speaks protocol %s", message.protocol_version)
                self._process.kill()
        elif isinstance(message, messages.Ready):
            self._readiness = message
            self._tell_ready(message)
        elif isinstance(message, messages.Progress):
            self._latest = message
            self.progress.emit(message)
        elif isinstance(message, messages.LibraryChanged):
            self.library_changed.emit(message)
        elif isinstance(message, messages.MapReady):
            self.map_ready.emit(message)
        elif isinstance(message, messages.Notice):
            self.notice.emit(messages.Notice(translated(message.text)))

    def _tell_ready(self, ready: messages.Ready) -> None:
        """In the language of now: the window that hears it may have another than the one before."""
        self.ready.emit(messages.Ready(translated(ready.runtime)))

    def _read_errors(self) -> None:
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        for line in said.splitlines():
            if line.strip():
                self._last_lines.append(line)

    def _could_not_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._last_lines.append(self._process.errorString())
            self._died(tr("The background work could not be started."), theirs=False)

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        self._steady.stop()
        if self._stopping:
            return
        self._read()
        self._read_errors()
        by_itself = status is QProcess.ExitStatus.NormalExit
        if code == THEIR_WORLD and by_itself and self._last_lines:
            self._died(translated(self._last_lines[-1]), theirs=True)
        else:
            code_text = tr("exit code {code}").format(code=code)
            how = code_text if by_itself else tr("it was killed or crashed")
            text = tr("The background work stopped unexpectedly ({how}).")
            self._died(text.format(how=how), theirs=False)

    def _died(self, message: str, *, theirs: bool) -> None:
        delay = RESTART_DELAYS_MS[min(self._deaths, len(RESTART_DELAYS_MS) - 1)]
        self._deaths += 1
        self._again.start(delay)
        details = "\n".join([message, *self._last_lines])
        _log.error("%s", details)
        for request_id, question in list(self._questions.items()):
            if question.tries >= TRIES:
                del self._questions[request_id]
                text = tr("The background work stopped twice while answering this. Try something else.")
                question.failed(messages.Failed(request_id, text, theirs=True))
        self.stopped.emit(Stopped(message, theirs, details, delay))

    def _forget_deaths(self) -> None:
        self._deaths = 0


def _signals(process: QProcess) -> tuple[SignalInstance, ...]:
    return (
        process.readyReadStandardOutput,
        process.readyReadStandardError,
        process.started,
        process.finished,
        process.errorOccurred,
    )

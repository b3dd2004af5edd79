"""`synth serve` as a Python object: one Node process with one model in memory, to which shards are given one after the other."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class SynthError(RuntimeError):
    """The process said why it cannot make the shard: another try would end alike."""


class SynthDied(RuntimeError):
    """The process ended without a word. What it made is kept, and another goes on with it."""


@dataclass(frozen=True)
class Job:
    """What all processes of a run have in common. `shards` is the number of parts, None until it is known."""

    plan: str
    out: str
    shards: int | None
    options: tuple[str, ...]
    #: Of the repository, which every node has under this path.
    root: str = str(ROOT)

    def in_shards(self, shards: int) -> 'Job':
        return replace(self, shards=shards)


def command(root: Path) -> list[str]:
    """The program, without npm and shells between, so that it hears of this process's end."""
    node = shutil.which('node')
    if node is None:
        raise SynthError('There is no node on the PATH of this machine (20.19 or newer is needed).')
    return [node, '--import', 'tsx', str(root / 'workers/node/synth.ts')]


class Synth:
    """A running `synth serve`. It ends with this object's process, whatever ends that."""

    def __init__(self, job: Job):
        arguments = ['serve', '--plan', job.plan, '--out', job.out, '--shards', str(job.shards), *job.options]
        # One thread each: the same faces come out bit by bit, and as many processes as cores fill them.
        environment = {**os.environ, 'OMP_NUM_THREADS': '1'}
        self.notes = tempfile.TemporaryFile('w+', encoding='utf-8')
        self.process = subprocess.Popen([*command(Path(job.root)), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.notes, text=True, cwd=job.root, env=environment)
        self.ready = self._answer()

    def make(self, shard: int, on_progress: Callable[[dict], None]) -> dict:
        """Makes a shard. Returns {'end': 'finished' | 'skipped', 'done', 'made', 'failed'}."""
        try:
            self.process.stdin.write(f'{shard}\n')
            self.process.stdin.flush()
        except BrokenPipeError as error:
            raise SynthDied(f'synth ended before shard {shard}') from error
        while True:
            message = self._answer()
            match message['kind']:
                case 'progress':
                    on_progress(message)
                case 'end':
                    return message
                case 'error':
                    raise SynthError(message['message'])

    def _answer(self) -> dict:
        line = self.process.stdout.readline()
        if line.endswith('\n'):
            return json.loads(line)
        code = self.process.wait()
        self.notes.seek(0)
        said = self.notes.read().strip()
        # A signal's end is an accident; a code that synth chose comes with a reason.
        if code < 0:
            raise SynthDied(f'synth was ended by signal {-code}')
        raise SynthError(said or f'synth ended with code {code}')

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()

"""A plan's shards as Ray tasks: one actor a core, each with one model process; a shard whose actor dies is given to another.

The shards themselves say what is finished (docs/scale.md), so that nothing here has to be remembered: a run that is begun again
passes over what is there.
"""

import os
import sys
import time
from dataclasses import dataclass, field

import ray
from ray.exceptions import RayActorError

from scale.synth import Job, Synth, SynthDied, SynthError

SHARDS_PER_WORKER = 8
PROGRESS_SECONDS = 1.0


@ray.remote(num_cpus=1, max_restarts=0)
class Maker:
    """One process of synth. Its task is named by the shard, as the dashboard shows it."""

    def __init__(self, job: Job, progress):
        self.synth = Synth(job)
        self.progress = progress

    def pids(self) -> tuple[int, int]:
        """Of this actor and of its Node process."""
        return os.getpid(), self.synth.process.pid

    def combinations(self) -> int:
        return self.synth.ready['combinations']

    def make(self, shard: int) -> dict:
        last = [0.0]

        def tell(message: dict) -> None:
            if time.monotonic() - last[0] >= PROGRESS_SECONDS:
                last[0] = time.monotonic()
                self.progress.note.remote(shard, message['made'])

        return self.synth.make(shard, tell)


@ray.remote(num_cpus=0)
class Progress:
    """Faces that are made, by shard, as the makers tell of them."""

    def __init__(self):
        self.made: dict[int, int] = {}

    def note(self, shard: int, made: int) -> None:
        self.made[shard] = made

    def total(self) -> int:
        return sum(self.made.values())


@dataclass
class Ledger:
    """What became of the shards."""

    waiting: list[int]
    tries: dict[int, int] = field(default_factory=dict)
    ends: dict[int, dict] = field(default_factory=dict)
    gone: dict[int, str] = field(default_factory=dict)

    def died(self, shard: int, why: str, retries: int) -> None:
        self.tries[shard] = self.tries.get(shard, 0) + 1
        if self.tries[shard] > retries:
            self.gone[shard] = why
        else:
            self.waiting.insert(0, shard)


def run(job: Job, *, address: str | None, workers: int | None, gpus: float, retries: int, on_makers=lambda makers: None) -> int:
    """Makes all shards. Returns synth's exit codes: 0 all there, 3 some faces failed, 2 some shards could not be made.

    `on_makers` is told of the actors as they are made, for tests that kill them.
    """
    # Ray's processes are Pythons of their own: they find this package where this one did.
    here = os.pathsep.join(filter(None, [f'{job.root}/workers', os.environ.get('PYTHONPATH')]))
    ray.init(address=address, num_cpus=workers if address is None else None, runtime_env={'env_vars': {'PYTHONPATH': here}}, log_to_driver=False)
    try:
        count = workers or max(1, int(ray.cluster_resources().get('CPU', 1)))
        whole = job.in_shards(job.shards or count * SHARDS_PER_WORKER)
        return _work(whole, count, gpus, retries, on_makers)
    finally:
        ray.shutdown()


def _work(job: Job, count: int, gpus: float, retries: int, on_makers) -> int:
    progress = Progress.remote()
    ledger = Ledger(waiting=list(range(job.shards)))
    line = Line(job.shards)
    idle: list = []
    running: dict = {}

    def hire() -> None:
        idle.append(Maker.options(num_gpus=gpus, name=None).remote(job, progress))
        on_makers([*idle, *(maker for maker, _ in running.values())])

    for _ in range(min(count, job.shards)):
        hire()
    # What is wrong with plan or pack is told by the first process, before any shard is given out.
    try:
        ray.get(idle[0].combinations.remote())
    except (RayActorError, SynthError) as error:
        print(reason(error), file=sys.stderr)
        return 2
    while ledger.waiting or running:
        while ledger.waiting and idle:
            maker, shard = idle.pop(0), ledger.waiting.pop(0)
            running[maker.make.options(name=f'shard {shard}/{job.shards}').remote(shard)] = (maker, shard)
        ended, _ = ray.wait(list(running), timeout=PROGRESS_SECONDS)
        for task in ended:
            maker, shard = running.pop(task)
            try:
                ledger.ends[shard] = ray.get(task)
                idle.append(maker)
            except (RayActorError, SynthDied) as error:
                ledger.died(shard, reason(error).splitlines()[0], retries)
                ray.kill(maker)
                hire()
            except SynthError as error:
                ledger.gone[shard] = reason(error)
                idle.append(maker)
        line.show(ray.get(progress.total.remote()), len(ledger.ends), sum(ledger.tries.values()))
    return line.end(ledger)


def reason(error: Exception) -> str:
    """What synth said, out of all that Ray says around it."""
    text = str(getattr(error, 'cause', None) or error)
    return text.split('SynthError: ')[-1].strip()


class Line:
    """Progress on standard error."""

    def __init__(self, shards: int):
        self.shards = shards
        self.begun = time.monotonic()

    def show(self, made: int, finished: int, deaths: int) -> None:
        rate = made / max(1e-9, time.monotonic() - self.begun)
        text = f'{finished}/{self.shards} shards, {made} faces made, {rate:.1f} a second'
        if finished and finished < self.shards:
            left = (time.monotonic() - self.begun) / finished * (self.shards - finished)
            text += f', {left / 60:.0f} min left' if left >= 60 else f', {left:.0f} s left'
        if deaths:
            text += f', {deaths} processes replaced'
        print(f'\r\x1b[K{text}' if sys.stderr.isatty() else text, end='' if sys.stderr.isatty() else '\n', file=sys.stderr, flush=True)

    def end(self, ledger: Ledger) -> int:
        faces = sum(end['done'] - end['failed'] for end in ledger.ends.values())
        failed = sum(end['failed'] for end in ledger.ends.values())
        print(f'\n{faces} faces in {len(ledger.ends)} of {self.shards} shards' + (f', {failed} failed' if failed else ''), file=sys.stderr)
        for shard, why in sorted(ledger.gone.items()):
            print(f'shard {shard}/{self.shards} could not be made: {why}', file=sys.stderr)
        return 2 if ledger.gone else 3 if failed else 0

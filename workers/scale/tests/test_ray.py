"""The Ray runner on Ray's own local cluster of two workers, with the tiny pack."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / 'workers'))

# Ray would make its workers the nicest processes of a busy machine.
os.environ.setdefault('RAY_worker_niceness', '0')
ray = pytest.importorskip('ray', reason='ray is not installed: pip install ray')

from scale import on_ray  # noqa: E402
from scale.synth import Job, command  # noqa: E402

PACK = ROOT / 'e2e/fixtures/tiny-pack'
SHARDS = 4


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    recipe = json.loads((ROOT / 'docs/examples/happiness.json').read_text())
    recipe |= {'pack': 'tiny-random', 'sampler': 'student', 'steps': 4, 'textGuidance': 1}
    recipe['semanticGuidance']['strength'] = 0
    said = {
        'format': 'synfer-plan', 'version': 1, 'name': 'test', 'base': recipe, 'seeds': {'first': 0, 'count': 10},
        'expressions': ['neutral', 'happiness', 'anger'], 'units': 'prototype', 'intensities': [], 'prompts': [], 'textGuidance': [],
        'packUnits': ['AU4', 'AU6', 'AU12'],
    }
    path = tmp_path / 'plan.json'
    path.write_text(json.dumps(said))
    return path


def shards(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((folder / 'shards').iterdir())}


def by_one_process(plan: Path, out: Path) -> dict[str, str]:
    subprocess.run([*command(ROOT), 'run', '--plan', plan, '--out', out, '--pack', PACK, '--shards', str(SHARDS)], cwd=ROOT, check=True, capture_output=True)
    return shards(out)


def job(plan: Path, out: Path) -> Job:
    return Job(plan=str(plan), out=str(out), shards=SHARDS, options=('--pack', str(PACK)))


def test_a_worker_killed_half_way_loses_and_doubles_nothing(plan: Path, tmp_path: Path) -> None:
    killed = []

    def kill_half_way(makers: list) -> None:
        if killed or len(makers) < 2:
            return
        killed.append(True)

        def kill() -> None:
            actor, _ = ray.get(makers[0].pids.remote())
            while len(list((tmp_path / 'ray/shards').glob('*.json'))) < 1:
                time.sleep(0.05)
            os.kill(actor, signal.SIGKILL)
            killed.append(actor)

        threading.Thread(target=kill, daemon=True).start()

    assert on_ray.run(job(plan, tmp_path / 'ray'), address=None, workers=2, gpus=0, retries=5, on_makers=kill_half_way) == 0
    assert len(killed) == 2
    assert shards(tmp_path / 'ray') == by_one_process(plan, tmp_path / 'one')


def test_what_is_wrong_is_said_before_any_shard(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    said = json.loads(plan.read_text())
    said['base']['pack'] = 'another'
    plan.write_text(json.dumps(said))
    assert on_ray.run(job(plan, tmp_path / 'out'), address=None, workers=1, gpus=0, retries=0) == 2
    assert 'The plan is for the pack "another"' in capsys.readouterr().err
    assert not (tmp_path / 'out').exists()

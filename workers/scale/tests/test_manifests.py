"""The Slurm array under a stand-in environment of sbatch, and the Kubernetes Job against the API's own types."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCALE = ROOT / 'workers/scale'


def plan(folder: Path) -> Path:
    recipe = json.loads((ROOT / 'docs/examples/happiness.json').read_text())
    recipe |= {'pack': 'tiny-random', 'sampler': 'student', 'steps': 4, 'textGuidance': 1}
    recipe['semanticGuidance']['strength'] = 0
    said = json.loads((ROOT / 'docs/examples/plan.json').read_text()) | {'base': recipe, 'seeds': [1, 2, 3], 'expressions': ['happiness'], 'intensities': [], 'prompts': [], 'packUnits': ['AU6', 'AU12']}
    said.pop('looks', None)
    said.pop('directions', None)
    path = folder / 'plan.json'
    path.write_text(json.dumps(said))
    return path


@pytest.mark.skipif(shutil.which('node') is None, reason='there is no node')
def test_the_array_script_makes_the_shard_of_its_index(tmp_path: Path) -> None:
    out = tmp_path / 'faces'
    given = {'PLAN': str(plan(tmp_path)), 'OUT': str(out), 'SHARDS': '3', 'SYNTH_OPTIONS': '--pack e2e/fixtures/tiny-pack'}
    # What sbatch gives a task of `--array=1-2%1`.
    slurm = {'SLURM_SUBMIT_DIR': str(ROOT), 'SLURM_ARRAY_TASK_ID': '1', 'SLURM_ARRAY_TASK_COUNT': '2', 'SLURM_CPUS_PER_TASK': '1', 'SLURM_JOB_ID': '7'}
    # Slurm runs a copy of the script elsewhere.
    script = shutil.copy(SCALE / 'slurm.sh', tmp_path / 'slurm_script')
    ended = subprocess.run(['bash', script], cwd=tmp_path, env={**os.environ, **slurm, **given}, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert sorted(path.name for path in (out / 'shards').iterdir()) == ['00001-of-00003.json', '00001-of-00003.tar']


def test_the_array_script_says_what_it_lacks(tmp_path: Path) -> None:
    ended = subprocess.run(['bash', SCALE / 'slurm.sh'], cwd=tmp_path, env={'PATH': os.environ['PATH']}, capture_output=True, text=True)
    assert ended.returncode != 0
    assert 'the plan file' in ended.stderr


def test_the_job_is_one_that_kubernetes_knows() -> None:
    client = pytest.importorskip('kubernetes.client', reason='kubernetes is not installed: pip install kubernetes')
    yaml = pytest.importorskip('yaml')
    manifest = yaml.safe_load((SCALE / 'kubernetes.yaml').read_text())

    class Response:
        data = json.dumps(manifest)

    api = client.ApiClient()
    job = api.deserialize(Response, 'V1Job')
    # A field that the API does not have would be gone; one of another type or a required one that is missing raises.
    assert api.sanitize_for_serialization(job) == manifest
    assert job.spec.completion_mode == 'Indexed'
    environment = {each.name: each.value for each in job.spec.template.spec.containers[0].env}
    assert environment['SHARDS'] == str(job.spec.completions)

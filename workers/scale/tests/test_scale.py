"""What holds without any engine installed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_without_ray_the_command_says_how_to_get_it(tmp_path: Path) -> None:
    # A module of this name that cannot be imported stands for one that is not there.
    (tmp_path / 'ray.py').write_text("raise ModuleNotFoundError('no ray', name='ray')")
    environment = {'PYTHONPATH': f'{tmp_path}:{ROOT / "workers"}', 'PATH': '/usr/bin:/bin'}
    command = [sys.executable, '-m', 'scale', 'ray', '--plan', 'p', '--out', 'o']
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr.strip()) == (2, 'Ray is not installed for this Python. Install it with: pip install ray')

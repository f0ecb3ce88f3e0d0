"""Figures in, a JSON record with commit, versions, machine and seed out."""

import json
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
ROOT = Path(__file__).parent.parent


def record(name: str, figures: dict[str, Any], *, seed: int, packages: tuple[str, ...]) -> Path:
    """Write benchmarks/results/<name>.json and return its path."""
    content = {
        "benchmark": name,
        "commit": commit(),
        "machine": {
            "cpu": _cpu(),
            "cores": _cores(),
            "system": platform.system(),
            "python": platform.python_version(),
        },
        "packages": {package: version(package) for package in packages},
        "seed": seed,
        **figures,
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def commit() -> str:
    """The commit the tree is at, and whether it has been changed since."""

    def git(*words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False
        ).stdout.strip()

    changed = (
        "+changes" if git("status", "--porcelain", "--", "matching", "service", "benchmarks/*.py") else ""
    )
    return (git("rev-parse", "--short=12", "HEAD") or "unknown") + changed


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _cores() -> int:
    info = Path("/proc/cpuinfo")
    return info.read_text(encoding="utf-8").count("processor\t:") if info.exists() else 0

#!/usr/bin/env python3
"""Set casegraph up in .venv and run it. Needs Python 3.11 or newer with pip, and nothing else.

    python3 run.py demo            read the bundled example reviews and show what broke down in them
    python3 run.py test [ARG ...]  run the tests (arguments go to pytest)
    python3 run.py COMMAND ...     run that casegraph command, for instance: python3 run.py load ~/reviews

The first run installs exactly what requirements.lock pins (requirements-dev.lock for the tests); later runs start at once.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")


def pip_install(*arguments: str) -> None:
    """Install into .venv with the pip of the Python that runs this file, so that .venv needs none (Debian's venv brings none)."""
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([*pip, *arguments], check=True)


def set_up(lock: Path) -> None:
    """Bring .venv to what ``lock`` pins, with casegraph itself installed editable; does nothing where that is so already."""
    wanted = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f"{lock.stem}.installed"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        print("Making .venv …", file=sys.stderr, flush=True)
        venv.create(VENV)
    print(f"Installing what {lock.name} pins (a minute or two, once) …", file=sys.stderr, flush=True)
    pip_install("--require-hashes", "--requirement", str(lock))
    pip_install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp.write_text(wanted)


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python runs this far, to be told
        print(f"casegraph needs Python 3.11 or newer; this is {sys.version.split()[0]}", file=sys.stderr)
        return 1
    if arguments[:1] == ["test"]:
        lock, command = ROOT / "requirements-dev.lock", [str(PYTHON), "-m", "pytest", *arguments[1:]]
    else:
        lock, command = ROOT / "requirements.lock", [str(SCRIPTS / "casegraph"), *arguments]
    try:
        set_up(lock)
    except subprocess.CalledProcessError as error:
        print("Setting up failed: pip's message is above. Mend that and run the same command again.", file=sys.stderr)
        return error.returncode
    try:
        return subprocess.run(command, cwd=ROOT if arguments[:1] == ["test"] else None).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

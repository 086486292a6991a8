"""The ``adox`` command that the wheel carries: ``python -m adoxide`` is ``adox``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig

__all__ = ["find_adox"]


def find_adox() -> str:
    """The path of the ``adox`` program.

    It is where this package's scripts are installed, or else on ``PATH``.

    Raises ``FileNotFoundError`` if it is in neither: the package was built without it.
    """
    name = "adox" + (sysconfig.get_config_var("EXE") or "")
    user = "nt_user" if os.name == "nt" else "posix_user"
    folders = [sysconfig.get_path("scripts"), sysconfig.get_path("scripts", scheme=user)]
    # `pip install --target` puts scripts beside the packages.
    folders.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bin"))
    for folder in folders:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed: expected it in {folders[0]} or on PATH")
    return found


def main(*first: str) -> int:
    """Runs ``adox`` with the arguments of this process, in its place where the system can do that."""
    try:
        command = [find_adox(), *first, *sys.argv[1:]]
    except FileNotFoundError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if os.name == "nt":
        return subprocess.run(command, check=False).returncode
    os.execv(command[0], command)
    return 1


def tap() -> int:
    """The command ``tap-adoxide``: ``adox connect singer``, as Meltano starts it."""
    return main("connect", "singer")


if __name__ == "__main__":
    sys.exit(main())

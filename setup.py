"""Puts `resources/` into the wheel as `ssdesk/resources`, where `ssdesk.paths.resources` looks first. Everything else
about the package stands in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithResources(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:  # a checkout uses its own folder
            shutil.copytree("resources", Path(self.build_lib, "ssdesk", "resources"), dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithResources})

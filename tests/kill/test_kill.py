"""Kill at any moment: nothing shown as queued is lost, nothing is delivered twice. Real processes, real SIGKILL."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kill.checks import Finding, findings
from tests.kill.planted import FAULTS, Fault
from tests.kill.processes import Hangs
from tests.kill.run import Run, make_school
from tests.sizes import LONG, size

KILLS = size(15, 25)  # of one run, after which everything comes to rest and is looked at
FOR_A_FAULT = 60  # kills after which a planted fault must have been seen


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kill") / "server"
    make_school(folder)
    return folder


@pytest.mark.parametrize("seed", range(2, 2 + size(1, 8)))
def test_kills_of_desktop_and_server_lose_nothing_and_double_nothing(seed: int, template: Path, tmp_path: Path) -> None:
    with Run(template, tmp_path, seed) as run:
        run.strikes(KILLS)
        run.rest()
        assert findings(run) == []
        assert run.kills > KILLS
        assert run.partial_uploads, "no kill fell into an upload"
        assert run.partial_syncs, "no kill fell into a first sync"
        assert run.resent(), "no answer was ever lost by a kill"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_planted_faults_fit_the_code(fault: Fault, tmp_path: Path) -> None:
    assert fault.plant(tmp_path).is_dir()


if LONG:

    @pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
    def test_a_planted_fault_is_found_by_kills(fault: Fault, template: Path, tmp_path: Path) -> None:
        with Run(template, tmp_path, seed=3, source=fault.plant(tmp_path)) as run:
            found: list[Finding] = []
            while not any(finding.what.startswith(fault.seen_as) for finding in found):
                assert run.kills < FOR_A_FAULT, f"not found, but {found}"
                for kind in fault.kinds:
                    run.strike(kind)
                found = _at_rest(run)


def _at_rest(run: Run) -> list[Finding]:
    """A fault may also keep it from ever coming to rest."""
    try:
        run.rest()
    except Hangs as never:
        return [Finding(str(never), "")]
    return findings(run)

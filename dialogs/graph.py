"""The order in which a survey's relevance, calculations and filters are worked out."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from dialogs.turn import DialogError


class Cycle(DialogError):
    """Paths that wait for one another; `path` begins and ends with the same one."""

    def __init__(self, path: tuple[str, ...]) -> None:
        super().__init__(*path)
        self.path = path


def ordered(dependencies: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Every key after all that it depends on; what is not a key is given and waits for nothing."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for path, needed in dependencies.items():
        sorter.add(path, *sorted(needed & dependencies.keys()))
    try:
        return tuple(sorter.static_order())
    except CycleError as error:
        raise Cycle(tuple(error.args[1])) from None

"""A table with totals as a flow, so that what a reader could work out of it is known exactly.

Every number is an edge: it flows from its row to its column, totals flow into rows and out of
columns, and at each node what comes in goes out. A hidden number can be changed only along a cycle
of hidden numbers, up in one direction and down in the other; so how far it can move, which is what
a reader does not know, is a maximum flow, and hiding it better is a cheapest path.
"""

from collections import deque
from collections.abc import Callable, Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TypeAlias

Node: TypeAlias = Hashable

Step: TypeAlias = int
"""A way along cell `step >> 1`: up, from tail to head, if even; down if odd. `step ^ 1` goes back."""

Room: TypeAlias = Callable[[Step], int]
"""How far a step can still go."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number `n` of the table, flowing from `tail` to `head`."""

    key: Hashable
    tail: Node
    head: Node
    n: int


class Network:
    """The cells of a table, known by their place; what is hidden of them is a set of places."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.cells = cells
        self._ends = [node for cell in cells for node in (cell.head, cell.tail)]
        self._steps: dict[Node, list[Step]] = {}
        for place, cell in enumerate(cells):
            self._steps.setdefault(cell.tail, []).append(2 * place)
            self._steps.setdefault(cell.head, []).append(2 * place + 1)

    def width(self, hidden: Set[int], place: int, enough: int) -> int:
        """How far apart the lowest and the highest value of a cell are that agree with all that is
        shown; counted no further than `enough`."""
        cell = self.cells[place]
        others = hidden - {place}
        up, _ = self._flow(others, cell.head, cell.tail, enough)
        if up >= enough:
            return enough
        down, _ = self._flow(others, cell.tail, cell.head, min(cell.n, enough - up))
        return up + down

    def cheapest(self, hidden: Set[int], place: int, lacking: int, enough: int) -> frozenset[int]:
        """What to hide too, so that the range of a cell grows by `lacking` or, failing that, by one: the
        cells with the least sum. Empty if nothing would help."""
        cell = self.cells[place]
        others = hidden - {place}
        sides = ((cell.head, cell.tail, enough), (cell.tail, cell.head, min(cell.n, enough)))
        for need in (lacking, 1):
            paths = []
            for start, end, most in sides:
                sent, left = self._flow(others, start, end, most)
                if most - sent >= need:
                    paths.append(self._shortest(hidden, place, left, start, end, need))
            added = [frozenset(step >> 1 for step in path) - hidden for path in paths if path]
            if added:
                return min(added, key=lambda places: sum(self._price(other) for other in places))
        return frozenset()

    def _price(self, place: int) -> int:
        return self.cells[place].n + 1

    def _most(self, step: Step) -> int:
        """Down to zero; up without end, of which no one asks for more than all there is."""
        return self.cells[step >> 1].n if step & 1 else 1 << 30

    def _flow(self, places: Set[int], start: Node, end: Node, most: int) -> tuple[int, Room]:
        """The greatest flow over `places`, at most `most`, and the room it leaves."""
        used: dict[Step, int] = {}

        def left(step: Step) -> int:
            return self._most(step) - used.get(step, 0)

        sent = 0
        while sent < most and (path := self._any_path(places, left, start, end)):
            amount = min(most - sent, *map(left, path))
            for step in path:
                used[step] = used.get(step, 0) + amount
                used[step ^ 1] = used.get(step ^ 1, 0) - amount
            sent += amount
        return sent, left

    def _any_path(self, places: Set[int], left: Room, start: Node, end: Node) -> list[Step]:
        came: dict[Node, Step] = {start: -1}
        queue = deque([start])
        while queue and end not in came:
            for step in self._steps.get(queue.popleft(), ()):
                node = self._ends[step]
                if node not in came and step >> 1 in places and left(step) > 0:
                    came[node] = step
                    queue.append(node)
        return self._walk_back(came, end)

    def _shortest(
        self, hidden: Set[int], place: int, left: Room, start: Node, end: Node, need: int
    ) -> list[Step]:
        """The cheapest path of steps that can go `need` further; what is hidden already costs nothing."""
        came: dict[Node, Step] = {}
        queue: list[tuple[int, Step, Node]] = [(0, -1, start)]
        while queue and end not in came:
            spent, by, node = heappop(queue)
            if node in came:
                continue
            came[node] = by
            for step in self._steps.get(node, ()):
                if step >> 1 != place and self._ends[step] not in came and left(step) >= need:
                    price = 0 if step >> 1 in hidden else self._price(step >> 1)
                    heappush(queue, (spent + price, step, self._ends[step]))
        return self._walk_back(came, end)

    def _walk_back(self, came: Mapping[Node, Step], end: Node) -> list[Step]:
        path = []
        step = came.get(end, -1)
        while step >= 0:
            path.append(step)
            step = came[self._ends[step ^ 1]]
        return path

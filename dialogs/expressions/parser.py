"""Tokens to a syntax tree, by precedence climbing.

Depth is bounded: each bracket costs five frames here, when it is compiled or when it is run, a predicate
twice as many, and no survey may exhaust the stack of the process that serves all others.
"""

from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.lexer import Token, tokenize
from dialogs.expressions.tree import Binary, Call, Negate, Number, Path, Reference, Step, String, Tree

DEEPEST = 128

BINDING = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4}
BINDING |= {"+": 5, "-": 5, "*": 6, "div": 6, "mod": 6, "|": 8}
_TIGHTEST = 8
"""A minus sign binds less than `|` and more than all the rest."""

_UNSUPPORTED = frozenset(("//", "::", "@", "*"))


def parse(source: str) -> Tree:
    """The tree of a cell's or an XForm's expression; raises `ExpressionError` with the place."""
    parser = _Parser(tokenize(source))
    if parser.token.kind == "end":
        raise ExpressionError("empty", 0)
    tree = parser.expression()
    if parser.token.kind != "end":
        raise parser.unexpected()
    return tree


class _Parser:
    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.index = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.tokens[self.index]
        self.index += 1
        return token

    def at(self, *symbols: str) -> bool:
        return self.token.kind == "symbol" and self.token.text in symbols

    def expect(self, symbol: str) -> Token:
        if not self.at(symbol):
            raise self.unexpected()
        return self.take()

    def unexpected(self) -> ExpressionError:
        token = self.token
        if token.kind == "end":
            return ExpressionError("end", token.position)
        return ExpressionError("syntax", token.position, token.text)

    def expression(self, loosest: int = 1) -> Tree:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError("deep", self.token.position, count=DEEPEST)
        left = self.operand()
        while (binding := self.binding()) >= loosest:
            operator = self.take()
            left = Binary(operator.position, operator.text, left, self.expression(binding + 1))
        self.depth -= 1
        return left

    def binding(self) -> int:
        """How tightly the operator here holds its operands; 0 where there is none."""
        return BINDING.get(self.token.text, 0) if self.token.kind in ("symbol", "name") else 0

    def operand(self) -> Tree:
        token = self.token
        match token.kind:
            case "number":
                return Number(self.take().position, float(token.text))
            case "string":
                return String(self.take().position, token.text[1:-1])
            case "symbol" if token.text == "-":
                return Negate(self.take().position, self.expression(_TIGHTEST))
            case _:
                return self.path()

    def path(self) -> Tree:
        """A path, or what may begin one: `${q}`, `f(…)`, `(…)`."""
        start = self.token.position
        root = self.root()
        if root is None:
            absolute = self.at("/")
            if absolute:
                self.take()
            return Path(start, self.steps(), absolute)
        if self.at("["):
            own = Step(self.token.position, ".", self.predicates())
            return Path(start, (own, *self.further_steps()), root=root)
        further = self.further_steps()
        return Path(start, further, root=root) if further else root

    def root(self) -> Tree | None:
        token = self.token
        if token.kind == "reference":
            return Reference(self.take().position, token.text[2:-1].strip())
        if self.at("("):
            self.take()
            inner = self.expression()
            self.expect(")")
            return inner
        if token.kind == "name" and self.tokens[self.index + 1].text == "(":
            return Call(self.take().position, token.text, self.arguments())
        return None

    def arguments(self) -> tuple[Tree, ...]:
        self.expect("(")
        found: list[Tree] = []
        while not self.at(")"):
            if found:
                self.expect(",")
            found.append(self.expression())
        self.take()
        return tuple(found)

    def steps(self) -> tuple[Step, ...]:
        return self.step(), *self.further_steps()

    def further_steps(self) -> tuple[Step, ...]:
        found: list[Step] = []
        while self.at("/"):
            self.take()
            found.append(self.step())
        if self.at("//", "::"):
            raise ExpressionError("unsupported", self.token.position, self.token.text)
        return tuple(found)

    def step(self) -> Step:
        token = self.token
        if token.kind == "symbol" and token.text in _UNSUPPORTED:
            raise ExpressionError("unsupported", token.position, token.text)
        if token.kind != "name" and not self.at(".", ".."):
            raise self.unexpected()
        self.take()
        if self.at("("):
            raise ExpressionError("unsupported", token.position, f"{token.text}()")
        return Step(token.position, token.text, self.predicates())

    def predicates(self) -> tuple[Tree, ...]:
        found: list[Tree] = []
        self.depth += 1
        while self.at("["):
            self.take()
            found.append(self.expression())
            self.expect("]")
        self.depth -= 1
        return tuple(found)

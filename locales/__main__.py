"""`python -m locales` compiles the catalogues; `… update` first gathers the sentences of the code."""

import sys

from locales import words
from locales.catalogue import available


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["update"]):
        sys.stderr.write("usage: python -m locales [update]\n")
        return 2
    if arguments:
        for language in available():
            words.update(language)
    words.compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

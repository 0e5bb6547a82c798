"""The web chat: the same conversation as everywhere else, in a page of our own.

A page (`page/`), the messages it posts (`chat`, `media`) and the stream of cards it hears (`stream`).
"""

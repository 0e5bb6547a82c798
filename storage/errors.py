"""What every trouble of storage descends from; each is named for the fact, where it is noticed."""


class StorageError(Exception):
    """What was asked of storage cannot be done; the sentence is for operators and holds no person's words."""

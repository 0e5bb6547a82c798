"""The talk, pure: surveys, expressions, the engine. No I/O, no clock, no channel."""

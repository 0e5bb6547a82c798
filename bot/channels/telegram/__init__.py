"""Telegram: reads updates (`read`), by polling or by webhook, and sends cards (`send`).

aiogram takes seconds and 130 MB to import, so nothing here is imported unless a token is set:
this file imports nothing, and `connect` is the way in.
"""

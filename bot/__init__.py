"""The edge: channels, the turn of a conversation, sending, the web server."""

"""Ways to reach people. Only here does anything know a channel's words."""

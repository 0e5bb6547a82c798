"""What takes too long for a turn: workbooks read, files and pictures made, each in a process of its own."""

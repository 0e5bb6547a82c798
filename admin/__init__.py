"""What staff do: commands, campaigns, results, exports, and the command line."""

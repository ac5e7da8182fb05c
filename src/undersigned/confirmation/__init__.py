"""Ways to confirm that an answer comes from who it says, one module each."""

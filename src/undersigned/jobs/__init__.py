"""What happens with nobody present."""

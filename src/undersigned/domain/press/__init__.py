"""What a reporter needs: `areas` says which places a letter has signatories from, `kit` what of each."""

"""Places, regions, positions and usual names of offices, from public-domain data shipped with its source."""

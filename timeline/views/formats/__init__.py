"""One module for each file format of other programs."""

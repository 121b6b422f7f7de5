"""Pages of the register, one module for each."""

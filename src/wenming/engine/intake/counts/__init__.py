"""What is to be reached (量化目标): rates, things to make, how often, within what time."""

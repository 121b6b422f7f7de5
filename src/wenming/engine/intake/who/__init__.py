"""Who does what (单位与分工): names of units, and how a clause gives them their part."""

"""Bulletins and ledgers as papers (简报、通报、台账)."""

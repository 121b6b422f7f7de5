"""What every app stands on: errors, clock, audit trail, uploads, numbers, tables, asks, crypto.

No knowledge of the field lives here.
"""

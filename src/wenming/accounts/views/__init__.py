"""Pages of sign-in, of accounts and of the audit trail."""

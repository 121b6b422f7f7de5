"""Duties from documents, and who leads each indicator (责任分解)."""

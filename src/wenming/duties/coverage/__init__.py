"""Who answers for what, where nobody does, and how a gap is closed (责任覆盖)."""

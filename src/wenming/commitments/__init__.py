"""What units commit themselves to: letters of responsibility, plans, goals of a month (责任状、工作方案、月目标)."""

"""What changes leads, task lists and duties."""

from wenming.duties.services.leads import set_lead

__all__ = ["set_lead"]

"""Live services: ask politely, check each answer against the question, write what sources' own files hold."""

from gcr_analysis.services.rate_limit import RateLimit
from gcr_analysis.services.registry import SERVICES, Taken, take

__all__ = ["SERVICES", "RateLimit", "Taken", "take"]

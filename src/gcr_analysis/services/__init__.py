"""Live services: ask politely, check each answer against the question, write what sources' own files hold."""

from gcr_analysis.services.manners import Manners
from gcr_analysis.services.registry import SERVICES, Taken, take

__all__ = ["SERVICES", "Manners", "Taken", "take"]

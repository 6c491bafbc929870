"""Panel 1: what hosting refugees asks of host countries, and who helps to carry it."""

from gcr_analysis.indicators.host_country_burden.change import change_by_host, change_by_origin
from gcr_analysis.indicators.host_country_burden.concentration import lorenz_curve
from gcr_analysis.indicators.host_country_burden.hosts import hosts, origins
from gcr_analysis.indicators.host_country_burden.plan_tables import asked_and_received, whole_plans
from gcr_analysis.indicators.host_country_burden.protracted import situations

__all__ = [
    "asked_and_received",
    "change_by_host",
    "change_by_origin",
    "hosts",
    "lorenz_curve",
    "origins",
    "situations",
    "whole_plans",
]

"""Panel 3: who is resettled, from where and to where, and who is admitted through other pathways."""

from gcr_analysis.indicators.third_country_solutions.destinations import gaps
from gcr_analysis.indicators.third_country_solutions.places import (
    destinations,
    hosts,
    origins,
    origins_of_hosted,
    projected_needs,
)

__all__ = ["destinations", "gaps", "hosts", "origins", "origins_of_hosted", "projected_needs"]

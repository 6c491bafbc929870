"""From figures to what is said about them: quantities, sentences, figures, tables, notes."""

from gcr_analysis.briefing.host_country_burden import HostCountryBurden
from gcr_analysis.briefing.self_reliance import SelfReliance

__all__ = ["HostCountryBurden", "SelfReliance"]

"""From figures to what is said about them: quantities, sentences, figures, tables, notes."""

from gcr_analysis.briefing.host_country_burden import HostCountryBurden

__all__ = ["HostCountryBurden"]

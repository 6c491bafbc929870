"""From figures to what is said about them: quantities, sentences, figures, tables, notes."""

from gcr_analysis.briefing.host_country_burden import HostCountryBurden
from gcr_analysis.briefing.return_conditions import ReturnConditions
from gcr_analysis.briefing.self_reliance import SelfReliance
from gcr_analysis.briefing.third_country_solutions import ThirdCountrySolutions

__all__ = ["HostCountryBurden", "ReturnConditions", "SelfReliance", "ThirdCountrySolutions"]

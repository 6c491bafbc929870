"""From figures to what is said about them: quantities, sentences, figures, tables, notes."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gcr_analysis.briefing.host_country_burden import HostCountryBurden as HostCountryBurden
    from gcr_analysis.briefing.return_conditions import ReturnConditions as ReturnConditions
    from gcr_analysis.briefing.self_reliance import SelfReliance as SelfReliance
    from gcr_analysis.briefing.third_country_solutions import ThirdCountrySolutions as ThirdCountrySolutions

__all__ = ["HostCountryBurden", "ReturnConditions", "SelfReliance", "ThirdCountrySolutions"]

# A panel is imported when it is used: who formats a number should not wait for what draws.
_HOMES = {
    "HostCountryBurden": "host_country_burden",
    "ReturnConditions": "return_conditions",
    "SelfReliance": "self_reliance",
    "ThirdCountrySolutions": "third_country_solutions",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"gcr_analysis.briefing.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'gcr_analysis.briefing' has no attribute {name!r}")

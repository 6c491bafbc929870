"""Panel 1: what hosting refugees asks of host countries, and who helps to carry it."""

__all__ = ["change_by_host", "change_by_origin", "hosts", "lorenz_curve", "origins", "situations"]

"""The command line's own rules: an option that takes one value is refused when it is given twice."""

from typing import Any

import typer
from typer.core import TyperCommand


class OnceCommand(TyperCommand):
    """A command that refuses an option given again, where only the last one would count."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments, once no option that takes one value is among them twice."""
        order: list[Any]
        _, _, order = self.make_parser(ctx).parse_args(args=[*args])
        for option in order:
            takes_one = not (option.multiple or getattr(option, "is_flag", False) or option.nargs == -1)
            if takes_one and option.param_type_name == "option" and order.count(option) > 1:
                raise typer.BadParameter("it is given more than once: give it once", ctx=ctx, param=option)
        return super().parse_args(ctx, args)


class App(typer.Typer):
    """A Typer application whose commands are `OnceCommand`."""

    def command(self, name: str | None = None, **options: Any) -> Any:
        """Add a command, as `typer.Typer.command` does."""
        given: dict[str, Any] = {"cls": OnceCommand} | options
        return super().command(name, **given)

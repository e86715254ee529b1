"""Help pages in the language of the command: the library that lays them out knows English only."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from api.language import Language


def spoken(language: Language) -> tuple[type[TyperCommand], type[TyperGroup]]:
    """Classes of commands and of groups whose help speaks ``language``."""
    headings = {
        "Usage:": language.say("Usage:"),
        "Options:": language.say("Options:"),
        "Arguments:": language.say("Arguments:"),
        "Commands:": language.say("Commands:"),
    }
    parts = {
        "[OPTIONS]": language.say("[OPTIONS]"),
        "COMMAND [ARGS]...": language.say("COMMAND ..."),
        # The library names the type of an argument in the terms of Python.
        " <str>": "",
        "[required]": language.say("[required]"),
        "[default: ": language.say("[default: "),
    }

    def told(text: str) -> str:
        for english, word in headings.items():
            text = re.sub(rf"^{re.escape(english)}", word, text, flags=re.MULTILINE)
        for english, word in parts.items():
            text = text.replace(english, word)
        return text

    class SpokenCommand(TyperCommand):
        def get_help(self, ctx: Any) -> str:
            return told(super().get_help(ctx))

        def get_help_option(self, ctx: Any) -> Any:
            return _in_words(super().get_help_option(ctx), language)

    class SpokenGroup(TyperGroup):
        def get_help(self, ctx: Any) -> str:
            return told(super().get_help(ctx))

        def get_help_option(self, ctx: Any) -> Any:
            return _in_words(super().get_help_option(ctx), language)

    return SpokenCommand, SpokenGroup


def _in_words(option: Any, language: Language) -> Any:
    if option is not None:
        option.help = language.say("Show this help.")
    return option

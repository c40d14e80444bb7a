"""The ``casegraph`` command: finds the command asked for, imports only that one, and tells errors in one line."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

import click

from casegraph.options import Settings, common_options

# In the order in which one meets them; each is the module of casegraph.commands that holds the command of that name.
COMMANDS = {
    "demo": "demo",
    "load": "load",
    "reviews": "reviews",
    "remove": "reviews",
    "query": "query",
    "cypher": "query",
    "packs": "packs",
    "view": "view",
    "report": "report",
    "export": "export",
    "push": "push",
    "validate": "validate",
    "score": "score",
    "explain": "explain",
    "mcp": "mcp",
}
OUR_PACKAGES = {"casegraph", "graph", "loaders", "queries"}


class _Commands(click.Group):
    """Commands are imported when they are used, so that each costs only itself."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"casegraph.commands.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from queries.packs import nearest

            raise click.UsageError(f"no command {args[0]!r}{nearest(args[0], COMMANDS)}", ctx) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="casegraph", message="%(prog)s %(version)s")
@common_options
def cli() -> None:
    """Child-safeguarding case reviews as a graph, and what that graph says about where information stopped flowing.

    \b
    casegraph demo                                   see it work on the bundled examples
    casegraph load ~/reviews                         read reviews (text, Markdown, PDF, DOCX, HTML)
    casegraph query                                  list the questions
    casegraph query failed-pairs                     ask one
    casegraph view agencies -o agencies.html         see who told whom, with the quotes
    casegraph report -o report.html                  the findings across cases, to circulate

    What is read is kept in a workspace, a folder: --workspace, or the variable CASEGRAPH_WORKSPACE, or
    ./casegraph-data. Nothing leaves this machine.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 when all went well, 1 when something could not be done, 2 when it was asked wrongly."""
    settings = Settings()
    try:
        result = cli.main(args=arguments, prog_name="casegraph", standalone_mode=False, obj=settings)
        sys.exit(result if isinstance(result, int) else 0)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        sys.exit(_fail(error, _asked_wrongly(error), error.exit_code, settings))
    except (KeyboardInterrupt, click.Abort):
        click.echo("casegraph: stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output, `head` perhaps, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        sys.exit(_fail(error, _explained(error), 1, settings))


def _fail(error: Exception, message: str, status: int, settings: Settings) -> int:
    if settings.debug:
        traceback.print_exception(error)
    click.echo(f"casegraph: {message}", err=True)
    return status


def _asked_wrongly(error: click.ClickException) -> str:
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else None
    message = " ".join(error.format_message().split())
    return f"{message} (`{command} --help` explains)" if command else message


def _explained(error: Exception) -> str:
    """An error that the project or the system raises for users speaks for itself; any other is a fault of the project."""
    if type(error).__module__.partition(".")[0] in OUR_PACKAGES:
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    return f"a fault in casegraph, please report it: {type(error).__name__}: {error} (--debug shows where)"

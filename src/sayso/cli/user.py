"""`sayso user add | list | remove | password | role | token | tokens | revoke`: who may use the desk.

>>> [command.name for command in app.registered_commands][:3]
['add', 'list', 'remove']
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from sayso.cli.options import Db, Output
from sayso.cli.output import chosen, print_table, say, write_lines
from sayso.cli.resources import now, open_ledger
from sayso.errors import UsageError
from sayso.store.roles import Role
from sayso.telling import wording

app = typer.Typer(help="Who may use the desk: users, their roles, and tokens for programs.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The user's name; what he or she does is kept under it.")]
RoleOption = Annotated[
    Role,
    typer.Option(
        "--role", help="A viewer reads; a reviewer also says what is right, and adds reports; an admin may do all."
    ),
]
FromStdin = Annotated[
    bool,
    typer.Option("--password-stdin", help="Read the password from standard input (its first line) instead of asking."),
]


@app.command("add")
def add(name: Name, role: RoleOption, password_stdin: FromStdin = False, db: Db = None) -> None:
    """Add a user. From the first one on the desk lets nobody in who does not log in."""
    with open_ledger(db) as ledger:
        first = not ledger.users.any()
        made = ledger.users.add(name, password=_password(stdin=password_stdin), role=role, made=now())
    say(
        f"sayso: {made.name} has the role {made.role}"
        + ("; from now on the desk asks everybody to log in" if first else "")
    )


@app.command("list")
def list_users(db: Db = None, output: Output = None) -> None:
    """All users with their roles, and how many tokens each has."""
    with open_ledger(db) as ledger:
        users, tokens = ledger.users.all(), [one.user for one in ledger.users.tokens()]
    if chosen(output) == "jsonl":
        write_lines(
            {"name": one.name, "role": one.role, "made": one.made, "tokens": tokens.count(one.name)} for one in users
        )
        return
    rows = ((one.name, one.role, one.made or "", str(tokens.count(one.name))) for one in users)
    if not print_table(("Name", "Role", "Since", "Tokens"), rows, right=("Tokens",)):
        say("no users: the desk is for this machine alone")


@app.command("remove")
def remove(name: Name, db: Db = None) -> None:
    """Take a user out, with sessions and tokens, at once; what he or she did stays under the name."""
    with open_ledger(db) as ledger:
        ledger.users.remove(name)
        left = ledger.users.any()
    say(f"sayso: {name} is no user any more" + ("" if left else "; there are none: the desk is for this machine alone"))


@app.command("password")
def password(name: Name, password_stdin: FromStdin = False, db: Db = None) -> None:
    """Set another password; it ends the user's sessions, at once."""
    with open_ledger(db) as ledger:
        held = len(ledger.users.tokens(name))
        ledger.users.set_password(name, _password(stdin=password_stdin))
    also = f"; {wording.count(held, 'token')} of the name still open the desk, see: sayso user tokens" if held else ""
    say(f"sayso: {name} has a new password, and has to log in again{also}")


@app.command("role")
def role(
    name: Name, role: Annotated[Role, typer.Argument(metavar="ROLE", help="viewer, reviewer or admin.")], db: Db = None
) -> None:
    """Give a user another role, from the next request on."""
    with open_ledger(db) as ledger:
        made = ledger.users.set_role(name, role)
    say(f"sayso: {made.name} has the role {made.role}")


@app.command("token")
def token(
    name: Name,
    label: Annotated[
        str, typer.Option(metavar="WORDS", help="What it is used by, so that it can be told from others.")
    ],
    db: Db = None,
) -> None:
    """Make a token by which a program may do what the user may; it is printed this once, and holds until it is revoked."""
    with open_ledger(db) as ledger:
        made = ledger.users.add_token(name, label=label, made=now())
    typer.echo(made)
    say("sayso: keep it like a password; a program sends it as: Authorization: Bearer TOKEN")


@app.command("tokens")
def tokens(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Only this user's.")] = None,
    db: Db = None,
    output: Output = None,
) -> None:
    """The tokens that stand; of each only its hash is kept, by whose beginning it is revoked."""
    with open_ledger(db) as ledger:
        found = ledger.users.tokens(name)
    if chosen(output) == "jsonl":
        write_lines({"id": one.id, "user": one.user, "label": one.label, "made": one.made} for one in found)
        return
    rows = ((wording.short(one.id), one.user, one.label, one.made or "") for one in found)
    if not print_table(("Token", "Name", "Label", "Since"), rows):
        say("no tokens")


@app.command("revoke")
def revoke(
    identifier: Annotated[
        str, typer.Argument(metavar="TOKEN", help="The beginning of its hash, as sayso user tokens has it.")
    ],
    db: Db = None,
) -> None:
    """End a token, at once."""
    with open_ledger(db) as ledger:
        ended = ledger.users.revoke(identifier)
    say(f"sayso: the token {ended.label!r} of {ended.user} is revoked")


def _password(*, stdin: bool) -> str:
    """The password, asked for twice, or the first line of standard input."""
    if stdin:
        try:
            return sys.stdin.readline().rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise UsageError(found="a password that is not UTF-8", expected="text", mend="convert it") from error
    if not sys.stdin.isatty():
        raise UsageError(found="no terminal to ask for the password at", expected="one", mend="give --password-stdin")
    given: str = typer.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    return given

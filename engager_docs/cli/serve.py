"""`serve`: a record repository → its site in the browser, made again and shown again whenever a record is saved."""

from __future__ import annotations

import errno
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path

import click
from msgspec.structs import replace

from engager_docs.build import examine
from engager_docs.cli.building import changed
from engager_docs.cli.printing import Missing
from engager_docs.cli.request import Request
from engager_docs.cli.shipped import shipped
from engager_docs.cli.wanted import Wanted
from engager_docs.cli.whole import blocking
from engager_docs.engine.run import Way
from engager_docs.engine.terms import Unsound
from engager_docs.model.asked import SITE_AUDIENCES
from engager_docs.pool import available
from engager_docs.publish.loopback import HOST, Bulletin, server_for
from engager_docs.publish.recall import FOLDER
from engager_docs.read.watching import CannotWatch, changes
from engager_docs.render.diagnostics import as_text
from engager_docs.render.html import template_folders, templates_in
from engager_docs.render.problems import panel, sentence_panel

PORT = 8642


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, help=f"The port (default: {PORT}; 0: any free).")
@click.option("--audience", type=click.Choice(SITE_AUDIENCES), default="team", help="Who may see it (default: team).")
@click.option("--poll", is_flag=True, help="Look for changes again and again: for a drive of the network.")
@click.pass_obj
def command(request: Request, port: int, audience: str, poll: bool) -> int:
    """Show the site in the browser of this machine, and show it again whenever a record is saved.

    Nobody else can reach it. Errors stand above the page, with your own line. Stop it with Ctrl-C.
    Example: engager-docs serve
    """
    root = request.root()
    target = root / FOLDER / "served" / audience
    wanted = Wanted(target, audience)
    bulletin = Bulletin()
    script = (shipped("site_templates") / "js/reload.js").read_bytes()
    with _server(target, bulletin, script, port) as server:
        click.echo(f"http://{HOST}:{server.server_address[1]}/ shows the site. Stop with Ctrl-C.", err=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            for _ in changes([root / "cases", root / "site_templates"], poll=poll):
                bulletin.post(_made(request, root, wanted))
        except CannotWatch as why:
            raise Missing(str(why)) from None
        except KeyboardInterrupt:
            request.say("Stopped.")
        finally:
            server.shutdown()
    return 0


def _server(target: Path, bulletin: Bulletin, script: bytes, port: int) -> ThreadingHTTPServer:
    try:
        return server_for(target, bulletin, script, port)
    except OSError as why:
        if why.errno != errno.EADDRINUSE:
            raise
        raise Missing(f"Port {port} is taken, perhaps by another serve: choose another with --port.") from None


def _made(request: Request, root: Path, wanted: Wanted) -> bytes:
    """Bring the served site up to date; return the panel of what kept it from that, nothing where all is well."""
    templates = templates_in(template_folders(root, shipped("site_templates")))
    try:
        changed(replace(request, quiet=True), root, wanted, Way(available()))
    except Unsound:
        found = [each for some in blocking(examine(root, request.asked())) for each in some]
        click.echo(as_text(found), nl=False, err=True)
        return panel(found, templates)
    except Missing as why:
        click.echo(str(why), err=True)
        return sentence_panel(str(why), templates)
    request.say("The site is up to date.")
    return b""

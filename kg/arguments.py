"""What can be written after `kg`: the commands with their arguments, and their help.

Loads no library but Python's own.
"""

from __future__ import annotations

import argparse
import datetime
import re
from typing import TYPE_CHECKING, NoReturn

from kg import __version__
from kg.sources.wiki import DEFAULT_API
from kg.stores.flavors import FLAVORS
from kg.vocab import RESOURCE_BASE

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["_Parser"]

EXIT_STATUSES = """\
exit status:
  0    done
  1    done, but pages were rejected or had problems, or validation found violations
  2    the call is wrong
  3    an input cannot be read (the others are exported all the same), or an output cannot be written
  4    internal error: please report it
  130  interrupted (Ctrl-C); 141: the reader of the output closed it
"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def parser() -> argparse.ArgumentParser:
    """The reader of the command line. What it reads has the name of the command in `command`; a call that is wrong
    by itself ends the process with status 2."""
    parser = _Parser(
        prog="kg",
        description="Wikipedia's film articles as a typed, sourced and validated RDF graph.",
        epilog=EXIT_STATUSES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", title="commands")
    for add in (
        _add_export, _add_explain, _add_validate, _add_report, _add_load, _add_query, _add_serve, _add_resolver,
    ):  # fmt: skip
        add(commands)
    return parser


def _add(commands: Commands, name: str, summary: str, examples: str) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog="examples:\n" + examples + "\n" + EXIT_STATUSES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _add_export(commands: Commands) -> None:
    parser = _add(
        commands,
        "export",
        "read film articles and write them as RDF, each checked against SHACL shapes first",
        "  kg export leaving_las_vegas.json                    one .ttl and one .jsonld per film in output/\n"
        "  kg export dump.xml.bz2 -o films.nq.gz --report films.json\n"
        "  kg export enwiki-20240101-pages-articles-multistream.xml.bz2 -o output/ --workers 2\n"
        "  kg export --title 'Leaving Las Vegas' --contact me@example.org -o - | less\n",
    )
    parser.add_argument(
        "source",
        nargs="*",
        metavar="SOURCE",
        help="saved API response (JSON), export or dump (XML, .gz, .bz2), plain wikitext; - is standard input",
    )
    output = parser.add_argument_group("output")
    output.add_argument(
        "-o", "--output", default="output", metavar="DIR|FILE|-",
        help="a folder gets one file per film and format, a file all films; - is standard output (default: output/)",
    )  # fmt: skip
    output.add_argument(
        "-f", "--format", action="append", default=[], metavar="FORMAT",
        help="ttl, jsonld, nt, nq or trig, each also with .gz; repeatable (default: what the file's extension "
        "says; ttl and jsonld for a folder, ttl for -)",
    )  # fmt: skip
    output.add_argument(
        "--base", default=RESOURCE_BASE, metavar="IRI",
        help=f"what the films' IRIs begin with (default: {RESOURCE_BASE})",
    )  # fmt: skip
    output.add_argument(
        "--report", metavar="FILE", help="every page with its issues, and counts, as JSON; - is standard output"
    )
    output.add_argument(
        "--dataset-description", metavar="FILE",
        help="what the export holds, in VoID and DCAT: numbers, licence, vocabularies, examples (Turtle, or what the "
        "extension says); - is standard output",
    )  # fmt: skip
    output.add_argument(
        "--issued", type=_day, metavar="DATE",
        help="the day of publication that the description states, 2024-05-01 or today (default: none)",
    )  # fmt: skip
    output.add_argument(
        "--workers", type=_count, metavar="N", help="processes that work on pages (default: one per processor)"
    )
    dump = parser.add_argument_group(
        "a whole dump (a file named …-pages-articles… or …-pages-meta-current… into a folder, or --shards)",
        "Written are films-00000.nq.gz and so on, manifest.json, report/ and rejected/. Stopped at any moment, the "
        "same call goes on.",
    )
    dump.add_argument("--shards", action="store_true", help="take SOURCE for a dump, whatever its name")
    dump.add_argument("--limit", type=_number, metavar="N", help="at most so many films")
    dump.add_argument("--from-page", metavar="TITLE", help="leave out the pages before this one")
    dump.add_argument(
        "--page-timeout", type=_seconds, metavar="SECONDS",
        help="put a page aside that takes longer (default: 60)",
    )  # fmt: skip
    dump.add_argument(
        "--page-memory", type=_megabytes, metavar="MB",
        help="put a page aside that takes more (default: 2048; at least 64)",
    )  # fmt: skip
    pages = parser.add_argument_group("pages of the live API (nothing is fetched without one of these)")
    pages.add_argument(
        "--title", action="append", default=[], metavar="T",
        help="fetch this page; repeatable. With one SOURCE: which page plain wikitext is, or the only one to read",
    )  # fmt: skip
    pages.add_argument("--titles-from", metavar="FILE", help="fetch the pages of a list, one title a line")
    pages.add_argument("--category", metavar="NAME", help="fetch the articles of a category")
    pages.add_argument("--api", metavar="URL", help=f"which MediaWiki (default: {DEFAULT_API})")
    pages.add_argument("--contact", metavar="WHO", help="your e-mail or page, told to the wiki in the User-Agent")
    links = parser.add_argument_group("where links lead (redirects, red links, Wikidata items; default: as they stand)")
    links.add_argument("--resolver", metavar="DIR", help="look them up in a folder of kg resolver build")
    links.add_argument(
        "--resolve", action="store_true", help="ask the API, about 50 links with each request, one process at work"
    )


def _day(text: str) -> str:
    if text == "today":
        return datetime.date.today().isoformat()
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a day such as 2024-05-01, or today, not {text!r}") from None


def _add_explain(commands: Commands) -> None:
    parser = _add(
        commands,
        "explain",
        "show what is read from an article, each fact with the wikitext it was read from",
        "  kg explain leaving_las_vegas.json --fact budget\n"
        "  kg explain dump.xml --title 'Taxi Driver' --fact 'Jodie Foster'\n",
    )
    parser.add_argument("source", metavar="FILE", help="as for kg export; - is standard input")
    parser.add_argument(
        "--title", metavar="T",
        help="which page plain wikitext is, or the only one to show (default: every film in FILE)",
    )  # fmt: skip
    parser.add_argument(
        "--fact", metavar="TEXT",
        help="only facts with this text in their line, whatever its case, or of the infobox parameter (runtime) or "
        "property (P2047, schema:duration) of this name",
    )  # fmt: skip


def _add_validate(commands: Commands) -> None:
    parser = _add(
        commands,
        "validate",
        "check RDF files against the package's SHACL shapes",
        "  kg validate output/*.ttl\n  kg validate films.nq.gz --format turtle > report.ttl\n",
    )
    parser.add_argument("file", nargs="+", metavar="FILE", help="an RDF file; its extension tells the format")
    parser.add_argument(
        "--format", choices=("text", "turtle"), default="text",
        help="a readable report, or the validation report of W3C SHACL (default: text)",
    )  # fmt: skip


def _add_report(commands: Commands) -> None:
    parser = _add(
        commands,
        "report",
        "rank what was not understood over the pages of reports: the worklist for the next rule",
        "  kg export dump.xml.bz2 -o films.nq.gz --report films.json\n"
        "  kg report films.json --code unknown-parameter\n",
    )
    parser.add_argument("report", nargs="+", metavar="REPORT", help="from kg export --report; - is standard input")
    parser.add_argument("--code", metavar="CODE", help="only issues of this code")
    parser.add_argument(
        "--limit", type=_rows, default=30, metavar="N", help="at most so many rows (default: 30; 0 is all of them)"
    )


def _add_load(commands: Commands) -> None:
    parser = _add(
        commands,
        "load",
        "load exports into a store or a server, each page's named graph as a whole",
        "  kg load films.nq.gz --store films.store\n"
        "  kg export dump.xml.bz2 -o - -f nq | kg load - --store films.store\n"
        "  kg load films.nq.gz --endpoint http://localhost:3030/films --flavor fuseki\n",
    )
    parser.add_argument(
        "file", nargs="+", metavar="FILE",
        help="N-Quads or TriG of any size, or another RDF file of one page, also with .gz; - is N-Quads from standard "
        "input",
    )  # fmt: skip
    parser.add_argument("--store", metavar="DIR", help="the embedded store; it is made when there is none")
    _add_endpoint(parser)


def _add_endpoint(parser: argparse.ArgumentParser) -> None:
    server = parser.add_argument_group("a server instead of the embedded store")
    server.add_argument("--endpoint", metavar="URL", help="the server; what of it is named depends on the flavor")
    server.add_argument(
        "--flavor", choices=tuple(FLAVORS), default="standard",
        help="which product it is: " + "; ".join(f"{row.name} ({row.base})" for row in FLAVORS.values())
        + " (default: standard)",
    )  # fmt: skip
    server.add_argument(
        "--protocol", choices=("gsp", "update"),
        help="SPARQL 1.1 Graph Store HTTP Protocol, one PUT for each graph, or SPARQL 1.1 Update (default: gsp, where "
        "the product has it)",
    )  # fmt: skip
    server.add_argument(
        "--auth", choices=("basic", "digest", "bearer"),
        help="how to say who you are. User and password are taken from KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD or "
        "from a netrc file, a token from KG_ENDPOINT_TOKEN (default: not at all; digest for virtuoso)",
    )  # fmt: skip
    server.add_argument(
        "--query-url", metavar="URL", help="where the graphs are counted at the end (default: what the flavor says)"
    )
    server.add_argument(
        "--resume", metavar="FILE",
        help="note in FILE which graphs are in, and skip those noted there that are unchanged",
    )  # fmt: skip
    server.add_argument(
        "--tries", type=_count, default=6, metavar="N",
        help="how often a request is made when the server fails or the connection breaks (default: 6)",
    )  # fmt: skip


def _add_query(commands: Commands) -> None:
    parser = _add(
        commands,
        "query",
        "ask a store, or exported files, in SPARQL",
        "  kg query --store films.store 'SELECT ?film { ?film a schema:Movie }'\n"
        "  kg query --store films.store filmography --param actor='Nicolas Cage'\n"
        "  kg query films.nq.gz question.rq --format json\n"
        "  kg query --list\n",
    )
    parser.add_argument(
        "argument", nargs="*", metavar="[FILE…] QUERY",
        help="RDF files to ask where no store is named (- is standard input), and the query: SPARQL 1.1, a file .rq, "
        "or the name of one of the package's queries",
    )  # fmt: skip
    parser.add_argument("--store", metavar="DIR", help="the embedded store to ask, see kg load; it is only read")
    parser.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE",
        help="what a variable of the query stands for; repeatable. A text, or a term as in Turtle (<http://…>, 1995, "
        '"Heat"@en); for the package\'s queries, what kg query --list says',
    )  # fmt: skip
    parser.add_argument(
        "-f", "--format", metavar="FORMAT",
        help="table, csv, tsv, json or xml; ttl, nt, jsonld, rdf for CONSTRUCT and DESCRIBE (default: a table on a "
        "terminal, else csv; ttl)",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=_seconds, metavar="SECONDS", help="end the query after so long (default: never)"
    )
    parser.add_argument("--limit", type=_rows, metavar="N", help="at most so many rows or triples (default: all)")
    parser.add_argument("--list", action="store_true", help="show the package's queries and their parameters")


def _add_serve(commands: Commands) -> None:
    parser = _add(
        commands,
        "serve",
        "show a store as web pages, with a SPARQL endpoint; read-only, for this machine alone unless --host says so",
        "  kg serve --store films.store\n  kg serve --store films.store --source dump.xml.bz2 --port 8080\n",
    )
    parser.add_argument("--store", required=True, metavar="DIR", help="the embedded store, see kg load")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="HOST",
        help="name or address to listen on; others than those of loopback let other machines in (default: 127.0.0.1)",
    )  # fmt: skip
    parser.add_argument(
        "--port", type=_port, default=8000, metavar="PORT", help="0 takes any that is free (default: 8000)"
    )
    parser.add_argument(
        "--source", nargs="+", action="extend", default=[], metavar="FILE",
        help="the articles that the store was read from, as for kg export: their wikitext is shown beside each fact",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=_seconds, default=10.0, metavar="SECONDS", help="end a query after so long (default: 10)"
    )
    parser.add_argument(
        "--limit", type=_rows, default=10_000, metavar="N",
        help="at most so many rows or triples of a query's result (default: 10000; 0 is all)",
    )  # fmt: skip


def _add_resolver(commands: Commands) -> None:
    summary = "build the tables that tell where links lead, from a wiki's SQL dumps"
    examples = (
        "  kg resolver build --page enwiki-page.sql.gz --redirect enwiki-redirect.sql.gz \\\n"
        "    --page-props enwiki-page_props.sql.gz -o resolver\n"
        "  kg export dump.xml.bz2 --resolver resolver -o films.nq.gz\n"
    )
    steps = _add(commands, "resolver", summary, examples).add_subparsers(
        dest="step", required=True, metavar="STEP", title="steps", parser_class=_Parser
    )
    parser = _add(steps, "build", summary, examples)
    for table in ("page", "redirect", "page_props"):
        parser.add_argument(
            f"--{table.replace('_', '-')}", required=True, metavar="SQL", help=f"dump of the table {table} (.sql, .gz)"
        )
    parser.add_argument(
        "-o", "--output", required=True, metavar="DIR",
        help="the folder to build, in place of one that is there; it also takes temporary files, of about 100 bytes "
        "for each title",
    )  # fmt: skip


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else 1 << 16
    if number > 65_535:
        raise argparse.ArgumentTypeError(f"expected a port from 0 to 65535, not {text!r}")
    return number


def _seconds(text: str) -> float:
    number = float(text) if re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", text) else 0.0
    if number <= 0:
        raise argparse.ArgumentTypeError(f"expected a number of seconds, not {text!r}")
    return number


def _megabytes(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
    if number < 64:
        raise argparse.ArgumentTypeError(f"expected a number of megabytes from 64 on, not {text!r}")
    return number


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1 on, not {text!r}")
    return number


def _rows(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"expected a number of rows, not {text!r}")
    return int(text)


def _count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number <= 256:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to 256, not {text!r}")
    return number

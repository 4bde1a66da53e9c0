"""The facts of an invented film, written by hand: every kind of fact once, and what is hard about each."""

from __future__ import annotations

from decimal import Decimal

from kg.model import (
    Album,
    Amount,
    Basis,
    Category,
    Citation,
    Credit,
    Entity,
    Extraction,
    Field,
    Film,
    Identifier,
    Image,
    Kind,
    Money,
    Nomination,
    Origin,
    Page,
    PageKind,
    PartialDate,
    Rating,
    Release,
    Result,
    Role,
    RunningTime,
    Site,
    Span,
    Text,
    Track,
)

REVIEW = Citation(
    text="Critic, R. (November 1995). A review of Example. The Example Times.",
    url="https://example.org/review?id=1|2",
    title="A review of Example",
    date=PartialDate(1995, 11),
    access_date=PartialDate(2018, 7, 1),
    work="The Example Times",
    publisher="Example Press",
    authors=("R. Critic", "S. Critic"),
)
PLAIN_CITATION = Citation(text="Example Awards, press release, 1996.")


def at(begin: int, *citations: Citation) -> Origin:
    return Origin(Span(begin, begin + 5), citations)


def person(name: str, link: str | None = None) -> Entity:
    return Entity(name, link, Kind.PERSON)


def company(name: str, link: str | None = None) -> Entity:
    return Entity(name, link, Kind.ORGANIZATION)


ROE = person("Jane Roe", "Jane Roe")
DOE = person("John Doe", "John Doe (actor)")
FILM = Entity("Example", "Example (film)", Kind.WORK)
AWARDS = Entity("Example Awards", "Example Awards", Kind.AWARD)
OTHER_AWARDS = Entity('20/20 "Fancy" Awards', None, Kind.AWARD)
CEREMONY = Entity("Grand Prix", "1st Grand Prix", Kind.AWARD)

PAGE = Page(
    title="Example (film)",
    text="{{Infobox film}}",
    page_id=7,
    revision=1001,
    timestamp="2018-07-20T06:57:20Z",
    wikidata="Q1234",
)

FILM_FACTS = Film(
    name=Text("Example", "en", at(10)),
    origin=at(0),
    other_names=(Text("Beispiel", "de", at(20)), Text("Exemplo", "pt-BR", at(25)), Text("The Example", None, at(30))),
    short_description=Text("1995 film by Jane Roe", "en", at(35)),
    abstract=Text('Example is a "drama".\n\nIt cost $3 million & more \\ less.', "en", at(40)),
    credits=(
        Credit(Field.DIRECTORS, ROE, at(100, REVIEW)),
        # Said twice: one statement with both places.
        Credit(Field.DIRECTORS, person("Roe", "Jane Roe"), at(110)),
        Credit(Field.PRODUCERS, person("Pat Producer"), at(120)),
        Credit(Field.PRODUCERS, person("Lumen & Sons"), at(125)),
        Credit(Field.SCREENWRITERS, ROE, at(130)),
        Credit(Field.STORY_BY, DOE, at(140)),
        Credit(Field.NARRATORS, person("Zoë Ängström"), at(150)),
        Credit(Field.STARRING, DOE, at(160)),
        Credit(Field.STARRING, person("Una Uncast"), at(165)),
        Credit(Field.MUSIC, DOE, at(170)),
        Credit(Field.CINEMATOGRAPHERS, ROE, at(180)),
        Credit(Field.EDITORS, person("Ed/it Cutter #1"), at(190)),
        # The same unlinked name as a company: one thing, a company.
        Credit(Field.PRODUCTION_COMPANIES, company("Lumen & Sons"), at(200)),
        Credit(Field.DISTRIBUTORS, company("Example Pictures", "Example Pictures"), at(210), "North America"),
        Credit(Field.DISTRIBUTORS, company("Example Pictures", "Example Pictures"), at(215), "Europe"),
        Credit(Field.COUNTRIES, Entity("USA", "United States", Kind.COUNTRY), at(220)),
        Credit(Field.LANGUAGES, Entity("English", "English language", Kind.LANGUAGE), at(230)),
        Credit(Field.LANGUAGES, Entity("Martian", None, Kind.LANGUAGE), at(235)),
        Credit(Field.GENRES, Entity("drama", "Drama (film and television)", Kind.GENRE), at(240)),
    ),
    based_on=(
        Basis(Entity("Example", "Example (novel)", Kind.WORK), (person("Nell Novelist"),), at(250)),
        Basis(None, (person("Ann Onymous"),), at(255)),
    ),
    cast=(
        Role(DOE, "Jack", 1, at(300)),
        Role(DOE, "Jack's father", 2, at(310), "uncredited"),
        Role(person("Ann Actor"), None, 3, at(320)),
        # Listed again further down: the same role.
        Role(DOE, "Jack", 4, at(330)),
        Role(person("Ann Actor"), None, 5, at(340), "voice"),
    ),
    releases=(
        Release(PartialDate(1996, 2), at(400), Entity("United States", "United States", Kind.COUNTRY), "United States"),
        Release(PartialDate(1995, 10, 27), at(410), Entity("Venice", "Venice", Kind.PLACE), "Limited"),
        Release(PartialDate(1995), at(420)),
    ),
    running_times=(
        RunningTime(Decimal(111), at(430)),
        RunningTime(Decimal("120.50"), at(435), "director's cut"),
    ),
    budget=(Amount(Money(Decimal(3500000), Decimal(4000000), "USD"), at(440), "estimated"),),
    gross=(
        Amount(Money(Decimal(49800000), Decimal("4.98E7"), "EUR"), at(450, REVIEW)),
        Amount(Money(Decimal(1000), Decimal(1000), "CAD"), at(455)),
    ),
    images=(Image("example poster (50% off?).jpg", at(460)),),
    nominations=(
        Nomination(
            AWARDS, Result.WON, "Won", at(500, PLAIN_CITATION), Entity("Best Actor", None, Kind.CATEGORY), (DOE,), 1996
        ),
        Nomination(
            OTHER_AWARDS, Result.NOMINATED, "Nominated", at(510), Entity("Best Actor", None, Kind.CATEGORY), (DOE,)
        ),
        Nomination(CEREMONY, Result.PLACED, "4th Place", at(520), place=4, year=1996, ceremony=True),
        Nomination(
            AWARDS,
            Result.NOMINATED,
            "Nominated",
            at(530),
            Entity("Best Film", "Example Award for Best Film", Kind.CATEGORY),
            (FILM, Entity("The Crew", None, Kind.NOMINEE), Entity("Pat Producer", None, Kind.NOMINEE)),
            1996,
        ),
        # Two songs, which the article does not name: two nominations.
        Nomination(AWARDS, Result.NOMINATED, "Nominated", at(540), Entity("Best Song", None, Kind.CATEGORY), (FILM,)),
        Nomination(AWARDS, Result.NOMINATED, "Nominated", at(550), Entity("Best Song", None, Kind.CATEGORY), (FILM,)),
        Nomination(AWARDS, Result.RUNNER_UP, "Runner-up", at(560), Entity("Best Plot", None, Kind.CATEGORY), year=1996),
    ),
    albums=(
        Album(
            at(600),
            artists=(DOE,),
            release=PartialDate(1995, 11),
            labels=(company("Example Records", "Example Records"),),
            tracks=(
                Track(Entity("Opening", None, Kind.SONG), at(610), 1, 242, (DOE,), composers=(DOE,), lyricists=(ROE,)),
                Track(
                    Entity("My Love", "My Love (1953 song)", Kind.SONG),
                    at(620),
                    2,
                    writers=(ROE, person("Guy Wood")),
                    note="instrumental",
                ),
                # The same title, by others: another track and another song.
                Track(Entity("Opening", None, Kind.SONG), at(630), 3, 30, (ROE,), composers=(ROE,)),
                # True duplicates.
                Track(Entity("Interlude", None, Kind.SONG), at(640), 4, 60),
                Track(Entity("Interlude", None, Kind.SONG), at(650), 5, 60),
                # A song of the film's own title is not the film.
                Track(Entity("Example", "Example (film)", Kind.SONG), at(660), 6, 61),
            ),
        ),
        Album(at(700), "Example: More Music", "Example (soundtrack)", tracks=()),
    ),
    ratings=(
        Rating(company("Rotten Tomatoes", "Rotten Tomatoes"), "91", at(800, REVIEW), 100, 53),
        Rating(company("Rotten Tomatoes", "Rotten Tomatoes"), "7.6", at(800, REVIEW), 10, 53),
        Rating(company("CinemaScore", "CinemaScore"), "A-", at(810)),
    ),
    identifiers=(
        Identifier(Site.IMDB, "tt0113627", "https://www.imdb.com/title/tt0113627/", at(900)),
        Identifier(Site.MOJO, "example", None, at(910)),
    ),
    categories=(Category("1995 films", at(950)), Category("Films about AC/DC?", at(960))),
)

EXAMPLE = Extraction(PAGE, PageKind.FILM, FILM_FACTS)

SECOND = Extraction(
    Page("Heat", "{{Infobox film}}", revision=None),
    PageKind.FILM,
    Film(
        name=Text("Heat", "en", at(1)),
        origin=at(0),
        credits=(Credit(Field.DIRECTORS, ROE, at(5)), Credit(Field.PRODUCERS, person("Pat Producer"), at(9))),
    ),
)
"""A second film, from a source without revision numbers, with one person in common."""

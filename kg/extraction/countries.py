"""Names of countries, and the flag templates that show them with their link: {{USA}}, {{flag|FRA}}.

Source: Template:Flag, Category:Flag templates of the English Wikipedia (ISO 3166-1 alpha-3 and IOC codes).
"""

from __future__ import annotations

from collections.abc import Mapping

COUNTRY_CODES: Mapping[str, str] = {
    "usa": "United States", "us": "United States", "gbr": "United Kingdom", "uk": "United Kingdom", "fra": "France",
    "ger": "Germany", "deu": "Germany", "frg": "West Germany", "gdr": "East Germany", "ita": "Italy", "esp": "Spain",
    "por": "Portugal", "prt": "Portugal", "irl": "Republic of Ireland", "ned": "Netherlands", "nld": "Netherlands",
    "bel": "Belgium", "lux": "Luxembourg", "sui": "Switzerland", "che": "Switzerland", "aut": "Austria",
    "den": "Denmark", "dnk": "Denmark", "swe": "Sweden", "nor": "Norway", "fin": "Finland", "isl": "Iceland",
    "pol": "Poland", "cze": "Czech Republic", "tch": "Czechoslovakia", "svk": "Slovakia", "hun": "Hungary",
    "rou": "Romania", "rom": "Romania", "bul": "Bulgaria", "bgr": "Bulgaria", "gre": "Greece", "grc": "Greece",
    "yug": "Yugoslavia", "srb": "Serbia", "cro": "Croatia", "hrv": "Croatia", "svn": "Slovenia", "bih":
    "Bosnia and Herzegovina", "mkd": "North Macedonia", "alb": "Albania", "ussr": "Soviet Union",
    "urs": "Soviet Union", "rus": "Russia", "ukr": "Ukraine", "blr": "Belarus", "est": "Estonia", "lat": "Latvia",
    "lva": "Latvia", "ltu": "Lithuania", "geo": "Georgia (country)", "arm": "Armenia", "aze": "Azerbaijan",
    "kaz": "Kazakhstan", "tur": "Turkey", "isr": "Israel", "irn": "Iran", "iri": "Iran", "irq": "Iraq",
    "leb": "Lebanon", "lbn": "Lebanon", "syr": "Syria", "egy": "Egypt", "mar": "Morocco", "tun": "Tunisia",
    "alg": "Algeria", "dza": "Algeria", "rsa": "South Africa", "zaf": "South Africa", "nga": "Nigeria",
    "ngr": "Nigeria", "gha": "Ghana", "ken": "Kenya", "sen": "Senegal", "ind": "India", "pak": "Pakistan",
    "ban": "Bangladesh", "bgd": "Bangladesh", "sri": "Sri Lanka", "lka": "Sri Lanka", "nep": "Nepal", "npl": "Nepal",
    "chn": "China", "prc": "China", "hkg": "Hong Kong", "twn": "Taiwan", "roc": "Taiwan", "tpe": "Chinese Taipei",
    "jpn": "Japan", "kor": "South Korea", "prk": "North Korea", "mgl": "Mongolia", "tha": "Thailand",
    "vnm": "Vietnam", "vie": "Vietnam", "phi": "Philippines", "phl": "Philippines", "mys": "Malaysia",
    "mas": "Malaysia", "sgp": "Singapore", "sin": "Singapore", "idn": "Indonesia", "ina": "Indonesia",
    "aus": "Australia", "nzl": "New Zealand", "can": "Canada", "mex": "Mexico", "cub": "Cuba", "bra": "Brazil",
    "arg": "Argentina", "chi": "Chile", "chl": "Chile", "uru": "Uruguay", "ury": "Uruguay", "col": "Colombia",
    "per": "Peru", "ven": "Venezuela",
}  # fmt: skip
"""Page titles of countries by the lower-case code that names their flag template."""


COUNTRIES = frozenset(COUNTRY_CODES.values())
"""The titles of the countries' pages."""

TOWNS = frozenset({
    "Amsterdam", "Athens", "Bangalore", "Bangkok", "Barcelona", "Beijing", "Bengaluru", "Berlin", "Bollywood", "Bombay",
    "Boston", "Brussels", "Bucharest", "Budapest", "Buenos Aires", "Burbank", "Cairo", "Calcutta", "Chennai", "Chicago",
    "Cochin", "Coimbatore", "Colombo", "Copenhagen", "Cuttack", "Dacca", "Delhi", "Dhaka", "Dublin", "Geneva",
    "Guwahati", "Hamburg", "Helsinki", "Hollywood", "Hyderabad", "Istanbul", "Jakarta", "Karachi", "Kiev", "Kochi",
    "Kodambakkam", "Kolhapur", "Kolkata", "Lahore", "Leningrad", "Lisbon", "London", "Los Angeles", "Madras", "Madrid",
    "Manila", "Melbourne", "Mexico City", "Milan", "Montreal", "Moscow", "Mumbai", "Munich", "Mysore", "New Delhi",
    "New York City", "Oslo", "Paris", "Poona", "Prague", "Pune", "Quezon City", "Rangoon", "Rio de Janeiro", "Rome",
    "Salem", "Santiago", "Seoul", "Shanghai", "Stockholm", "Sydney", "São Paulo", "Taipei", "Tehran", "Tokyo",
    "Toronto", "Trivandrum", "Vancouver", "Vienna", "Warsaw", "Zagreb", "Zurich",
})  # fmt: skip
"""Where many films are made; companies are named with their town: `[[Doe Studios]], Madras`. Source: the articles on
cinema by country."""

_DASHED = frozenset({"Austria-Hungary", "Austria–Hungary"})
"""Of one country, though each of its parts is another's name."""

_SHORT = frozenset({"Ireland", "Georgia", "Korea", "Burma", "Macau"})
"""That texts give for countries whose pages are titled otherwise, or that are parts of others."""

_LETTERS = frozenset({"US", "U.S.", "USA", "U.S.A.", "UK", "U.K.", "USSR", "FRG", "GDR"})

SECOND_NAME = (
    r"(?:(?:the )?(?:Barbuda|Caicos|Futuna|Grenadines|Herzegovina|Miquelon|Nevis|Pr[ií]ncipe|Tobago)"
    r"|(?:(?<=Serbia and )|(?<=Serbia & ))Montenegro)\b"
)
"""What stands behind `and` in the name of one country, `Trinidad and Tobago`. Source: ISO 3166-1, ISO 3166-3."""


def is_country(name: str) -> bool:
    """Whether a text is the name of a country, also one with a dash of its own, or letters that texts give for one.

    >>> is_country("Italy"), is_country("UK"), is_country("Rome")
    (True, True, False)
    """
    return name in COUNTRIES or name in _DASHED or name in _SHORT or name in _LETTERS


def country_title(name: str) -> str | None:
    """The page of the country a code or name stands for; None for codes that are not listed.

    >>> country_title("USA"), country_title("xyz")
    ('United States', None)
    """
    return COUNTRY_CODES.get(name.strip().lower())

"""Currency templates as the text they show: `{{INR|50}}` is `₹50`, for kg.values.money to read.

Sources: documentation of Template:US$, Template:INR, Template:INRConvert, Template:Currency, Template:To
USD, Template:Inflation and their redirects.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.values.currencies import CODES


def _names(sign: str, *names: str) -> dict[str, str]:
    return dict.fromkeys(names, sign)


CURRENCY_TEMPLATES: Mapping[str, str] = {
    **_names("US$", "us$", "usd", "us dollar", "us dollars", "us dollar sign"),
    **_names("$", "$", "dollar"),
    **_names("£", "£", "gb£", "gbp", "pound sterling", "pound", "pounds", "british pound"),
    **_names("€", "€", "euro", "euros", "eur"),
    **_names("JP¥", "¥", "jpy", "jp¥", "yen", "japanese yen"),
    **_names("CN¥", "cn¥", "cny", "rmb", "rmb¥", "renminbi", "yuan", "chinese yuan"),
    **_names("₹", "₹", "inr", "indian rupee", "indian rupees", "indian rupee symbol", "india rs", "rupee"),
    **_names("₹", "indianrupee", "rupees", "indian rupee sign", "rs", "rs."),
    **_names("₩", "₩", "krw", "sk won", "south korean won", "korean won"),
    **_names("₱", "₱", "php", "philippine peso", "philippine pesos", "peso", "pesos"),
    **_names("₽", "₽", "rub", "ruble", "russian ruble", "rouble", "russian rouble"),
    **_names("A$", "a$", "au$", "aud", "australian dollar"),
    **_names("CA$", "ca$", "c$", "cad", "canadian dollar", "cdn$"),
    **_names("NZ$", "nz$", "nzd", "new zealand dollar"),
    **_names("HK$", "hk$", "hkd", "hong kong dollar"),
    **_names("S$", "s$", "sgd", "singapore dollar"),
    **_names("NT$", "nt$", "ntd", "twd", "new taiwan dollar"),
    **_names("R$", "r$", "brl", "brazilian real"),
    **_names("MX$", "mx$", "mxn", "mexican peso"),
    **_names("৳", "৳", "bdt", "taka", "bangladeshi taka"),
    **_names("₦", "₦", "ngn", "naira", "nigerian naira"),
    **_names("฿", "฿", "thb", "baht", "thai baht"),
    **_names("₪", "₪", "ils", "nis", "shekel", "sheqel", "israeli new shekel"),
    **_names("₺", "₺", "try", "turkish lira"),
    **_names("₴", "₴", "uah", "hryvnia", "ukrainian hryvnia"),
    **_names("₫", "₫", "vnd", "vietnamese dong"),
    **_names("PKR ", "pkr", "pakistani rupee", "pakistani rupees", "pakistan rupee"),
    **_names("LKR ", "lkr", "sri lankan rupee", "sri lankan rupees"),
    **_names("NPR ", "npr", "nepalese rupee", "nepalese rupees"),
    **_names("CHF ", "chf", "sfr", "swiss franc"),
    **_names("SEK ", "sek", "sek2", "swedish krona"),
    **_names("NOK ", "nok", "nok2", "norwegian krone"),
    **_names("DKK ", "dkk", "dkk2", "danish krone"),
    **_names("ISK ", "isk", "icelandic króna"),
    **_names("CZK ", "czk", "czech koruna"),
    **_names("PLN ", "pln", "polish złoty", "polish zloty", "złoty"),
    **_names("HUF ", "huf", "hungarian forint", "forint"),
    **_names("RON ", "ron", "romanian leu"),
    **_names("MYR ", "myr", "ringgit", "malaysian ringgit"),
    **_names("IDR ", "idr", "indonesian rupiah", "rupiah"),
    **_names("ZAR ", "zar", "south african rand"),
    **_names("TTD ", "ttd"),
    **_names("EGP ", "egp", "egyptian pound"),
    **_names("IRR ", "irr", "iranian rial"),
    **_names("DEM ", "dem", "deutsche mark", "german mark"),
    **_names("FRF ", "frf", "french franc"),
    **_names("ITL ", "itl", "italian lira"),
    **_names("ESP ", "esp", "spanish peseta"),
    **_names("₤", "₤"),
}
"""Template names (lower case, spaces) and the sign or code they put before their first argument.

{{¥}} is the yen's. {{₤}} shows a sign that several currencies share, so its amount stays unread. {{won}} is
not here: it is a result of an award.
"""

CONVERT_TEMPLATES: Mapping[str, str] = {
    "inrconvert": "₹",
    "jpyconvert": "JP¥",
    "pkrconvert": "PKR ",
    "bdtconvert": "৳",
    "cnyconvert": "CN¥",
    "krwconvert": "₩",
    "phpconvert": "₱",
    "nprconvert": "NPR ",
    "lkrconvert": "LKR ",
}
"""Templates that show an amount (number, letter of its unit) and convert it. The number converted is
computed by the wiki and stands nowhere in the wikitext: it is not shown."""

_CODES_OF_NAMES: Mapping[str, str] = {code.lower(): code for code in CODES} | {"ntd": "TWD", "rmb": "CNY"}
"""The codes that name a template of their currency, alone or before `convert`."""

_UNIT_LETTERS: Mapping[str, str] = {
    "": "", "k": " thousand", "l": " lakh", "c": " crore", "m": " million", "b": " billion",
    "t": " trillion", "lc": " lakh crore",
}  # fmt: skip

COMPUTED_TEMPLATES = frozenset(
    "to usd|to eur|to gbp|to inr|tousd|to usd round|toeur|inflation|inflation-year|inflation/year|inflation-fn"
    "|inflation/fn|usdconvert|inflation/us|cpi|formatexchangerate".split("|")
)
"""Templates whose numbers are computed from tables of the wiki: they state nothing."""

_CURRENCY = frozenset({"currency", "iso4217", "currency symbol"})
# Template:Currency takes ISO 4217 codes or these of countries.
_COUNTRY_CODES: Mapping[str, str] = {
    "": "USD", "US": "USD", "USA": "USD", "UK": "GBP", "GB": "GBP", "AU": "AUD", "CA": "CAD", "NZ": "NZD",
    "HK": "HKD", "EU": "EUR", "EURO": "EUR", "JP": "JPY", "CN": "CNY", "IN": "INR", "KR": "KRW",
    "PH": "PHP", "RU": "RUB", "CH": "CHF", "SE": "SEK", "NO": "NOK", "DK": "DKK", "SG": "SGD", "TW": "TWD",
    "BR": "BRL", "MX": "MXN", "ZA": "ZAR", "PK": "PKR", "BD": "BDT", "TH": "THB", "IL": "ILS",
}  # fmt: skip


def render_currency_template(name: str, args: Mapping[str, str]) -> str | None:
    """The plain text that a currency template shows; None when `name` is not one.

    `args` has the arguments by position (`"1"`, `"2"`, …) and by name, rendered as plain text. `{{INR}}`
    without an argument is the sign alone, for a number that follows; with an empty one it is "" (a
    computed number was inside), and so are {{To USD}} and {{Inflation}}. Of {{INRConvert|440|m}} the
    amount before conversion is shown: `₹440 million`. A unit or currency that the template does not
    know leaves the number without a currency, so that it is not read as an amount.
    """
    name = " ".join(name.replace("_", " ").split()).lower()
    name = name.removeprefix("template:").strip()
    amount = args.get("1")
    value = None if amount is None else amount.strip()
    if name in COMPUTED_TEMPLATES:
        return ""
    if name in CURRENCY_TEMPLATES:
        sign = CURRENCY_TEMPLATES[name]
        if value is None:
            return sign
        return sign + value if value else ""
    code = _CODES_OF_NAMES.get(name.removesuffix("convert"))
    if name in CONVERT_TEMPLATES or (code is not None and name.endswith("convert")):
        if not value:
            return ""
        letters = args.get("2", "").strip()
        unit = _UNIT_LETTERS.get(letters.lower())
        return f"{value} {letters}" if unit is None else f"{CONVERT_TEMPLATES.get(name, f'{code} ')}{value}{unit}"
    if code is not None and value and value[0].isdecimal():
        return f"{code} {value}"
    if name in _CURRENCY:
        if not value:
            return ""
        told = (args.get("2") or args.get("type") or args.get("code") or "").strip().upper()
        told = _COUNTRY_CODES.get(told, told)
        return f"{told} {value}" if told in CODES else value
    return None

"""Currency signs, codes and names, as English Wikipedia writes them, and the ISO 4217 codes they mean.

Sources: ISO 4217 (list one, current codes; list three, former codes of film countries);
Wikipedia:Manual of Style/Dates and numbers, "Currencies and monetary values"; the articles on the
currencies for their local signs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

NO_CODE = ""
"""Stands for a currency without an ISO 4217 code: the Reichsmark, written RM as the ringgit is."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a currency sign, code or name may mean."""

    codes: tuple[str, ...]
    """All ISO 4217 codes it is used for."""
    default: str | None
    """The one it means when nothing more is said; None when it may not be guessed."""


# ISO 4217 list one. Left out: funds and metals, and ALL and TOP, which in capitals are English words.
_CURRENT = """
AED AFN AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD
HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD
LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK
PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS
TMT TND TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
"""
# ISO 4217 list three, of countries with a film industry before the change.
_FORMER = """
ATS BEF CSK CYP DDM DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE ROL SIT SKK SUR TRL YUM
ZWD
"""
CODES: tuple[str, ...] = tuple(sorted((_CURRENT + _FORMER).split()))
"""All ISO 4217 codes that a reading may have."""

_DOLLARS = (
    "USD AUD CAD NZD HKD SGD TWD FJD JMD TTD BBD BSD BZD GYD NAD LRD ZWD ZWL MXN ARS CLP COP UYU DOP CUP"
).split()
_POUNDS = "GBP IEP EGP LBP SYP CYP MTL SDG GIP FKP SHP".split()
_RUPEES = "INR PKR LKR NPR MUR SCR".split()


def _one(code: str) -> Sign:
    return Sign((code,), code)


def _many(codes: str, default: str | None = None) -> Sign:
    return Sign(tuple(codes.split()), default)


_DOLLAR = Sign(tuple(_DOLLARS), "USD")  # MOS: in non-country-specific articles, $ is the US dollar
_POUND = Sign(tuple(_POUNDS), "GBP")
_RUPEE = Sign(tuple(_RUPEES), "INR")  # Rs and ₨ were the Indian signs before 2010
_YEN = _many("JPY CNY", "JPY")  # MOS: ¥ is the yen, CN¥ the yuan

SIGNS: Mapping[str, Sign] = {
    "$": _DOLLAR,
    **{prefix + "$": _one("USD") for prefix in ("US", "US ", "USA", "U.S", "U.S.", "U.S. ", "U$", "$US")},
    "$US": _one("USD"), "US$": _one("USD"), "U$S": _one("USD"),
    "A$": _one("AUD"), "AU$": _one("AUD"), "AU $": _one("AUD"), "AUS$": _one("AUD"), "$A": _one("AUD"),
    "C$": _one("CAD"), "CA$": _one("CAD"), "CDN$": _one("CAD"), "Can$": _one("CAD"), "$C": _one("CAD"),
    "NZ$": _one("NZD"), "NZ $": _one("NZD"), "$NZ": _one("NZD"),
    "HK$": _one("HKD"), "HK $": _one("HKD"), "$HK": _one("HKD"),
    "S$": _one("SGD"), "SG$": _one("SGD"), "NT$": _one("TWD"), "NT $": _one("TWD"), "TW$": _one("TWD"),
    "R$": _one("BRL"), "MX$": _one("MXN"), "Mex$": _one("MXN"), "AR$": _one("ARS"), "CLP$": _one("CLP"),
    "CL$": _one("CLP"), "COL$": _one("COP"), "COP$": _one("COP"), "TT$": _one("TTD"), "J$": _one("JMD"),
    "JA$": _one("JMD"), "FJ$": _one("FJD"), "B/.": _one("PAB"), "S/.": _one("PEN"), "S/": _one("PEN"),
    "£": _POUND, "GB£": _one("GBP"), "UK£": _one("GBP"), "IR£": _one("IEP"), "E£": _one("EGP"),
    "£E": _one("EGP"), "LE": _one("EGP"),
    **dict.fromkeys(("A£", "AU£", "Aus£", "£A", "NZ£", "£NZ"), Sign((), None)),  # pounds without a code of their own
    "€": _one("EUR"),
    **{sign + dot: _one("LKR") for sign in ("SL Rs", "SLRs") for dot in ("", ".")},
    **{sign + dot: _one("PKR") for sign in ("Pak Rs", "PKRs") for dot in ("", ".")},
    **{sign + dot: _one("NPR") for sign in ("NRs", "Nrs", "NRS") for dot in ("", ".")},
    **{sign + dot: _many("INR NPR") for sign in ("रु", "रू") for dot in ("", ".")},
    "₹": _one("INR"), "Rs": _RUPEE, "rs": _RUPEE, "RS": _RUPEE, "Rs.": _RUPEE, "Re.": _RUPEE, "₨": _RUPEE,
    "¥": _YEN, "￥": _YEN, "JP¥": _one("JPY"), "CN¥": _one("CNY"), "RMB¥": _one("CNY"), "RMB": _one("CNY"),
    "元": _one("CNY"), "円": _one("JPY"),
    "₩": _many("KRW KPW", "KRW"), "₱": _one("PHP"), "₽": _one("RUB"), "₺": _one("TRY"), "₴": _one("UAH"),
    "₦": _one("NGN"), "₫": _one("VND"), "฿": _one("THB"), "₪": _one("ILS"), "৳": _one("BDT"),
    "₡": _one("CRC"), "₲": _one("PYG"), "₸": _one("KZT"), "₾": _one("GEL"), "GH₵": _one("GHS"),
    "GH¢": _one("GHS"), "֏": _one("AMD"), "៛": _one("KHR"), "₮": _one("MNT"), "₼": _one("AZN"),
    # Both the sign of the lira and a way to write the pound.
    "₤": _many("ITL GBP TRL TRY MTL"),
    "DM": _one("DEM"), "FF": _one("FRF"), "₣": _one("FRF"), "SFr": _one("CHF"), "SFr.": _one("CHF"),
    "Fr": _many("FRF CHF BEF LUF"), "Fr.": _many("FRF CHF BEF LUF"), "₧": _one("ESP"), "Pts": _one("ESP"),
    "kr": _many("SEK NOK DKK ISK"), "kr.": _many("SEK NOK DKK ISK"), "SKr": _one("SEK"), "NKr": _one("NOK"),
    "DKr": _one("DKK"), "Kč": _many("CZK CSK", "CZK"), "Kčs": _one("CSK"), "zł": _one("PLN"),
    "Ft": _one("HUF"), "Rp": _one("IDR"), "Rp.": _one("IDR"), "RM": Sign(("MYR", NO_CODE), None), "Tk": _one("BDT"),
    "Tk.": _one("BDT"), "Sh": _many("KES TZS UGX SOS"), "KSh": _one("KES"), "KSh.": _one("KES"),
    "Lm": _one("MTL"), "Php": _one("PHP"), "PhP": _one("PHP"), "Lit": _many("ITL LTL"), "Lit.": _one("ITL"),
    "NIS": _one("ILS"), "UK £": _one("GBP"), "BF": _one("BEF"),
    "R": _one("ZAR"), "P": _many("PHP BWP"),  # only where a number follows at once, see kg.values.money
}  # fmt: skip
"""Signs and abbreviations, as written; upper and lower case count where there are only letters."""

_FRANCS = _many("FRF CHF BEF LUF XOF XAF")
_PESOS = _many("PHP MXN ARS CLP COP CUP UYU DOP")
_CROWNS = _many("SEK NOK DKK ISK CZK CSK")
_LIRAS = _many("ITL TRL TRY MTL")
_RUBLES = _many("RUB SUR")  # the Soviet rouble (SUR, to 1991) is another currency than the Russian
_DINARS = _many("YUM RSD DZD TND IQD JOD KWD BHD LYD MKD")
_MARKS = _many("DEM DDM FIM")  # and the Reichsmark, which has no code

NAMES: Mapping[str, Sign] = {
    **dict.fromkeys(("dollar", "dollars"), _DOLLAR),
    **dict.fromkeys(("pound", "pounds", "quid"), _POUND),
    **dict.fromkeys(("pound sterling", "pounds sterling", "british pounds", "sterling"), _one("GBP")),
    **dict.fromkeys(("irish pounds", "irish punts"), _one("IEP")),
    **dict.fromkeys(("egyptian pound", "egyptian pounds"), _one("EGP")),
    **dict.fromkeys(("euro", "euros"), _one("EUR")),
    **dict.fromkeys(("rupee", "rupees"), _RUPEE),
    **dict.fromkeys(("indian rupee", "indian rupees"), _one("INR")),
    **dict.fromkeys(("pakistani rupee", "pakistani rupees", "pakistan rupees"), _one("PKR")),
    **dict.fromkeys(("sri lankan rupee", "sri lankan rupees"), _one("LKR")),
    **dict.fromkeys(("nepalese rupee", "nepalese rupees", "nepali rupees"), _one("NPR")),
    **dict.fromkeys(("yen", "japanese yen"), _one("JPY")),
    **dict.fromkeys(("yuan", "chinese yuan", "renminbi"), _one("CNY")),
    **dict.fromkeys(("won", "south korean won", "korean won"), _one("KRW")),
    **dict.fromkeys(("peso", "pesos"), _PESOS),
    **dict.fromkeys(("philippine peso", "philippine pesos"), _one("PHP")),
    **dict.fromkeys(("mexican peso", "mexican pesos"), _one("MXN")),
    **dict.fromkeys(("argentine peso", "argentine pesos"), _one("ARS")),
    **dict.fromkeys(("chilean peso", "chilean pesos"), _one("CLP")),
    **dict.fromkeys(("colombian peso", "colombian pesos"), _one("COP")),
    **dict.fromkeys(("us dollar", "us dollars", "u.s. dollars", "american dollars"), _one("USD")),
    **dict.fromkeys(("united states dollar", "united states dollars"), _one("USD")),
    **dict.fromkeys(("australian dollar", "australian dollars"), _one("AUD")),
    **dict.fromkeys(("canadian dollar", "canadian dollars"), _one("CAD")),
    **dict.fromkeys(("hong kong dollar", "hong kong dollars"), _one("HKD")),
    **dict.fromkeys(("new zealand dollar", "new zealand dollars"), _one("NZD")),
    **dict.fromkeys(("singapore dollar", "singapore dollars"), _one("SGD")),
    **dict.fromkeys(("taiwan dollars", "new taiwan dollars"), _one("TWD")),
    **dict.fromkeys(("franc", "francs"), _FRANCS),
    **dict.fromkeys(("french franc", "french francs", "old french francs"), _one("FRF")),
    **dict.fromkeys(("swiss franc", "swiss francs"), _one("CHF")),
    **dict.fromkeys(("belgian franc", "belgian francs"), _one("BEF")),
    **dict.fromkeys(("krone", "kroner", "crowns"), _CROWNS),
    **dict.fromkeys(("krona",), _many("SEK ISK")),
    **dict.fromkeys(("kronor", "swedish krona", "swedish kronor"), _one("SEK")),
    **dict.fromkeys(("danish krone", "danish kroner"), _one("DKK")),
    **dict.fromkeys(("norwegian krone", "norwegian kroner"), _one("NOK")),
    **dict.fromkeys(("icelandic króna", "krónur"), _one("ISK")),
    **dict.fromkeys(("koruna", "korun"), _many("CZK CSK SKK")),
    **dict.fromkeys(("czech koruna", "czech korun", "czech crowns"), _one("CZK")),
    **dict.fromkeys(("lira", "liras"), _LIRAS),
    **dict.fromkeys(("lire", "italian lire", "italian lira"), _one("ITL")),
    **dict.fromkeys(("turkish lira", "turkish liras"), _many("TRY TRL")),
    **dict.fromkeys(("ruble", "rubles", "rouble", "roubles"), _RUBLES),
    **dict.fromkeys(("russian ruble", "russian rubles", "russian roubles"), _one("RUB")),
    **dict.fromkeys(("soviet ruble", "soviet rubles", "soviet roubles"), _one("SUR")),
    **dict.fromkeys(("mark", "marks"), _MARKS),
    **dict.fromkeys(("deutsche mark", "deutsche marks", "deutschmark", "deutschmarks"), _one("DEM")),
    **dict.fromkeys(("german marks", "d-mark", "deutsche mark"), _one("DEM")),
    **dict.fromkeys(("finnish markka", "markka", "markkaa", "finnish marks"), _one("FIM")),
    **dict.fromkeys(("dinar", "dinars"), _DINARS),
    **dict.fromkeys(("yugoslav dinar", "yugoslav dinars"), _one("YUM")),
    **dict.fromkeys(("guilder", "guilders", "dutch guilders", "gulden"), _one("NLG")),
    **dict.fromkeys(("schilling", "schillings", "austrian schillings"), _one("ATS")),
    **dict.fromkeys(("peseta", "pesetas"), _one("ESP")),
    **dict.fromkeys(("escudo", "escudos"), _many("PTE CVE")),
    **dict.fromkeys(("drachma", "drachmas", "drachmae", "drachmes"), _one("GRD")),
    **dict.fromkeys(("zloty", "zlotys", "złoty", "złotych", "zlotych"), _one("PLN")),
    **dict.fromkeys(("forint", "forints", "hungarian forints"), _one("HUF")),
    **dict.fromkeys(("lei", "leu"), _many("RON ROL MDL")),
    **dict.fromkeys(("lev", "leva"), _one("BGN")),
    **dict.fromkeys(("hryvnia", "hryvnias", "hryvnas"), _one("UAH")),
    **dict.fromkeys(("tenge",), _one("KZT")),
    **dict.fromkeys(("baht", "thai baht"), _one("THB")),
    **dict.fromkeys(("rupiah", "indonesian rupiah"), _one("IDR")),
    **dict.fromkeys(("ringgit", "malaysian ringgit"), _one("MYR")),
    **dict.fromkeys(("dong", "vietnamese dong", "đồng"), _one("VND")),
    **dict.fromkeys(("taka", "bangladeshi taka"), _one("BDT")),
    **dict.fromkeys(("naira", "nigerian naira"), _one("NGN")),
    **dict.fromkeys(("rand", "south african rand"), _one("ZAR")),
    **dict.fromkeys(("real", "reais", "brazilian real", "brazilian reais"), _one("BRL")),
    **dict.fromkeys(("shekel", "shekels", "sheqel", "new shekels", "israeli shekels"), _one("ILS")),
    **dict.fromkeys(("kyat", "kyats"), _one("MMK")),
    **dict.fromkeys(("cedi", "cedis", "ghana cedis"), _one("GHS")),
    **dict.fromkeys(("rial", "rials"), _many("IRR OMR YER")),
    **dict.fromkeys(("iranian rial", "iranian rials"), _one("IRR")),
    **dict.fromkeys(("toman", "tomans"), Sign((), None)),  # ten rials: no currency of its own
}
"""Names in words, lower case."""

_PAGES: Mapping[str, str] = {
    "australian dollar": "AUD", "austrian schilling": "ATS", "baht": "THB", "bangladeshi taka": "BDT",
    "belgian franc": "BEF", "brazilian real": "BRL", "czechoslovak koruna": "CSK", "deutsche mark": "DEM",
    "dutch guilder": "NLG", "finnish markka": "FIM", "greek drachma": "GRD", "hungarian forint": "HUF",
    "iranian rial": "IRR", "irish pound": "IEP", "israeli new shekel": "ILS", "japanese yen": "JPY",
    "new taiwan dollar": "TWD", "polish złoty": "PLN", "portuguese escudo": "PTE", "pound sterling": "GBP",
    "renminbi": "CNY", "spanish peseta": "ESP", "sterling (currency)": "GBP", "swedish krona": "SEK",
    "ukrainian hryvnia": "UAH", "vietnamese đồng": "VND",
}  # fmt: skip
"""Of the articles on currencies those whose titles are no NAMES."""


def currency_of_page(title: str, sign: str) -> str | None:
    """The code of the currency whose article a sign or name is linked to; None where the page is none of a single
    currency, or the sign tells it by itself or cannot mean it."""
    known = SIGNS.get(sign) or NAMES.get(sign.casefold())
    if known is not None and len(known.codes) == 1:
        return None
    name = title.casefold()
    page = NAMES.get(name)
    code = page.codes[0] if page is not None and len(page.codes) == 1 else _PAGES.get(name)
    if code is None or len(sign) > _LONGEST_SIGN or any(map(str.isdigit, sign)):
        return None
    return code if known is None or code in known.codes else None


_LONGEST_SIGN = 12
"""Characters."""

ADJECTIVES: Mapping[str, Sign] = {
    "us": _one("USD"), "u.s.": _one("USD"), "american": _one("USD"), "canadian": _one("CAD"),
    "cdn": _one("CAD"), "australian": _one("AUD"), "hong kong": _one("HKD"), "new zealand": _one("NZD"),
    "singapore": _one("SGD"), "mexican": _one("MXN"),
}  # fmt: skip
"""Words that tell which dollar a `$` is: `Canadian $5 million`, `$5 million (Canadian)`."""

# A hint in the text that the default may be wrong; the amount is then not read.
DOUBTS: Mapping[str, re.Pattern[str]] = {
    "INR": re.compile(r"pakistan|sri lanka|nepal|mauriti|seychell", re.IGNORECASE),
    "JPY": re.compile(r"chin(?:a|ese)\b|yuan|renminbi", re.IGNORECASE),
    "CZK": re.compile(r"czechoslovak", re.IGNORECASE),
}
"""For codes that are the default of a sign: a pattern that speaks for another meaning of the sign."""
DOUBTS_AT_HOME: Mapping[str, frozenset[str]] = {"JPY": frozenset({"HKD", "TWD"})}
"""For such codes: those of countries whose films may well mean the other currency of the sign, but need not."""

COUNTED_IN_LAKHS = _many("INR PKR BDT NPR LKR")
"""What an amount in lakhs or crores that names no currency may be in."""

CODES_AT_HOME: Mapping[str, frozenset[str]] = {
    country: frozenset(codes.split())
    for country, codes in {
        "India": "INR", "Pakistan": "PKR", "Sri Lanka": "LKR", "Nepal": "NPR", "Mauritius": "MUR",
        "Seychelles": "SCR", "Bangladesh": "BDT", "Japan": "JPY", "China": "CNY",
        "Hong Kong": "HKD", "Taiwan": "TWD",
        "Sweden": "SEK", "Norway": "NOK", "Denmark": "DKK", "Iceland": "ISK", "Philippines": "PHP",
        "Botswana": "BWP", "Italy": "ITL", "Lithuania": "LTL", "France": "FRF", "Switzerland": "CHF", "Belgium": "BEF",
        "Luxembourg": "LUF", "Czechoslovakia": "CSK", "Czech Republic": "CZK", "Soviet Union": "SUR",
        "Colombia": "COP", "Portugal": "PTE", "Iran": "IRR", "West Germany": "DEM",
        "East Germany": "DDM", "Malaysia": "MYR", "Kenya": "KES", "Tanzania": "TZS",
    }.items()
}  # fmt: skip
"""What signs and names that several currencies share mean in a film of a country, whenever it is from. Left out are
countries that gave another currency the same name later (the pesos of Mexico and Argentina, the lira of Turkey,
the rouble of Russia)."""

"""How inline templates read: which argument a reader sees.

Rows are names as `kg.wikitext.tree.template_name` gives them, with the redirects met in articles; sources
are the documentation pages `Template:NAME/doc` of the English Wikipedia.
"""

from __future__ import annotations

from collections.abc import Mapping

KEEP: Mapping[str, tuple[str, ...]] = {
    # shown: the first of these arguments that is not blank
    name: keys
    for names, keys in (
        # text with another look
        ("nowrap nobr nwr small smaller smalldiv midsize big larger large huge em strong italics bold "
         "noitalic nobold normal resize-text allow_wrap nowraplinks no_wrap just nobreak "
         "sort_grade not_a_typo notatypo typo as_written proper_name visible_anchor vanchor va highlight hl "
         "code kbd mono var pre plain bulletedlist_item script raise lower sup sub", ("1",)),
        # a key to sort by, then the text
        ("sort sort_dash hs hidden_sort_key", ("2", "1")),
        ("abbr abbrlink tooltip tooltip-text abbreviation h:title define", ("1",)),
        ("color colour fontcolor font_color font_colour background_color resize fs font fontsize", ("3", "2", "1")),
        # texts in other languages
        ("lang langx wikt-lang lang-x2 rtl-lang", ("2", "text")),
        ("transl transliteration translit xlit tlit", ("3", "2", "1")),
        ("native_name nativename nativelang native_phrase", ("2", "name")),
        ("nihongo nihongo_krt nihongo_foot nihongo4", ("1", "3", "2")),
        ("nihongo2 nihongo3 nihongo_title nihongo-s korean zh-sp", ("1", "2")),
        ("script/hebrew script/arabic script/latin script/cyrillic unicode nastaliq nq", ("1",)),
        # places
        ("flagdeco_text country", ("2", "1")),
        ("url official_url", ("2", "1")),
        ("nts ntsh number_table_sorting formatnum fmtn formatnum: val num format_price fy", ("1",)),
        ("decrease increase steady profit loss gain", ("1",)),
        ("quote_without_source quote blockquote cquote bq", ("1", "text")),
        ("cast_listing castlist cast_list", ("1",)),
        ("cmain calso_starring crecurring cguest cnone", ("1",)),
        ("n/a na yes no partial y n maybe", ("1",)),
    )
    for name in (part.replace("_", " ") for part in names.split())
}  # fmt: skip

JOINED: Mapping[str, str] = {
    # shown: all positional arguments, with this between
    **dict.fromkeys(
        ("hlist", "horizontal list", "comma separated entries", "csv", "cslist", "comma-separated list"), ", "
    ),
    **dict.fromkeys(("linktext", "lt", "sic"), ""),
}

CONSTANT: Mapping[str, str] = {
    "nbsp": " ", "space": " ", "spaces": " ", "nbs": " ", "thinsp": " ", "hair space": " ", "nnbsp": " ",
    "snd": " – ", "snds": " – ", "spnd": " – ", "sndash": " – ", "spaced ndash": " – ", "spaced en dash": " – ",
    "ndash": "–", "en dash": "–", "mdash": "—", "em dash": "—", "smd": " — ", "spaced mdash": " — ", "-": "",
    "dash": " – ", "bull": " • ", "dot": " · ", "middot": " · ", "·": " · ", "•": " • ", "bullet": " • ",
    "!": "|", "=": "=", "'": "'", "'s": "'s", "'\"": "'\"", "\"'": "\"'", "-\"": "\"", "\" '": "\"'", "' \"": "'\"",
    "apostrophe": "'", "br": "\n", "crlf": "\n", "break": "\n", "newline": "\n", "pb": "\n", "paragraph break": "\n",
    "!-": "", "(": "{", ")": "}", "colon": ":", "asterisk": "*", "pipe": "|", "slash": "/", "zwj": "", "shy": "",
    "estimation": "est. ", "est.": "est. ", "and": "&", "&": "&", "ampersand": "&", "sharp": "♯", "\\": " / ",
    "nbh": "–", "nbhyph": "-",
    "minus": "−", "plus": "+", "±": "±",
    "number sign": "#", "no.": "No.", "numero": "No.",
}  # fmt: skip

DROP = frozenset(
    name.replace("_", " ")
    for name in """
    citation_needed cn fact citation cite_needed citation-needed fact? better_source better_source_needed
    dead_link deadlink dead_url deadurl cbignore sfn sfnp snf harv harvnb harvtxt harvp r rp efn efn-ua efn-lr refn note
    note_label ref_label ref anchor anchors clarify clarification_needed when who which by_whom whom? vague
    failed_verification verify_source verification_needed dubious disputed_inline original_research_inline
    unreliable_source? unreliable_source unreliable_source_inline primary_source_inline full_citation_needed
    page_needed specify update_inline update_after as_of? needs_update disambiguation_needed dn
    subscription_required subscription registration_required webarchive wayback archive_url isbn issn oclc
    flagicon flag_icon flagdeco flagicon_image icon ja_icon zh_icon en_icon fr_icon de_icon ko_icon ru_icon in_lang
    clear - clr clear_left clear_right anchor_link where missing_information_inline
    dagger double_dagger † ‡ ref_end ref_begin refbegin refend notelist reflist inflation inflation-fn
    inflation-year to_usd cref cnote footnote ipa ipac-en ipac-cmn ipa-yue pronunciation respell
    audio listen nowrap_begin nowrap_end nowrap_end. nobr_begin nobr_end div_col div_col_end div_col_begin div_col_break
    col_div col_div_end colbegin colend col-begin col-break col-end col-2 col-3 col-4 multicol multicol-end
    columns-start columns-end column columns end top mid bottom hidden_begin hidden_end stack stack_begin stack_end
    cast_listing_end cast_list_end plainlist_end endplainlist end_plainlist endflatlist hide_in_print only_in_print
    expand_section empty_section unreferenced_section more_citations_needed_section cleanup_section main
    main_article see_also further also for about image multiple_image external_media quote_box clarify_section
    synopsis long_plot plot awards_table_key sronly screen_reader-only ref? better_source? promotional_source
    self-published_inline self-published_source third-party_inline non-primary_source_needed attribution_needed
    according_to_whom like_whom? sentence_fragment weasel_inline peacock_inline nonspecific undue_weight_inline
    contradict-inline contradictory_inline inconsistent awkward importance_inline relevance_inline
    citation_not_found wikicite use_dmy_dates use_mdy_dates use_american_english use_british_english
    excessive_citations_inline overcite rs? pn infobox_album singles extra_chronology
    """.split()
)
"""Shown: nothing a fact could be read from."""

"""Text forms: base64url, labels, normalised text, names, secrets, cards, check digits."""

from tools.vector_areas.book import Book, fixed
from wallet.crypto.bytes import b64, label
from wallet.crypto.card import card_groups, card_qr, pocket_lookup, three_bytes
from wallet.crypto.damm import damm
from wallet.crypto.digits import digits_input, format_digits, parse_digits
from wallet.crypto.name import lookup, name_bytes
from wallet.crypto.row import read_row
from wallet.crypto.secret import phrase_bytes, row_bytes

CARD = fixed("card", 16)

_SAME = {
    "accents": ("\u00c9l\u00e8ve \u00c7a va, Zo\u00eb", "eleve ca va, zoe", "accents go"),
    "composed_or_not": ("e\u0301 \u00e9", "e e", "one letter in two code points is the letter in one"),
    "arabic_marks": ("\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f", "\u0645\u062d\u0645\u062f",
                     "Arabic vowel signs and shadda go"),
    "arabic_hamza": ("\u0623\u0625\u0622", "\u0627\u0627\u0627", "alef with hamza or madda is alef"),
    "arabic_forms": ("\ufeb3\ufefc\ufee1", "\u0633\u0644\u0627\u0645", "presentation forms become letters"),
    "turkish_dotted_capital": ("\u0130STANBUL", "istanbul", "capital I with dot is i: its dot is a mark"),
    "turkish_dotless": ("\u0131", "\u0131", "dotless i stays itself: case is locale-free"),
    "turkish_plain_capital": ("I", "i", "capital I is i in every language"),
    "final_sigma": ("\u039f\u0394\u039f\u03a3", "\u03bf\u03b4\u03bf\u03c2", "sigma at the end is final"),
    "sharp_s": ("Stra\u00dfe", "stra\u00dfe", "lower case, not case folding"),
    "full_width": ("\uff21\uff42\uff11", "ab1", "full-width letters become ordinary ones"),
    "ligature": ("\ufb01n", "fin", "ligatures fall apart"),
    "gaps": (" one\u00a0two--three_four...five\t\nsix ", "one two three four five six",
             "runs of space, hyphen, underline, dot are one space; ends are trimmed"),
    "wide_gap": ("one\u3000\u2003\u1680two", "one two", "every kind of white space is space"),
    "next_line": ("one\u0085two", "one two", "U+0085 is white space"),
    "bom_is_no_gap": ("one\ufefftwo", "one\ufefftwo", "U+FEFF is not white space"),
    "separator_control_is_no_gap": ("one\u001ctwo", "one\u001ctwo", "U+001C is not white space"),
    "dotted_abbreviation": ("K.V.K", "k v k", "dots are gaps"),
    "tatweel_stays": ("\u0645\u0640\u062f", "\u0645\u0640\u062f", "tatweel is a letter, not a mark"),
    "arabic_digits_stay": ("\u0661\u0662", "\u0661\u0662", "text is not digits"),
    "beyond_bmp": ("\U0001d400\U0001f600", "a\U0001f600", "characters past U+FFFF"),
    "tigrinya": ("\u1230\u120b\u121d", "\u1230\u120b\u121d", "Ethiopic has neither marks nor case"),
}  # fmt: skip

_PASSPHRASES = {
    "five_words": ("blue kettle seven rivers under", None, "five words are enough"),
    "twenty_characters": ("gx4!kq9)wz7#mv2(bt5&", None, "twenty characters are enough"),
    "twenty_arabic": ("\u0642\u0645\u0631 \u0646\u062d\u0627\u0633 \u0645\u0644\u0639\u0642\u0629 "
                      "\u063a\u0627\u0628\u0629 \u062b\u0644\u062c", None, "five Arabic words"),
    "four_words": ("blue kettle seven river", None, "four words of more than twenty characters"),
    "four_short_words": ("ab cd ef gh", "too_short", "four words and too few characters"),
    "nineteen": ("gx4!kq9)wz7#mv2(bt5", "too_short", "one character too few"),
    "marks_do_not_count": ("\u00e9\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301abcdefgh",
                           "too_short", "characters are counted once normalised"),
    "one_letter": ("a" * 30, "too_common", "one letter again and again"),
    "well_known": ("Correct-Horse-Battery-Staple", "too_common", "a phrase that everybody knows"),
    "prayer": ("\u0628\u0650\u0633\u0652\u0645\u0650 \u0627\u0644\u0644\u0647 "
               "\u0627\u0644\u0631\u062d\u0645\u0646 \u0627\u0644\u0631\u062d\u064a\u0645",
               "too_common", "a phrase that everybody knows, with vowel signs"),
}  # fmt: skip


def write(book: Book) -> None:
    """All of this file."""
    _bytes(book)
    _normalise(book)
    _names(book)
    _cards(book)
    _digits(book)


def _bytes(book: Book) -> None:
    for length in range(4):
        data = fixed("b64", length)
        book.good(f"bytes/b64_{length}", "b64", f"{length} bytes", {"data": data}, {"text": b64(data)})
    book.good(
        "bytes/b64_alphabet", "b64", "- and _ stand for 62 and 63", {"data": b"\xfb\xff"}, {"text": "-_8"}
    )
    for name, given, reason in (
        ("padding", "_w==", "padding"),
        ("standard_alphabet", "+/8", "the alphabet of standard base64"),
        ("unused_bits", "_x", "unused bits that are not zero"),
        ("unused_bits_two", "-_9", "unused bits that are not zero, after two bytes"),
        ("one_left", "AAAAA", "a length that no bytes have"),
        ("space", "AA AA", "white space inside"),
        ("line_end", "AAAA\n", "a line end behind"),
        ("foreign", "AAA\u0660", "a digit of another script"),
    ):
        book.bad(f"bytes/unb64_{name}", "unb64", reason, {"text": given}, "bad_encoding")
    book.good(
        "bytes/label", "label", "one zero byte ends it", {"text": "WV1/door"}, {"data": label("WV1/door")}
    )


def _normalise(book: Book) -> None:
    for name, (given, text, reason) in _SAME.items():
        book.good(f"text/{name}", "normalise", reason, {"text": given}, {"text": text})
    for name, (given, code, reason) in _PASSPHRASES.items():
        book.good(f"passphrase/{name}", "check_passphrase", reason, {"text": given}, {"code": code})


def _names(book: Book) -> None:
    pictures = bytes([255, 0])
    output = {"name": name_bytes(pictures), "lookup": lookup(name_bytes(pictures))}
    book.good("name/pictures", "name_bytes", "two pictures, in their order", _list(pictures), output)
    other = name_bytes(pictures[::-1])
    book.good("name/turned", "name_bytes", "the other way round is another name", _list(pictures[::-1]),
              {"name": other, "lookup": lookup(other)})  # fmt: skip
    row = bytes([12, 200, 31, 7, 255, 0, 99])
    parts = {name: list(part) for name, part in vars(read_row(row)).items()}
    book.good(
        "row/read", "read_row", "three for the card, five for the secret, two for the name", _list(row), parts
    )
    book.good("secret/row", "row_bytes", "five pictures, in their order", _list(row[:5]),
              {"input": row_bytes(row[:5])})  # fmt: skip
    for function, folder, count in (
        ("name_bytes", "name/", 2), ("read_row", "row/", 7), ("row_bytes", "secret/", 5),
        ("three_bytes", "card/three_", 3),
    ):  # fmt: skip
        wrong = {"few": range(count - 1), "many": range(count + 1), "equal": [*range(count - 1), 0]}
        for name, given in wrong.items():
            reason = f"{name} pictures"
            book.bad(folder + name, function, reason, {"pictures": list(given)}, "bad_length")
    phrase = "Vijf  Woorden_zijn g\u00e9noeg.Hier"
    book.good("secret/phrase", "phrase_bytes", "own words", {"text": phrase}, {"input": phrase_bytes(phrase)})
    book.bad("secret/nothing_left", "phrase_bytes", "only gaps", {"text": "..."}, "bad_text")


def _list(pictures: bytes) -> dict[str, list[int]]:
    return {"pictures": list(pictures)}


def _cards(book: Book) -> None:
    for name, card in (("drawn", CARD), ("zero", bytes(16)), ("largest", b"\xff" * 16)):
        groups, qr = card_groups(card), card_qr(card)
        book.good(
            f"card/groups_{name}", "card_groups", f"the {name} card", {"card": card}, {"groups": groups}
        )
        book.good(
            f"card/parse_{name}", "parse_groups", f"the {name} card", {"groups": groups}, {"card": card}
        )
        book.good(f"card/qr_{name}", "card_qr", f"the {name} card", {"card": card}, {"qr": qr})
        book.good(f"card/scan_{name}", "parse_qr", f"the {name} card", {"qr": qr}, {"card": card})
    groups = card_groups(CARD)
    wrong = [*groups[:3], groups[3][:4] + str((int(groups[3][4]) + 1) % 10), *groups[4:]]
    eastern = [group.translate({48 + n: chr(0x660 + n) for n in range(10)}) for group in groups]
    past = [f"{1 << 128:040d}"[i : i + 4] for i in range(0, 40, 4)]
    book.good(
        "card/parse_arabic_digits", "parse_groups", "Arabic digits", {"groups": eastern}, {"card": CARD}
    )
    for name, given, reason in (
        ("wrong_check", wrong, "one wrong check digit"),
        ("nine_groups", groups[:9], "a group is missing"),
        ("short_group", [groups[0][:4], *groups[1:]], "a digit is missing"),
        ("past_128_bits", [four + damm(four) for four in past], "a number past 128 bits"),
        ("letters", ["O" + groups[0][1:], *groups[1:]], "a letter for a digit"),
    ):
        book.bad(f"card/parse_{name}", "parse_groups", reason, {"groups": given}, "bad_check")
    book.good("card/scan_other", "parse_qr", "another text is no card", {"qr": "https://a.b"}, {"card": None})
    book.bad("card/scan_cut", "parse_qr", "a card cut short", {"qr": card_qr(CARD)[:-2]}, "bad_check")
    book.bad("card/scan_bits", "parse_qr", "unused bits not zero", {"qr": "WV1C:" + "_" * 22}, "bad_check")
    book.good("card/pocket_lookup", "pocket_lookup", "where a pocket card's pictures are guessed",
              {"card": CARD}, {"lookup": pocket_lookup(CARD)})  # fmt: skip
    for name, three in (("sorted", bytes([7, 31, 200])), ("unsorted", bytes([200, 7, 31]))):
        book.good(f"card/three_{name}", "three_bytes", "the order does not matter", _list(three),
                  {"input": three_bytes(three)})  # fmt: skip


def _digits(book: Book) -> None:
    for digits in ("0", "572", "00000000000", "12345678901"):
        given, output = {"digits": digits}, {"check": damm(digits)}
        book.good(f"damm/{digits}", "damm", "the check digit of these", given, output)
    parts = {"locator": "0042", "secret": "1234567"}
    twelve = format_digits(**parts)
    book.good("digits/format", "format_digits", "three groups of four", parts, {"text": twelve})
    book.good("digits/input", "digits_input", "the seven", {"secret": parts["secret"]},
              {"input": digits_input(parts["secret"])})  # fmt: skip
    for name, typed in (
        ("plain", twelve.replace(" ", "")),
        ("spaces", twelve),
        ("hyphens_and_dots", twelve.replace(" ", "-", 1).replace(" ", ".")),
        ("arabic", twelve.translate({48 + n: chr(0x660 + n) for n in range(10)})),
        ("persian", twelve.translate({48 + n: chr(0x6F0 + n) for n in range(10)})),
    ):
        book.good(f"digits/parse_{name}", "parse_digits", f"typed: {name}", {"text": typed},
                  parse_digits(typed)._asdict())  # fmt: skip
    last = str((int(twelve[-1]) + 1) % 10)
    for name, typed, reason in (
        ("wrong_check", twelve[:-1] + last, "the check digit does not fit"),
        ("swapped", "0024" + twelve[4:], "two neighbours swapped"),
        ("eleven", twelve[:-1], "a digit is missing"),
        ("thirteen", twelve + "0", "a digit too many"),
        ("letter", "o" + twelve[1:], "a letter for a digit"),
    ):
        book.bad(f"digits/parse_{name}", "parse_digits", reason, {"text": typed}, "bad_check")

"""The forms in which people write a day: patterns over accent-free text as long as the typed one."""

import re

_ONES = "mot|hai|ba|bon|nam|sau|bay|tam|chin"
_N = rf"(?:[0-9]{{1,2}}|(?:muoi|hai muoi|ba muoi)(?: (?:tu|lam|nham|{_ONES}))?|{_ONES})"
_MONTH = rf"(?:[0-9]{{1,2}}|gieng|chap|muoi hai|muoi mot|muoi|tu|{_ONES})"
_FEW = rf"(?P<days>[0-9]{{1,2}}|muoi|{_ONES})"
_LUNAR = r"(?P<calendar>\s*\(?(?:am lich|lich am|am|ta|al|duong lich|lich duong|duong|tay|dl)\)?(?![a-z]))?"
_PART = r"(?:sang|trua|chieu|toi|dem)"
_YEAR = r"(?:\s*(?:nam|[/.-])\s*(?P<year>[0-9]{4}|[0-9]{2}))?"
_JUST = r"(?: (?:vua roi|vua qua|roi))?"
_WEEKDAY = r"thu (?:[2-7]|hai|ba|tu|nam|sau|bay)|chu nhat|cn|t[2-7]"
_WEEK = r"tuan (?:truoc|roi|vua roi|qua|nay|sau|toi)|vua roi|vua qua|roi|truoc|nay|toi|sau"
_TET = r"(?:30|ba muoi|29|toi 30) tet"
_MUNG = rf"(?P<head>mung|mong) (?P<day>{_N})(?:\s*(?:thang|/|-)\s*(?P<month>{_MONTH}))?(?P<tet> tet)?{_LUNAR}"
_FULL_MOON = (
    rf"(?:(?:hom|ngay) )?ram(?:\s*thang (?P<month>{_MONTH}|nay|truoc|vua roi|vua qua))?{_JUST}{_LUNAR}"
)
_ABOUT = r"(?:dau|giua|cuoi) (?:thang|tuan|nam)(?: (?:[0-9]{1,2}|nay|truoc|roi|vua roi|sau))?"
_ANY_WEEKDAY = rf"(?:(?P<of>{_PART}) )?(?P<weekday>{_WEEKDAY})(?: (?P<which>{_WEEK}))?"
_NUMERIC = (
    r"(?:(?:ngay|hom) )?(?P<day>[0-9]{1,2})\s?(?P<joint>[/.-])\s?(?P<month>[0-9]{1,2})" + _YEAR + _LUNAR
)
_SPOKEN = (
    rf"(?:(?:ngay|hom|mung) )?(?P<day>{_N}) thang (?P<month>{_MONTH}|nay|truoc|roi|vua roi){_YEAR}{_LUNAR}"
)
_DAY = rf"(?:ngay|hom|bua) (?P<day>{_N})(?! (?:nguoi|hom|thang)){_LUNAR}{_JUST}"
_SOME_DAY = (
    r"(?:may |vai |it )?(?:hom|bua) (?:truoc|no|roi|trc|vua roi|do|ay|day)|"
    r"(?:tuan|thang|nam) (?:truoc|roi|vua roi|qua|nay|sau|toi)|moi day|dao truoc|vua roi|hom vua roi"
)

# Tried in this order at each place; the first that fits is the day.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])"))
    for name, pattern in (
        ("tet", _TET),
        ("lunar", _MUNG),
        ("full_moon", _FULL_MOON),
        ("vague", _ABOUT),
        ("weekday", _ANY_WEEKDAY),
        ("numeric", _NUMERIC),
        ("spoken", _SPOKEN),
        ("ago", rf"(?:cach day )?{_FEW} (?:hom|ngay) (?:truoc|nay roi)"),
        ("ago", rf"cach day {_FEW} (?:hom|ngay)"),
        ("after", r"ngay kia|ngay mot|bua mot"),
        ("day", _DAY),
        ("lunar_day", r"(?P<day>[0-9]{1,2})\s+(?P<calendar>am lich|am|ta|al)"),
        ("today", rf"(?:ngay )?(?:hom nay|bua nay|{_PART} nay|hom ni|bua ni)"),
        ("yesterday", rf"hom qua|bua qua|hom wa|{_PART} (?:hom )?qua|ngay hom qua"),
        ("before", rf"hom kia|bua kia|{_PART} hom kia"),
        ("tomorrow", rf"ngay mai|{_PART} mai|bua mai"),
        ("vague", _SOME_DAY),
    )
)

# Whole answers only: in a sentence these are names, numbers and other words.
_NO_CALENDAR = "(?P<calendar>)"
SHORT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("today", re.compile("nay|vua xong|moi xong|luc nay|ban nay|vua nay")),
    ("yesterday", re.compile("qua")),
    ("tomorrow", re.compile("mai")),
    ("after", re.compile("mot")),
    ("day", re.compile(rf"(?P<day>{_N}){_NO_CALENDAR}")),
    (
        "numeric",
        re.compile(
            r"(?P<day>[0-9]{1,2})(?P<joint> )(?P<month>[0-9]{1,2})(?: (?P<year>[0-9]{4}))?" + _NO_CALENDAR
        ),
    ),
)

"""Words by which people put something off: parts of the day, days, short whiles, and who will type for them.

All without accents, as `fold` leaves them; longer phrases stand before those they contain.
"""

from datetime import time

PARTS: dict[str, tuple[time, ...]] = {
    "sang": (time(8, 30), time(10, 30)),
    "trua": (time(11),),
    "chieu": (time(15), time(17)),
    "toi": (time(19), time(19, 45)),
    "dem": (time(19), time(19, 45)),
}
"""When each part of the day is: the usual moment, and a later one when that has gone by."""

AFTER = (
    ("com trua", (time(13, 30),)),
    ("com toi", (time(19),)),
    ("com chieu", (time(19),)),
    ("com", (time(13, 30), time(19))),
    ("ngu day", (time(15),)),
    ("ngu trua", (time(15),)),
    ("hop xong", (time(15), time(19))),
    ("sau hop", (time(15), time(19))),
    ("sau buoi hop", (time(15), time(19))),
    ("sau khi hop", (time(15), time(19))),
    ("tan hop", (time(15), time(19))),
    ("xong hop", (time(15), time(19))),
    ("di cho ve", (time(10, 30), time(15))),
    ("di lam dong ve", (time(11), time(19))),
    ("o ruong ve", (time(11), time(19))),
    ("xem thoi su", (time(19, 45),)),
)
"""Daily doings that something is put off until."""

WHILES = (
    ("lat nua", 60), ("lat sau", 60), ("mot lat", 60), ("ty nua", 60), ("ti nua", 60), ("ti teo nua", 60),
    ("chut nua", 60), ("mot chut", 60), ("mot luc", 60), ("luc nua", 60), ("nua tieng", 30),
    ("nua gio nua", 30), ("tieng ruoi", 90),
)  # fmt: skip
"""Short whiles, in minutes."""

DAYS = (
    ("ngay mot", 2), ("ngay kia", 2), ("hom kia", 2), ("ngay mai", 1), ("hom sau", 1), ("hom nay", 0),
    ("bua nay", 0), ("mai mot", 1), ("mai", 1), ("mot", 2), ("nay", 0),
)  # fmt: skip
"""Days from today; "mốt" only where it is not "một" (see `snooze`)."""

WEEKDAYS = {
    "thu hai": 0, "thu ba": 1, "thu tu": 2, "thu nam": 3, "thu sau": 4, "thu bay": 5, "chu nhat": 6,
    "thu 2": 0, "thu 3": 1, "thu 4": 2, "thu 5": 3, "thu 6": 4, "thu 7": 5, "t2": 0, "t3": 1, "t4": 2,
    "t5": 3, "t6": 4, "t7": 5, "cn": 6,
}  # fmt: skip

HOURS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi mot": 11,
    "muoi hai": 12, "muoi": 10,
}  # fmt: skip
"""Hours in words; "sáu giờ" needs its accent or a part of the day, for "sau giờ" is "after"."""

KIN = (
    "con gái", "con trai", "con dâu", "con rể", "cháu gái", "cháu trai", "cháu nội", "cháu ngoại", "cháu dâu",
    "ông nhà", "bà nhà", "ông xã", "bà xã", "em gái", "em trai", "anh trai", "chị gái", "hàng xóm", "cán bộ",
    "cô giáo", "thư ký", "kế toán", "thủ quỹ", "vợ", "chồng", "phó", "con", "cháu", "ông", "bà", "cô", "chú",
    "anh", "chị", "em",
)  # fmt: skip
"""Who may type for somebody, as written; matched with and without accents."""

HELPS = r"\b(?:giup|ho|gium|nhan ho|bam|go ho|go may|nhap|lam cho|ghi cho|nhan cho)\b"
REMINDS = r"\b(?:nhac|hen)\b"
"""What makes words a wish to be reminded where no reminder was being answered."""
PUTS_OFF = (
    "luc khac", "khi khac", "de sau", "hom khac", "bua khac", "ban", "de do", "tu tu", "khoan", "thoi",
    "khong", "chua", "nhac sau", "nhac bac sau", "nhac lai", "lam sau",
)  # fmt: skip
"""Putting off without saying until when."""

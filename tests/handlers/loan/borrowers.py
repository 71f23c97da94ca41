"""A few members of CLB thôn Khổng, two of them named Hoa, as tests about loans need them."""

from storage.people_records import Member

LAN = Member(31, 1, 3, "Nguyễn Thị Lan", 1952, sex="female")
HOI = Member(32, 1, 4, "Lý Thị Hợi", 1954, sex="female")
TU = Member(33, 1, 7, "Trần Văn Tư", 1948, sex="male")
HOA = Member(34, 1, 8, "Lê Thị Hoa", 1950, sex="female", hamlet="thôn Khổng")
OTHER_HOA = Member(35, 1, 26, "Lý Thị Hoa", 1971, sex="female", hamlet="thôn Nà Lừa")
MEMBERS = (LAN, HOI, TU, HOA, OTHER_HOA)

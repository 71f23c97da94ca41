"""A roster with two of one name, one name in two spellings, and men and women of one name."""

from handlers.club.names import RosterLine

ROSTER = [
    RosterLine(1, "Nguyễn Văn Bình", 1955, "m"),
    RosterLine(2, "Lê Văn Sơn", 1950, "m"),
    RosterLine(3, "Nguyễn Thị Lan", 1952, "f"),
    RosterLine(4, "Phạm Thị Thảo", 1941, "f"),
    RosterLine(5, "Lý Thị Hợi", 1958, "f"),
    RosterLine(6, "Hoàng Thị Lan", 1960, "f"),
    RosterLine(7, "Trần Văn Tư", 1948, "m"),
    RosterLine(9, "Vũ Văn Lân", 1949, "m"),
    RosterLine(10, "Lê Anh Tú", 1990, "m"),
    RosterLine(11, "Đặng Thị Hòa", 1957, "f"),
    RosterLine(12, "Đỗ Văn Sáu", 1945, "m"),
    RosterLine(14, "Trần Thị Tư", 1951, ""),
    RosterLine(15, "Ngô Thị Mỹ", 1962, "f"),
    RosterLine(16, "Nguyễn Văn Hòa", 1963, "m"),
    RosterLine(17, "Bùi Thị Thu", 1964, "f"),
]

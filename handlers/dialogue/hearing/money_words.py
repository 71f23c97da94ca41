"""Tables of the words around amounts: units, labels of numbers, and the things that are counted."""

UNITS = {
    "nghìn": 3, "ngàn": 3, "nghin": 3, "ngìn": 3, "ngan": 3, "ngh": 3, "ng": 3, "k": 3, "kđ": 3, "cành": 3,
    "triệu": 6, "trieu": 6, "tr": 6, "trđ": 6, "củ": 6, "m": 6, "tỷ": 9, "tỉ": 9, "ty": 9, "ti": 9,
}  # fmt: skip
MAY_OPEN = {"nghìn", "ngàn", "triệu", "trieu", "tỷ", "tỉ", "nghin"}  # "triệu rưỡi"
DONG = {"đ", "đồng", "vnđ", "vnd", "₫", "dong", "d", "đồg"}
YEAR_AFTER = set("nay ngoái trước qua sau học mới tới này ngoai truoc moi".split())
COMPOUNDS = {
    "hội": ("phí", "trường", "nghị"), "hoi": ("phi", "truong", "nghi"),
    "ngân": ("sách", "hàng"), "ngan": ("sach", "hang"),
}  # fmt: skip
PLANTS = set("đào mai hoa quất".split())
LABELS = set(
    "tháng thang số so tổ ngày ngay thứ quý kỳ phiếu phieu đợt dot nhóm nhom thôn thon xóm xom khu đội "
    "doi ấp bản "
    "mùng mồng mung mong câu cau khóa khoá t buổi lần phường".split()
)
NAMED = set("cụ cu em cháu chau chị anh ông ong bà vợ con".split())
TITLES = set("ông ong bà cụ bác cô chú anh chị em dì thím mợ cậu thầy tên văn thị".split())
CROWDS = {"người", "nguoi", "lượt", "thành", "hội"}
COUNTED = set(
    "người nguoi ng cụ cu hộ ho nhà nha tháng thang năm nam ngày ngay buổi buoi lượt luot công cong "
    "thành hội tv hv "
    "em cháu chau chị anh ông ong bà vợ con suất suat xuất phần phan cái cai chiếc bình binh thùng kg "
    "cân bộ lần "
    "khoản bó quyển cuốn chai lít hộp gói túi bao cặp đôi giờ gio h phút mét m2 mâm bàn ghế thẻ loa vòng "
    "clb câu tổ "
    "giường món lạng tấn xe chuyến ca lớp".split()
)

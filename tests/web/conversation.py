"""A morning of the leader's chat, long enough to show every kind of message on the page."""

from io import BytesIO

from PIL import Image, ImageDraw

from tests.web.in_memory_chat import InMemoryChat

YES_EDIT = (("Đúng", "yes"), ("Sửa", "edit"))
REPORT = """Dạ, cháu gom sổ tháng 11 của CLB thôn Khổng (phần 1/2):
- Họp ngày 25/11, đến 57/60 người
- Vào 1 người, không ai ra
- Đo huyết áp, cân: 45 người
- Chăm sóc tại nhà: 5 cụ, 20 lượt
- Giúp nhau: 2 nhà, 6 ngày công
- Tám mảng: được 7, chưa có quyền lợi
Đúng hết chưa bác?
1. Đúng
2. Sửa"""
FUNDS = """Dạ, phần quỹ (2/2), sổ đến hôm nay 28/11:
- Quỹ hoạt động: thu 800.000, chi 400.000, còn 3.250.000 đồng
- Quỹ tăng thu nhập: trong hòm 10.250.000, đang cho vay 42.000.000, cộng 52.250.000 đồng
Bác nộp báo cáo nhé?
1. Nộp
2. Sửa"""
FILED = "Dạ, cháu đã nộp báo cáo tháng 11 lên Hội xã Hồng Sơn lúc 08:32. Bác có đề nghị gì cứ nhắn ạ."


def prepare(chat: InMemoryChat) -> None:
    """Teach the answers of a monthly report."""
    chat.replies |= {
        "báo cáo": (REPORT, YES_EDIT),
        "yes": (FUNDS, (("Nộp", "submit"), ("Sửa", "edit"))),
        "submit": (FILED, ()),
    }


async def play(chat: InMemoryChat) -> None:
    """Say what the leader said on Friday and Saturday morning."""
    prepare(chat)
    await chat.say("leader", "friday-01", "chào cháu")
    chat.tell("leader", "Biểu đồ quỹ của CLB mình đây ạ.", files=(chat.hold("quy-thang-11.png", chart()),))
    chat.tell("leader", "Bản để in bác tải ở đây ạ.", files=(chat.hold("bao-cao-thang-11.docx", b"PK demo"),))
    chat.wait(days=1, minutes=2)
    await chat.say("leader", "saturday-01", "báo cáo")


def chart() -> bytes:
    """A small picture of six months of the fund."""
    picture = Image.new("RGB", (640, 320), "#fffaf2")
    pen = ImageDraw.Draw(picture)
    for month, height in enumerate((110, 130, 150, 170, 200, 230)):
        pen.rounded_rectangle((50 + month * 95, 280 - height, 110 + month * 95, 280), 10, fill="#2f7a55")
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()

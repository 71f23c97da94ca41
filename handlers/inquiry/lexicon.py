"""What people type when they ask in words of their own, phrase by phrase, each with what it tells.

A message is heard only where every word of it is told for here or names a club or a place: what nobody
understood is never answered with something else. Phrases carry their accents; see `cover` for how exactly.
"""

from collections.abc import Mapping

from handlers.fund.categories import CATEGORIES

FOR = "for "  # before the code of a category: "for dues"
PART = "part "  # before a level of areas: "part commune"
ROLE = "role "  # before a role of the committee
SPAN = "span "  # before the days that are meant
SMALL = ""  # said in passing, tells nothing

_ROLES = {
    "leader": "chủ nhiệm|chủ nhiệm clb|chủ nhiệm câu lạc bộ|trưởng câu lạc bộ|trưởng clb|ai đứng đầu",
    "deputy": "phó chủ nhiệm|phó clb|phó câu lạc bộ|cấp phó",
    "secretary": "thư ký|thư kí|thư kí clb|người ghi chép",
    "accountant": "kế toán",
    "treasurer": "thủ quỹ|thủ quĩ|người giữ quỹ|người giữ tiền|giữ quỹ|giữ tiền|cầm quỹ|cầm tiền",
}
_SPANS = {
    "this_month": "tháng này|trong tháng|trong tháng này|từ đầu tháng|từ đầu tháng đến nay|"
    "từ đầu tháng đến giờ|tháng nầy",
    "last_month": "tháng trước|tháng rồi|tháng vừa rồi|tháng qua|tháng vừa qua|tháng trước đó",
    "next_month": "tháng sau|tháng tới|sang tháng|tháng sau này",
    "this_year": "năm nay|năm này|trong năm|trong năm nay|từ đầu năm|từ đầu năm đến nay|"
    "từ đầu năm đến giờ|từ đầu năm tới nay|từ đầu năm tới giờ|cả năm nay|đầu năm đến giờ|đầu năm đến nay",
    "last_year": "năm ngoái|năm trước|năm rồi|năm vừa rồi|năm qua|năm vừa qua|cả năm ngoái",
    "this_week": "tuần này|trong tuần|trong tuần này",
    "last_week": "tuần trước|tuần rồi|tuần vừa rồi|tuần qua|tuần vừa qua",
    "today": "hôm nay|ngày hôm nay|bữa nay|hnay",
    "yesterday": "hôm qua|ngày hôm qua|bữa qua",
}
_TELLS = {
    "how_much": "bao nhiêu|bao nhiêu tiền|bao tiền|được bao nhiêu|là bao nhiêu|bao nhiu|bao nhiêu đồng|"
    "mấy|mấy đồng|mấy tiền|bn|bnh|bnhieu|bao lăm|nhiêu|có đông không|đông không|"
    "là mấy|hết mấy",
    "how": "thế nào|như thế nào|ra sao|sao rồi|làm sao|tn|ntn",
    "what": "gì|những gì|cái gì|khoản nào|những khoản nào|những khoản gì|vào việc gì|vào đâu|việc gì",
    "who": "ai|khen ai|biểu dương ai|là ai|những ai|gồm những ai|gồm ai|người nào|những người nào|"
    "ông nào|bà nào|cụ nào|bác nào|các cụ nào|có những ai|tên gì|tên là gì|tên chi|"
    "là những ai|có ai|không biết ai",
    "when": "bao giờ|khi nào|ngày nào|hôm nào|lúc nào|ngày mấy|ngày bao nhiêu|mùng mấy|"
    "mấy ngày|mấy ngày nữa|bao nhiêu ngày|bao nhiêu ngày nữa|bao lâu|bao lâu nữa|chừng nào|bữa nào|"
    "mồng mấy|hôm mấy",
    "whether": "chưa|rồi chưa|hay chưa|đã chưa|được chưa|xong chưa|chưa hả|rồi hay chưa|rồi à",
    "which_club": "clb nào|khen clb nào|biểu dương clb nào|clb nào tốt|clb nào khá|clb nào giỏi|clb nào mạnh|"
    "clb nào yếu|clb nào kém|câu lạc bộ nào|những clb nào|thôn nào|có clb nào|đơn vị nào|"
    "clb nhiều quỹ nhất|clb giàu nhất|clb đông nhất|clb đông người nhất|clb lớn nhất|clb nhỏ nhất|"
    "clb ít người nhất|nơi nào|chỗ nào|chi hội nào|clb thôn nào|các clb nào|câu lạc bộ thôn nào|"
    "những câu lạc bộ nào|những thôn nào",
    "part commune": "xã nào|phường nào|những xã nào|các xã nào|xã phường nào|những phường nào|khen xã nào|"
    "xã nào tốt|xã nào khá|xã nào yếu|xã nào kém|từng xã|mỗi xã|các xã|từng xã phường|từng phường",
    "part province": "tỉnh nào|khen tỉnh nào|tỉnh nào tốt|tỉnh nào yếu|những tỉnh nào|các tỉnh nào|"
    "tỉnh thành nào|thành phố nào|từng tỉnh|mỗi tỉnh|các tỉnh",
    "part": "địa phương nào|những địa phương nào|các địa phương nào|huyện nào|từng địa phương",
    "part_list": "danh sách xã|danh sách các xã|ds xã|ds các xã|liệt kê xã|liệt kê các xã|các xã|"
    "các xã phường|danh sách xã phường|danh sách phường|bao nhiêu xã|mấy xã|bao nhiêu xã phường|"
    "bao nhiêu phường|mấy phường|danh sách tỉnh|danh sách các tỉnh|ds tỉnh|các tỉnh|liệt kê các tỉnh|"
    "liệt kê tỉnh|bao nhiêu tỉnh|mấy tỉnh|các tỉnh thành|bao nhiêu tỉnh thành|danh sách tỉnh thành|"
    "bao nhiêu địa phương|danh sách địa phương",
    "no_club": "chưa có clb|chưa có clb nào|chưa có câu lạc bộ|chưa có câu lạc bộ nào|không có clb|"
    "không có clb nào|chưa thành lập clb|chưa lập clb|chưa thành lập câu lạc bộ|không có câu lạc bộ",
    "many_clubs": "nhiều clb nhất|nhiều câu lạc bộ nhất",
    "few_clubs": "ít clb nhất|ít câu lạc bộ nhất",
    "in_time": "đúng hạn|nộp đúng hạn|đúng hẹn|đúng ngày|kịp hạn|kịp thời|trong hạn|nộp kịp|đúng thời hạn",
    "not_in_time": "không đúng hạn|chưa đúng hạn|nộp không đúng hạn|không kịp hạn|trễ hạn nộp|nộp trễ hạn|"
    "nộp muộn hạn|quá hạn nộp|quá hạn báo cáo|quá hạn nộp báo cáo|nộp quá hạn|sai hạn|chậm hạn|nộp chậm hạn|"
    "báo cáo trễ hạn|báo cáo quá hạn|nộp báo cáo trễ hạn|nộp báo cáo không đúng hạn",
    "earliest": "sớm nhất|nộp sớm nhất|đầu tiên|nộp đầu tiên|nộp trước nhất|nộp nhanh nhất|nhanh nhất|"
    "nộp trước tiên|trước nhất|nộp báo cáo sớm nhất|nộp báo cáo đầu tiên|báo cáo sớm nhất",
    "in_progress": "làm dở|đang làm dở|đang làm|dở dang|đang dở|làm dở dang",
    "not_started": "chưa bắt đầu|chưa bắt đầu làm|chưa làm|chưa làm báo cáo|chưa động đến|chưa đụng đến",
    "unreachable": "không nhắn được|không nhận tin|không nhận được tin|không liên lạc được|chưa vào zalo|"
    "không có zalo|chưa dùng zalo|chưa tham gia zalo|chưa vào bằng mã|chưa kết nối|không gửi được|"
    "chưa dùng máy|không nhắn tin được",
    "gap": "lệch|lệch quỹ|lệch sổ|kiểm quỹ lệch|quỹ lệch|lệch tiền|thiếu quỹ|sai quỹ|chênh lệch|quỹ thiếu|"
    "quỹ chênh|chênh quỹ|quỹ không khớp|không khớp sổ|kiểm quỹ thiếu",
    "not_lending": "không cho vay|chưa có ai vay|không có ai vay|không ai vay|chưa ai vay|chưa cho vay|"
    "chưa cho ai vay|không cho ai vay|chưa có người vay|không có người vay",
    "founded": "mới thành lập|thành lập|thành lập mới|mới ra mắt|ra mắt|được thành lập|mới lập|lập mới",
    "improved": "tiến bộ nhất|tiến bộ nhiều nhất|đáng khen|đáng khen nhất|nên khen|được khen|cần khen|"
    "đáng biểu dương|tiến bộ hơn|có tiến bộ|nên biểu dương|chuyển biến tốt|khen ai|khen clb nào|"
    "biểu dương ai|biểu dương clb nào|khen xã nào|khen tỉnh nào",
    "best": "tốt nhất|làm tốt|làm tốt nhất|hoạt động tốt|hoạt động tốt nhất|giỏi nhất|xuất sắc|xuất sắc nhất|"
    "mạnh nhất|khá nhất|hiệu quả nhất|hoạt động hiệu quả|hoạt động hiệu quả nhất|yếu nhất|hoạt động yếu|"
    "hoạt động yếu nhất|hoạt động kém|hoạt động kém nhất|kém nhất|làm kém|hay nhất|nổi bật|nổi bật nhất|"
    "dẫn đầu|đứng đầu|tích cực nhất|hoạt động mạnh nhất|đứng thứ nhất|đứng nhất|ổn nhất|làm ăn tốt nhất|"
    "làm ăn tốt|clb nào tốt|clb nào khá|clb nào giỏi|clb nào mạnh|clb nào yếu|clb nào kém|xã nào tốt|"
    "xã nào khá|xã nào yếu|xã nào kém|tỉnh nào tốt|tỉnh nào yếu",
    "club_count": "bao nhiêu clb|mấy clb|bao nhiêu câu lạc bộ|mấy câu lạc bộ|bao nhiêu đơn vị",
    "each": "từng clb|các clb|mỗi clb|từng câu lạc bộ|các câu lạc bộ|mỗi câu lạc bộ|từng thôn|các thôn|"
    "từng đơn vị",
    "nation": "cả nước|toàn quốc",
    "sum spent": "tổng chi|tổng số chi|tổng cộng chi|tổng tiền chi",
    "sum received": "tổng thu|tổng số thu|tổng cộng thu|tổng tiền thu",
    "sum turnover": "tổng thu chi|thu chi|tình hình thu chi|tổng hợp thu chi",
    "spent": "chi|chi tiêu|tiêu|chi ra|chi hết|tiêu hết|đã chi|tiền chi|khoản chi|các khoản chi|"
    "chi những|xài|xài hết|tiêu pha|chi mất|tiêu mất|chi phí",
    "received": "thu|thu được|thu vào|thu về|đã thu|tiền thu|khoản thu|các khoản thu|thu nhập được|"
    "thu được hết|thu những",
    "turnover": "thu với chi|thu và chi|thu chi",
    "lent_out": "cho vay|cho vay ra|giải ngân|cho vay mới|cho mượn",
    "repaid": "thu nợ|thu gốc|thu hồi|thu hồi gốc|thu hồi vốn|trả gốc|thu lại vốn|thu lại gốc",
    "lendable": "cho vay được|còn cho vay được|để cho vay|có thể cho vay|cho vay thêm|cho vay thêm được|"
    "cho vay nữa|còn để cho vay|cho vay tiếp|cho vay được nữa|vay được|vay được nữa|cho vay tiếp được|"
    "chưa cho vay|cho vay được thêm",
    "committee": "ban chủ nhiệm|bcn|ban chủ nhiệm clb|ban quản lý|ban điều hành|ban cn|ban phụ trách|"
    "ban chấp hành|cán bộ clb|ban chủ nhiệm câu lạc bộ",
    "member": "hội viên|thành viên|người|sĩ số|quân số|số người|số hội viên|số thành viên|đoàn viên|"
    "tổng số hội viên|tổng số thành viên|tổng số người|hv|tv|cụ|các cụ|ông bà|các cụ ông bà",
    "women": "nữ|phụ nữ|các bà|chị em|đàn bà|hội viên nữ|thành viên nữ|người nữ|nữ giới|cụ bà|các cụ bà",
    "men": "nam|đàn ông|các ông|hội viên nam|thành viên nam|người nam|nam giới|cụ ông|các cụ ông",
    "joined": "mới vào|vào mới|kết nạp|kết nạp mới|mới kết nạp|thêm hội viên mới|hội viên mới|thành viên mới|"
    "người mới|mới gia nhập|gia nhập|xin vào|vào clb|vào câu lạc bộ",
    "birthday": "sinh nhật|ngày sinh|đến sinh nhật|có sinh nhật|sinh tháng|sinh vào|sn|snhật|mừng sinh nhật",
    "report": "báo cáo|bc|bản báo cáo|báo cáo tháng|bcáo|nộp báo cáo|gửi báo cáo|nộp bc|gửi bc|làm báo cáo",
    "hand_in": "nộp|gửi|phải nộp|phải gửi|nộp lên|gửi lên|nộp cho xã",
    "report_due": "hạn nộp|hạn nộp báo cáo|hạn báo cáo|đến hạn nộp|hết hạn nộp|hạn nộp bc|thời hạn nộp|"
    "hạn bc|hạn chót nộp|hạn cuối nộp|thời hạn nộp báo cáo|hạn chót nộp báo cáo",
    "deadline": "hạn|hạn cuối|hạn chót|thời hạn|hạn cuối cùng|chậm nhất|muộn nhất|trễ nhất|hết hạn",
    "meeting": "họp|buổi họp|đi họp|sinh hoạt|buổi sinh hoạt|họp clb|họp câu lạc bộ|buổi",
    "last_time": "hôm trước|lần trước|vừa rồi|hôm vừa rồi|gần nhất|gần đây|lần cuối|mới rồi|kỳ trước|"
    "buổi trước|hôm nọ|lần gần nhất|gần đây nhất|hôm họp|hôm họp trước|hôm rồi|cuối cùng|trước|lần vừa rồi",
    "absent": "vắng|nghỉ|vắng mặt|không đến|không đi|vắng họp|không dự|không tham gia|không có mặt|bỏ họp",
    "came": "đến|có mặt|đi|dự|tham gia|đi họp|đến họp|đến dự|dự họp",
    "pay_back": "trả|trả chưa|phải trả|đến hạn|trả nợ|phải trả nợ|đến hạn trả|đến hạn trả nợ|phải trả tiền|"
    "trả tiền|phải nộp gốc|đến kỳ trả|đáo hạn|sắp đến hạn|sắp phải trả|phải trả gốc|đến hạn vay|"
    "đến hạn trả gốc|tới hạn|tới hạn trả|đến lượt trả",
    "most": "nhất|nhiều nhất|lớn nhất|cao nhất|to nhất|hơn cả",
    "crowded": "clb đông nhất|clb đông người nhất|clb lớn nhất|"
    "đông nhất|đông người nhất|đông hội viên nhất|đông thành viên nhất|nhiều người nhất|"
    "nhiều hội viên nhất|nhiều thành viên nhất|đông hv nhất",
    "few": "clb nhỏ nhất|clb ít người nhất|ít người nhất|ít hội viên nhất|ít thành viên nhất|vắng người nhất",
    "least": "ít nhất|thấp nhất|bé nhất|nhỏ nhất|kém nhất",
    "rich": "clb nhiều quỹ nhất|clb giàu nhất|giàu nhất|nhiều quỹ nhất|nhiều tiền nhất|"
    "quỹ nhiều nhất|quỹ lớn nhất|quỹ cao nhất",
    "poor": "nghèo nhất|ít quỹ nhất|ít tiền nhất|quỹ ít nhất|quỹ thấp nhất|quỹ bé nhất|quỹ nhỏ nhất",
    "fund": "quỹ|quĩ|tiền quỹ|tổng quỹ|tồn quỹ|số dư|số tiền",
    "fund activity_fund": "quỹ hoạt động|quỹ hđ|qhđ",
    "fund income_fund": "quỹ tăng thu nhập|quỹ tăng thu|qtn|quỹ tn",
    "cash": "tiền mặt|trong hòm|trong két|hòm|két|trong quỹ|hòm quỹ|tồn quỹ|quỹ còn|còn quỹ",
    "elder": "người cao tuổi|nct|cao tuổi|các cụ cao tuổi|cụ cao tuổi|hội viên cao tuổi|người già",
    "two_months": "2 tháng|hai tháng|2 tháng nay|hai tháng nay|2 tháng liền|hai tháng liền",
    "approved": "duyệt|được duyệt|đã duyệt|xã duyệt|duyệt báo cáo|phê duyệt",
    "list": "danh sách|liệt kê|ds",
    "club_list": "danh sách clb|danh sách các clb|ds clb|liệt kê clb|liệt kê các clb|gồm những clb nào|"
    "có những clb nào|có clb nào|danh sách câu lạc bộ|các clb nào",
    # told apart so that they are never taken for something else; no kind knows them yet
    "percent": "phần trăm|bao nhiêu phần trăm|tỷ lệ|tỉ lệ|chiếm|%|mấy phần trăm",
    "late": "muộn|nộp muộn|chậm|nộp chậm|trễ|nộp trễ|nộp chậm nhất|nộp muộn nhất|nộp trễ nhất|gửi muộn|"
    "gửi chậm|báo cáo chậm|báo cáo muộn|chậm nộp|chưa nộp|chưa gửi|nộp thiếu|nộp ít",
    "times": "mấy lần|bao nhiêu lần|mấy lượt|bao nhiêu lượt|mấy buổi|bao nhiêu buổi",
    "owing": "phải thu|phải đóng|chưa thu|chưa đóng|còn thiếu|phải nộp lãi|chưa nộp lãi",
    "weekday": "thứ mấy|hôm nay thứ mấy|ngày mấy rồi|mấy giờ|mấy giờ rồi",
    "lent_sum": "tổng dư nợ|tổng nợ|tổng cho vay|tổng số tiền cho vay|tổng tiền cho vay|tổng số dư nợ|"
    "tổng vốn vay",
    "lent": "đang cho vay|còn nợ|đang nợ|dư nợ|tiền cho vay|nợ|đang vay|vốn vay|vay",
    "overdue": "quá hạn|nợ quá hạn|nợ xấu|trễ hạn|quá hạn vay",
    "not_met": "chưa họp|không họp|chưa sinh hoạt|không sinh hoạt|chưa họp lần nào|chưa họp buổi nào|"
    "chưa tổ chức họp|chưa chịu họp",
    "met": "đã họp|họp rồi|đã sinh hoạt|sinh hoạt rồi|họp xong|đã họp rồi",
}
_SMALL_TALK = (
    "cháu|chau ơi|ơi|ạ|a|à|dạ|vâng|cho|bác|hỏi|xem|biết|là|thì|nhỉ|hả|hở|vậy|thế|với|giúp|giùm|hộ|nhé|nha|"
    "nào|mình|ta|nhà|của|có|được|đã|tất cả|tổng|tổng cộng|tổng số|cộng|cả|toàn|hiện nay|hiện|hiện tại|đang|"
    "bây giờ|giờ|trong|ở|tại|này|rồi|hết|tiền|cái|số|các|những|vào|ra|lên|về|còn|nữa|thêm|bao gồm|gồm|"
    "tôi|em|con|chú|cô|anh|chị ơi|bạn|xin|muốn|nói|báo|kể|tính|tính ra|đến nay|đến giờ|tới nay|"
    "tới giờ|thôi|không|ko|k|hong|đấy|đó|ấy|kia|người ta|chúng ta|chúng mình|bên|phải|cần|vừa|mới|nhiều|"
    "sẽ|sắp|từ|theo|đi|lại|một|chút|tí|làm|giữ|tên|vị|mọi|hội|"
    "hội người cao tuổi|clb người cao tuổi|liên thế hệ|tự giúp nhau|"
    "cho bác hỏi|cho tôi hỏi|cho em hỏi|hỏi chút|cháu cho bác hỏi|cho hỏi|alo|chào cháu|tuổi|hôm|"
    "tổng hợp|ghi|so|bác muốn hỏi|bác muốn biết|nhờ cháu|check|bác hỏi"
)


def _table() -> dict[str, frozenset[str]]:
    roles = {ROLE + role: said for role, said in _ROLES.items()}
    spans = {SPAN + span: said for span, said in _SPANS.items()}
    table: dict[str, set[str]] = {}
    for meaning, said in {**_TELLS, **spans, **roles, SMALL: _SMALL_TALK}.items():
        for phrase in said.split("|"):
            table.setdefault(phrase, set()).add(meaning)
    for category in CATEGORIES:
        for words in category.said:
            table.setdefault(" ".join(words), set()).add(FOR + category.code)
    return {phrase: frozenset(meanings) for phrase, meanings in table.items()}


TELLS: Mapping[str, frozenset[str]] = _table()
"""Phrase with accents -> all it may tell."""

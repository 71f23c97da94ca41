"""Effects that save no row but bring files with the answer: papers, workbooks, charts, photos of receipts.

Charts are promised here and drawn after the commit (bot/promised_files.py).
"""

from collections.abc import Mapping

from bot.papers.bulletin import promise_bulletin_files
from bot.papers.fund import make_cash_books, make_public_pages
from bot.papers.loan import make_papers
from bot.papers.slips import find_slip_photos
from handlers.fund.explain import ShowFigures, ShowPage
from handlers.fund.publish import ExportBook, PublishFund
from handlers.fund.slip import ShowSlip
from handlers.loan.papers import LoanPaper
from handlers.officer.bulletin_files import BulletinFiles
from handlers.officer.club_figures import PhotosAsked
from storage.effects import Saver

PAPERS: Mapping[type, Saver] = {
    LoanPaper: make_papers,
    PublishFund: make_public_pages,
    ExportBook: make_cash_books,
    BulletinFiles: promise_bulletin_files,
    ShowPage: find_slip_photos,
    ShowSlip: find_slip_photos,
    PhotosAsked: find_slip_photos,
    ShowFigures: find_slip_photos,
}

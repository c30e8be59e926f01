"""Reports and slides: one content model, and what draws it as .docx, .html and .pptx."""

from hyte_core.reports.content import Deck, Document, Slide
from hyte_core.reports.files import file
from hyte_core.reports.material import Material, compared_with, material
from hyte_core.reports.report import council_report
from hyte_core.reports.slides import presentation
from hyte_core.reports.to_docx import docx
from hyte_core.reports.to_html import html
from hyte_core.reports.to_pptx import pptx

__all__ = [
    "Deck",
    "Document",
    "Material",
    "Slide",
    "compared_with",
    "council_report",
    "docx",
    "file",
    "html",
    "material",
    "pptx",
    "presentation",
]

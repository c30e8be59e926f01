"""Reports and slides: one content model, and what draws it as .docx, .html and .pptx."""

from hyte_core.reports.choices import presentation
from hyte_core.reports.content import Deck, Document, Slide
from hyte_core.reports.files import FORMS, file
from hyte_core.reports.material import Material, compared_with, material
from hyte_core.reports.report import council_report, county_report
from hyte_core.reports.to_docx import docx
from hyte_core.reports.to_html import html
from hyte_core.reports.to_pptx import pptx

__all__ = [
    "FORMS",
    "Deck",
    "Document",
    "Material",
    "Slide",
    "compared_with",
    "council_report",
    "county_report",
    "docx",
    "file",
    "html",
    "material",
    "pptx",
    "presentation",
]

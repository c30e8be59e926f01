"""Somebody presents at a seminar: a link to a slide, the keyboard, nothing that scrolls, letters that can be read."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

#: The smallest letters of the slide that is shown, in pixels.
SMALLEST = """() => {
  const slide = document.querySelector('.slide')
  const walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
  let smallest = 1000
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement
    if (!walk.currentNode.textContent.trim() || element.closest('.only-read')) continue
    smallest = Math.min(smallest, parseFloat(getComputedStyle(element).fontSize))
  }
  return smallest
}"""
#: What of the slide's texts is outside of it or of its own place.
OUTSIDE = """() => [...document.querySelectorAll('.slide .piece > *, .slide h1 > *')].filter((one) => {
  const inner = one.getBoundingClientRect(), outer = one.parentElement.getBoundingClientRect()
  return !one.matches('.only-read') && (inner.bottom > outer.bottom + 2 || inner.right > outer.right + 2)
}).map((one) => one.textContent.slice(0, 80))"""
STILL = """() => document.scrollingElement.scrollHeight <= innerHeight
  && document.scrollingElement.scrollWidth <= innerWidth"""


def on_slide(page, number):
    expect(page.locator(".slide .number")).to_have_text(f"{number} / {last(page)}", timeout=10_000)


def last(page):
    return int(page.locator(".slide .number").inner_text().partition("/")[2])


def drag(page, handle, target):
    here, there = handle.bounding_box(), target.bounding_box()
    page.mouse.move(here["x"] + 5, here["y"] + 5)
    page.mouse.down()
    page.mouse.move(there["x"] + 10, there["y"] + 5, steps=4)
    page.mouse.up()


def test_a_link_opens_a_slide_and_the_keyboard_moves_it(open_reader, dashboard):
    reader = open_reader(dashboard, 1920, 1080)
    page = reader.open("esitys?dia=3")
    on_slide(page, 3)
    for key, number in (
        ("ArrowRight", 4),
        ("PageDown", 5),
        ("ArrowLeft", 4),
        ("PageUp", 3),
        ("Home", 1),
        ("End", last(page)),
        ("ArrowRight", last(page)),
        ("ArrowLeft", last(page) - 1),
    ):
        page.keyboard.press(key)
        on_slide(page, number)
    assert f"dia={last(page) - 1}" in page.url
    for name in ("stSidebar", "stHeader", "stToolbar"):
        expect(page.get_by_test_id(name)).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("Esitys", timeout=10_000)
    assert "dia=" not in page.url
    reader.sees_no_traceback()


@pytest.mark.parametrize(("width", "height", "shade"), [(1920, 1080, "vaalea"), (1366, 768, "tumma")])
def test_no_slide_scrolls_and_all_letters_can_be_read(open_reader, dashboard, width, height, shade):
    reader = open_reader(dashboard, width, height)
    page = reader.open(f"esitys?dia=1&tausta={shade}")
    for number in range(1, last(page) + 1):
        on_slide(page, number)
        assert page.evaluate(STILL)
        assert page.evaluate(SMALLEST) >= 24
        assert page.evaluate(OUTSIDE) == []
        page.keyboard.press("ArrowRight")
    reader.sees_no_traceback()


def test_slides_are_chosen_and_ordered(open_reader, dashboard):
    reader = open_reader(dashboard)
    page = reader.open("esitys")
    page.get_by_role("button", name="Tallenna omaksi esitykseksi").click()
    page.get_by_role("textbox", name="Esityksen nimi").fill("Seminaari")
    page.get_by_role("dialog").get_by_role("button", name="Tallenna").click()
    titles = page.locator("li .title")
    expect(titles.first).to_be_visible(timeout=10_000)
    reader.settle()
    before = titles.all_inner_texts()
    page.get_by_role("button", name=f"Siirrä alemmas: {before[0]}", exact=True).click()
    expect(titles.first).to_have_text(before[1], timeout=10_000)
    reader.settle()
    drag(page, page.locator("li .handle").nth(2), page.locator("li").first)
    expect(titles.first).to_have_text(before[2], timeout=10_000)
    reader.settle()
    place = page.get_by_role("spinbutton").first
    place.fill("3")
    place.blur()
    expect(titles.nth(2)).to_have_text(before[2], timeout=10_000)
    reader.settle()
    page.get_by_role("button", name=f"Poista esityksestä: {before[1]}", exact=True).click()
    expect(titles.first).to_have_text(before[0], timeout=10_000)
    assert titles.all_inner_texts() == [before[0], before[2], *before[3:]]
    reader.sees_no_traceback()


def test_a_screen_too_narrow_for_a_slide_keeps_its_letters_and_shows_it_as_a_page(open_reader, dashboard):
    reader = open_reader(dashboard, 1024, 768)
    page = reader.open("esitys?dia=1")
    for number in range(1, last(page) + 1):
        on_slide(page, number)
        assert page.evaluate(SMALLEST) >= 24
        assert page.evaluate("document.querySelector('.stage').scrollWidth <= innerWidth")
        page.keyboard.press("ArrowRight")
    reader.sees_no_traceback()


def test_a_source_is_read_whole_on_a_laptop(open_reader, dashboard):
    reader = open_reader(dashboard, 1366, 768)
    page = reader.open("esitys?dia=6")
    source = page.locator(".slide .source")
    expect(source).to_be_visible(timeout=10_000)
    cut = source.evaluate("e => e.scrollHeight > e.clientHeight + 4 || e.scrollWidth > e.clientWidth")
    assert not cut and source.bounding_box()["height"] > 40
    reader.sees_no_traceback()


def test_a_telephone_shows_slides_as_a_page_of_text(open_reader, dashboard):
    reader = open_reader(dashboard, 390, 844)
    page = reader.open("esitys?dia=4")
    expect(page.locator(".slide")).to_be_visible()
    assert page.evaluate("document.querySelector('.stage').scrollWidth <= innerWidth")
    assert page.evaluate(SMALLEST) >= 16
    reader.sees_no_traceback()

"""The trees of text that the other tests build and compare."""

from textwrap import dedent

from sqlalchemy import Engine
from trees import build, tree


def test_a_plan_built_from_a_tree_is_drawn_as_the_same_tree(engine: Engine) -> None:
    text = dedent("""\
        1. Osallisuus
          - Toimenpide ilman tavoitetta
            - Osa
          Tavoite
            Toimenpide (Sivistystoimi; Liikunta, from 2025-01-01, due 2025-12-31) [red 2024-12-31, green 2025-06-30]
              - Osa [grey 2025-01-01]
          Tavoite ilman toimenpiteitä
        2. Turvallisuus""")
    build(engine, text)
    assert tree(engine) == text

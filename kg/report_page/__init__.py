"""One HTML page on a state, a pair or a region: no script, nothing fetched from elsewhere (extra `pictures`).

`page_of(graph, scope)` gathers what is said, as plain values; `to_html(page)` makes the page of them.
"""

from kg.report_page.gather import page_of
from kg.report_page.render import to_html
from kg.report_page.scope import Scope, of_pair, of_region, of_state

__all__ = ["Scope", "of_pair", "of_region", "of_state", "page_of", "to_html"]

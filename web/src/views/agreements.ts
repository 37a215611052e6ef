/** Agreements between states: a table of all pairs, the ranked list of gaps, and the story of one pair. */
import { count, defineView, h, howMade, keepParams, label, link, parseRoute, replace, table } from "../core";
import type { Child, Column, Source } from "../core";
import type { Matrix, PairLine, StateLine, Story } from "../agreements/api";
import { grid, ordered } from "../agreements/grid";
import { lensOf, look, lookLines } from "../agreements/lens";
import type { Lens } from "../agreements/lens";
import { sheetButtons } from "../agreements/sheet";
import { storyView } from "../agreements/story";
import { badge, flowWords, labelOf, pairId, pairName, rankWords } from "../agreements/words";

const ORDERS: [string, string][] = [["region", "by region"], ["exposure", "by number of migrants"], ["cluster", "by clusters of exchange"]];

const LENSES: [Lens, string][] = [["reports", "reports"], ["data-sets", "data sets"], ["both", "both, held together"]];
const STATES = 40; // states that the table shows at first

const QUERY = `SELECT ?first ?second ?standing ?polarity ?claim WHERE {
  ?claim a mkg:Agreement ; mkg:party ?first, ?second ; mkg:polarity ?polarity .
  ?first a mkg:State . ?second a mkg:State .
  FILTER (STR(?first) < STR(?second))
  OPTIONAL { ?claim mkg:agreementStatus ?standing }
}
ORDER BY ?first ?second`;

/** Address of this view with some parameters changed. */
function here(params: URLSearchParams, changes: Record<string, string>): string {
  return link("agreements", { ...Object.fromEntries(params), ...changes });
}

function lead(matrix: Matrix): Child {
  const gaps = matrix.pairs.filter((p) => p.rank !== null);
  const absent = gaps.filter((p) => p.status === "stated-absent").length;
  if (!gaps.length) return h("p", { class: "lead" }, "No claim of this graph gives a reason to look at a pair of states.");
  return h("p", { class: "lead" }, `${count(matrix.pairs.length, "pair")} of ${count(matrix.states.length, "state")} with a reason to look: `,
    `an agreement is in force for ${matrix.pairs.filter((p) => p.status === "in-force").length}; for ${absent} a text says that there is none; `,
    "for the others it says something else, or nothing.",
    matrix.readings.length > 0 && ` Data sets list an agreement for ${matrix.pairs.filter((p) => p.listed.length).length}.`);
}

function legend(matrix: Matrix, lens: Lens, params: URLSearchParams): HTMLElement {
  const chosen = params.get("status") ?? "";
  return h("ul", { class: "legend", "aria-label": "Signs; choose one to let it stand out" }, lookLines(matrix, lens).map((l) => h("li", {}, h("a", {
    id: `status-${l.key}`, class: "legend-item", title: l.definition, href: here(params, { status: chosen === l.key ? "" : l.key }),
    "aria-current": chosen === l.key ? "true" : null,
  }, badge(l.key, l.label, l.letter), h("span", { class: "faint" }, ` ${l.pairs}`)))));
}

function controls(matrix: Matrix, lens: Lens, params: URLSearchParams): HTMLElement {
  const by = params.get("by") ?? "region", figures = params.get("figures") === "1";
  const select = h("select", { id: "order", onchange: () => { location.hash = here(new URLSearchParams(parseRoute(location.hash).params), { by: select.value }).slice(1); } },
    ORDERS.map(([value, text]) => h("option", { value, selected: value === by }, text)));
  const box = h("input", { id: "figures", type: "checkbox", checked: figures,
    onchange: () => { location.hash = here(parseRoute(location.hash).params, { figures: box.checked ? "1" : "" }).slice(1); } });
  const sources = h("select", { id: "sources", onchange: () => { location.hash = here(parseRoute(location.hash).params, { sources: sources.value, status: "" }).slice(1); } },
    LENSES.map(([value, text]) => h("option", { value, selected: value === lens }, text)));
  return h("div", { class: "filters" }, matrix.readings.length > 0 && h("label", {}, "Sources ", sources), h("label", {}, "States ", select),
    h("label", {}, box, "migrants in the cells"));
}

function ranked(matrix: Matrix, lens: Lens, pairs: PairLine[], params: URLSearchParams, open: (pair: string) => void): HTMLElement {
  const names = new Map(matrix.states.map((s: StateLine) => [s.code, label(s.ref)]));
  const flows = (p: PairLine): string => p.migrants.filter((f) => f.scope)
    .map((f) => `${names.get(f.origin)} → ${names.get(f.destination)}: ${flowWords(f)}`).join("; ");
  const columns: (Column<PairLine> | false)[] = [
    { head: "Pair", plain: pairName, cell: (p) => h("a", {
      href: here(params, { pair: pairId(...p.pair) }),
      onclick: (event: MouseEvent) => { if (!event.metaKey && !event.ctrlKey && !event.shiftKey) { event.preventDefault(); open(pairId(...p.pair)); } },
    }, pairName(p)) },
    { head: "Status", plain: (p) => p.status, cell: (p) => badge(p.status, labelOf(matrix.statuses, p.status)) },
    lens !== "reports" && { head: "Listed by data sets", plain: (p) => p.listed.join("; "), cell: (p) => p.listed.map((d) => d || "no date").join(", ") || "–" },
    lens === "both" && { head: "Both together", plain: (p) => p.reading, cell: (p) => { const l = look(p, lens, matrix); return badge(l.key, l.label, l.letter); } },
    { head: "Rank", numeric: true, plain: (p) => p.rank, cell: (p) => p.rank ?? "–" },
    { head: "Best", numeric: true, plain: (p) => p.best, cell: (p) => p.best ?? "–" },
    { head: "Worst", numeric: true, plain: (p) => p.worst, cell: (p) => p.worst ?? "–" },
    { head: "Migrants", plain: flows, cell: (p) => flows(p) || "–" },
    { head: "Claims on an agreement", numeric: true, plain: (p) => p.claims, cell: (p) => p.claims || "–" },
  ];
  return table<PairLine>(columns.filter((c) => c !== false), pairs, { caption: "Pairs of states, most pressing gap first", file: "agreement-gaps", first: 25 });
}

function pressing(matrix: Matrix, open: (pair: string) => void, params: URLSearchParams): Child {
  const top = matrix.pairs.filter((p) => p.rank !== null).slice(0, 5);
  return top.length > 0 && h("section", { class: "pressing" }, h("h2", {}, "Most pressing"), h("ol", {}, top.map((p) => h("li", {},
    h("a", { href: here(params, { pair: pairId(...p.pair) }), onclick: (event: MouseEvent) => { event.preventDefault(); open(pairId(...p.pair)); } }, pairName(p)),
    h("span", { class: "faint" }, ` ${labelOf(matrix.statuses, p.status)}; ${rankWords(p).replace(/^rank \d+, /, "rank ")}`)))));
}

/** Shows the story of a pair in its place, and says so in the address. */
class Opener {
  readonly place = h("section", { class: "story", "aria-live": "polite" });
  constructor(private readonly source: Source, private readonly matrix: Matrix, private readonly signal: AbortSignal) {}

  async show(pair: string): Promise<void> {
    this.place.setAttribute("aria-busy", "true");
    const found = await this.source.get<Story>(`agreements/${pair}`);
    if (this.signal.aborted) return;
    replace(this.place, storyView(found, this.matrix));
    this.place.removeAttribute("aria-busy");
  }

  readonly open = (pair: string): void => {
    history.pushState(null, "", location.href); // so that Back leads to the pair before
    keepParams({ pair });
    for (const cell of document.querySelectorAll(".matrix [data-pair]")) {
      if (cell.getAttribute("data-pair") === pair) cell.setAttribute("aria-current", "true");
      else cell.removeAttribute("aria-current");
    }
    void this.show(pair).then(() => {
      const heading = document.getElementById("story");
      heading?.focus({ preventScroll: true });
      heading?.scrollIntoView({ block: "nearest" });
    });
  };
}

defineView({
  name: "agreements",
  async show({ params, source, title, signal }) {
    const matrix = await source.get<Matrix>("agreements");
    const by = params.get("by") ?? "region", figures = params.get("figures") === "1", status = params.get("status") ?? "";
    const lens = lensOf(matrix, params.get("sources")), most = Number(params.get("most")) || STATES;
    const first = matrix.pairs.find((p) => !status || look(p, lens, matrix).key === status) ?? matrix.pairs[0];
    const pair = params.get("pair") ?? (first ? pairId(...first.pair) : "");
    title(params.get("pair") ? `Agreements: ${pair}` : "Agreements");
    const opener = new Opener(source, matrix, signal);
    if (pair) await opener.show(pair);
    const states = ordered(matrix.states.filter((st) => st.place <= most || pair.split("-").includes(st.code)), by);
    const cells = grid(matrix, by, {
      states, lens, status, figures, chosen: pair, open: opener.open, href: (p) => here(parseRoute(location.hash).params, { pair: p }),
    });
    return h("div", { class: "agreements" },
      h("h1", {}, "Agreements between states"), lead(matrix),
      h("div", { class: "beside" },
        h("div", { class: "beside-main" },
          controls(matrix, lens, params), legend(matrix, lens, params),
          h("div", { class: "matrix-scroll", tabindex: -1 }, cells),
          h("p", { class: "picture-note" }, figures
            ? "Each cell: the status, and migrants from the state of the row to that of the column. ≥ at least, ≤ at most, * a part of them or a figure shared with other corridors, ? said without a figure."
            : "A dot: nothing is said of the two. Choose a cell to read what is said.",
            states.length < matrix.states.length && [` ${states.length} of ${matrix.states.length} states shown, those with most migrants first. `,
              h("a", { id: "all-states", href: here(params, { most: String(matrix.states.length) }) }, "Show all"), "."],
            by === "cluster" ? ` Clusters: states with more migration, money and trafficking among them than with others.` : ""),
          sheetButtons(matrix, states, figures, lens),
          pressing(matrix, opener.open, params)),
        opener.place),
      h("section", { class: "ranked" }, h("h2", {}, status ? `Ranked list: ${lookLines(matrix, lens).find((l) => l.key === status)?.label ?? status}` : "Ranked list"),
        h("p", { class: "picture-note" }, "Order: status, then migrants of both directions. Because figures are intervals, each rank has a best and a worst value."),
        ranked(matrix, lens, matrix.pairs.filter((p) => !status || look(p, lens, matrix).key === status), params, opener.open)),
      howMade({
        words: "The status of each pair is worked out in Python from all claims on labor-migration agreements, with the rules that docs/gaps.md tells; silence, a stated absence and a statement on a group of states stay apart. The command gives the same list; the query gives the claims that name two states.",
        query: QUERY, command: matrix.readings.length ? "mkg gaps --both" : "mkg gaps",
      }));
  },
});

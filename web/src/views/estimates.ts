/** Estimates: rival figures for one quantity, by who says so, never averaged. */
import { AnswerError, capital, claimCard, count, defineView, h, howMade, keepParams, label, link, parseRoute, picture, replace, s, siteInfo, table } from "../core";
import type { Child, ClaimCard, Ref, Source } from "../core";
import type { Estimates, FigureLine, Group, Quantities } from "../estimates/api";
import { drawBars, figureWords, qualities, speakersOf, unitWords, when } from "../estimates/bars";
import { verdicts } from "../estimates/verdicts";

const FIRST = 8; // groups that are drawn at once
const SIDES: Record<string, [string, string]> = {
  MigrantStock: ["origin", "destination"], Remittance: ["sender", "receiver"], TraffickingRoute: ["origin", "destination"],
  Payment: ["payer", "payee"], Indicator: ["subject", ""], Measure: ["actor", ""],
};
const PROPERTIES: Record<string, [string, string]> = {
  MigrantStock: ["origin", "destination"], Remittance: ["sender", "receiver"], TraffickingRoute: ["origin", "destination"],
  Payment: ["payer", "payee"], Indicator: ["indicatorSubject", ""], Measure: ["measureActor", ""],
};

interface Asked { of: string; from: string; to: string; sources: string; logarithmic: boolean; claim: string; most: number }

function address(changes: Record<string, string>): string {
  return link("estimates", { ...Object.fromEntries(parseRoute(location.hash).params), ...changes });
}

/** Names of one side that have figures, given what is chosen on the other side. */
function options(groups: Group[], side: "origin" | "destination", states: Record<string, Ref>): [string, string][] {
  const found = new Map<string, string>();
  for (const g of groups) {
    for (const code of side === "origin" ? g.origin_states : g.destination_states) found.set(code, states[code] ? label(states[code]) : code);
    for (const ref of g[side]) if (!ref.id.startsWith("state/")) found.set(ref.id, label(ref));
  }
  return [...found].sort(([, a], [, b]) => a.localeCompare(b));
}

function fits(group: Group, side: "origin" | "destination", wanted: string): boolean {
  if (!wanted) return true;
  const codes = side === "origin" ? group.origin_states : group.destination_states;
  return codes.includes(wanted) || group[side].some((r) => r.id === wanted);
}

function chooser(asked: Asked, known: Quantities, all: Estimates): HTMLElement {
  const pick = (id: string, text: string, value: string, choices: [string, string][], any: string): HTMLElement => {
    const select = h("select", { id, onchange: () => { location.hash = address({ [id]: select.value, claim: "", ...(id === "of" ? { from: "", to: "" } : {}) }).slice(1); } },
      any && h("option", { value: "" }, any), choices.map(([v, t]) => h("option", { value: v, selected: v === value }, t)));
    return h("label", {}, text, select);
  };
  const [first, second] = SIDES[asked.of] ?? ["from", "to"];
  const log = h("input", { type: "checkbox", id: "scale", checked: asked.logarithmic, onchange: () => { location.hash = address({ scale: log.checked ? "log" : "" }).slice(1); } });
  const both = all.groups.some((g) => g.figures.some((f) => f.source === "data set"));
  return h("div", { class: "filters" },
    pick("of", "Quantity", asked.of, known.quantities.map((q) => [q.type, `${capital(label(q.ref))} (${q.figures})`]), ""),
    pick("from", capital(first), asked.from, options(all.groups.filter((g) => fits(g, "destination", asked.to)), "origin", all.states), "any"),
    second && pick("to", capital(second), asked.to, options(all.groups.filter((g) => fits(g, "origin", asked.from)), "destination", all.states), "any"),
    both && pick("sources", "Sources", asked.sources, [["report", "reports"], ["data set", "data sets"]], "both"),
    h("label", {}, log, "logarithmic axis"));
}

/** The figures of one unit as a picture with its table. */
function panel(group: Group, figures: FigureLine[], unit: string, asked: Asked, choose: (claim: string) => void): HTMLElement {
  const svg = s("svg", { class: "estimates-picture" });
  const draw = (width: number): void => drawBars(svg, figures, { width, logarithmic: asked.logarithmic, chosen: asked.claim, choose });
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16; // large screens have larger letters
  draw(Math.min(900, document.getElementById("main")!.clientWidth / size - 40));
  const title = `${group.title}, ${unitWords(unit) || "no unit"}`;
  const twin = table<FigureLine>([
    { head: "Who says so", plain: speakersOf, cell: speakersOf },
    { head: "Lowest", numeric: true, plain: (f) => f.low, cell: (f) => f.low?.toLocaleString("en-GB") ?? "open" },
    { head: "Highest", numeric: true, plain: (f) => f.high, cell: (f) => f.high?.toLocaleString("en-GB") ?? "open" },
    { head: "Unit", plain: (f) => f.unit, cell: (f) => unitWords(f.unit) },
    { head: "When", plain: when, cell: when },
    { head: "Who is counted", plain: (f) => f.population, cell: (f) => f.population || "all" },
    { head: "Said as", plain: (f) => f.modality, cell: (f) => f.modality },
    { head: "In the words of the text", plain: (f) => f.wording, cell: (f) => f.wording || "–" },
    { head: "Claim", plain: (f) => f.claim, cell: (f) => h("a", { href: link(`claim/${f.claim}`) }, "claim") },
  ], figures, { caption: title, file: `estimates-${asked.of}` });
  const made = picture(svg, { title: unitWords(unit) || "no unit", file: `estimates-${asked.of}-${group.key.replaceAll(/[^A-Za-z0-9]+/g, "-")}`, twin });
  let before = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry!.contentRect.width / size);
    if (width > 100 && width !== before) draw(before = width);
  }).observe(made.querySelector(".picture-scroll")!);
  return made;
}

function section(group: Group, asked: Asked, source: Source): HTMLElement {
  const shown = group.figures.filter((f) => !asked.sources || f.source === asked.sources);
  const place = h("div", { class: "figure-evidence", "aria-live": "polite" });
  const open = async (claim: string): Promise<void> => {
    const card = await source.get<ClaimCard>(`claim/${claim}`);
    replace(place, h("div", { tabindex: -1, class: "figure-card" }, claimCard(card, { slots: true })));
  };
  const choose = (claim: string): void => {
    keepParams({ claim });
    for (const e of document.querySelectorAll(".figure[aria-current]")) e.removeAttribute("aria-current");
    document.getElementById(`figure-${claim}`)?.setAttribute("aria-current", "true");
    void open(claim).then(() => place.scrollIntoView({ block: "nearest" }));
  };
  const units = [...new Set(shown.map((f) => f.unit))];
  const exceeded = group.wholes.filter((f) => !asked.sources || f.source === asked.sources);
  if (asked.claim && [...shown, ...exceeded].some((f) => f.claim === asked.claim)) void open(asked.claim);
  return h("section", { class: "estimate" }, h("h2", {}, group.title),
    units.map((unit) => panel(group, shown.filter((f) => f.unit === unit), unit, asked, choose)),
    place,
    exceeded.length > 0 && h("div", {}, h("h3", {}, "On a whole that holds it"), h("ul", { class: "plain" }, exceeded.map((f) =>
      h("li", {}, h("button", { type: "button", class: "linkish", onclick: () => choose(f.claim) }, `${f.ends}: ${figureWords(f)}`), h("span", { class: "faint" }, ` ${speakersOf(f)} · ${qualities(f)}`))))),
    verdicts(group, choose));
}

function query(asked: Asked, prefix: string): string {
  const [first, second] = PROPERTIES[asked.of] ?? ["", ""];
  const side = (property: string, code: string, name: string): string => {
    if (!property) return "";
    const node = `<${prefix}${code.includes("/") ? code : `state/${code}`}>`;
    return code ? `\n  ?claim mkg:${property} ?${name} . OPTIONAL { ?${name} mkg:inState ?${name}State }\n  FILTER (?${name} = ${node} || ?${name}State = ${node})` : `\n  OPTIONAL { ?claim mkg:${property} ?${name} }`;
  };
  return `SELECT ?claim ?label ?low ?high ?unit ?year ?speaker WHERE {
  ?claim a mkg:${asked.of} ; rdfs:label ?label .${side(first, asked.from, "from")}${side(second, asked.to, "to")}
  OPTIONAL { ?claim mkg:low ?low }
  OPTIONAL { ?claim mkg:high ?high }
  FILTER (BOUND(?low) || BOUND(?high))
  OPTIONAL { ?claim mkg:unit ?unit }
  OPTIONAL { ?claim mkg:periodStart ?year }
  OPTIONAL { ?claim mkg:attributedTo ?speaker }
}
ORDER BY ?label`;
}

function lead(found: Group[]): string {
  const figures = found.reduce((sum, g) => sum + g.figures.length, 0);
  const kinds = found.flatMap((g) => g.verdicts.map((v) => v.kind));
  const clash = kinds.filter((k) => k === "conflicts").length;
  return `${count(figures, "figure")} on ${count(found.length, "subject")}${clash ? `; ${count(clash, "pair")} of them contradict each other` : kinds.length ? "; none contradict each other" : ""}. Figures are shown as they are said and never averaged.`;
}

defineView({
  name: "estimates",
  async show({ params, source, title }): Promise<Child> {
    const known = await source.get<Quantities>("estimates");
    if (!known.quantities.length) return [h("h1", {}, "Estimates"), h("p", { class: "lead" }, "No claim of this graph gives a figure.")];
    const most = Number(params.get("most"));
    const asked: Asked = {
      of: params.get("of") ?? known.quantities[0]!.type, from: params.get("from") ?? "", to: params.get("to") ?? "", sources: params.get("sources") ?? "",
      logarithmic: params.get("scale") === "log", claim: params.get("claim") ?? "", most: most > 0 ? most : FIRST,
    };
    const quantity = known.quantities.find((q) => q.type === asked.of);
    if (!quantity) throw new AnswerError(`${asked.of}: no claims of this type have figures in this graph.`, 404);
    const [all, site] = await Promise.all([source.get<Estimates>(`estimates/${asked.of}`), siteInfo()]);
    const found = all.groups.filter((g) => fits(g, "origin", asked.from) && fits(g, "destination", asked.to) && (!asked.sources || g.figures.some((f) => f.source === asked.sources)));
    const exact = found.filter((g) => g.origin.length <= 1 && g.destination.length <= 1), shared = found.filter((g) => !exact.includes(g));
    const order = asked.from || asked.to ? [...exact, ...shared] : found;
    const name = capital(label(quantity.ref));
    title(`Estimates: ${name}`);
    const command = ["mkg estimates", asked.from.length === 2 && `--from ${asked.from}`, asked.to.length === 2 && `--to ${asked.to}`, asked.of !== "MigrantStock" && `--of ${asked.of}`];
    return h("div", { class: "estimates" }, h("h1", {}, `Estimates: ${name.toLowerCase()}`), chooser(asked, known, all), h("p", { class: "lead" }, lead(found)),
      order.length > 0 && h("p", { class: "picture-note" }, "A bar spans the figure as it is said, a diamond is a single value, an arrow an open end (“over”, “up to”). Choose a figure to read its sentence."),
      !order.length && h("p", { class: "notice" }, "No claim gives a figure for this choice."),
      order.slice(0, asked.most).map((g) => section(g, asked, source)),
      order.length > asked.most && h("p", {}, h("a", { class: "button", id: "more-groups", href: address({ most: String(asked.most + 20) }) }, `Show more (${asked.most} of ${order.length} shown)`)),
      howMade({
        words: "Figures are grouped by what they are about. Two figures on the same people, unit and years are compared as intervals: equal, one within the other, overlapping, or in conflict; all else is not comparable, with the reason. This is worked out in Python; the query gives the claims with their bounds.",
        query: query(asked, site.prefixes.id ?? ""), command: command.filter(Boolean).join(" "),
      }));
  },
});

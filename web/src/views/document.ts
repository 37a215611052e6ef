/** A document with its claims in place. */
import {
  AnswerError, capital, claimCard, count, defineView, h, howMade, keepParams, label, number, refs, replace, source as answers, words,
} from "../core";
import type { Child, ClaimCard } from "../core";
import type { DocumentPage, SectionBlock, SentenceLine } from "../pages/api";
import { heading } from "../pages/parts";

/** Shows the claims of some words. */
type Open = (claims: string[], at: HTMLElement) => void;
interface Choice { types: Set<string>; status: string; figures: boolean }

/** A sentence cut where marks, figures and notes begin and end. */
function sentence(of: SentenceLine, page: DocumentPage, choice: Choice, open: Open): HTMLElement {
  const wanted = of.marks.map((m) => ({ ...m, claims: m.claims.filter((id) => fits(page, id, choice)) })).filter((m) => m.claims.length);
  const figures = choice.figures ? of.figures.filter((f) => f.state === "unread") : [];
  const cuts = new Set([0, of.text.length]);
  for (const m of [...wanted, ...figures]) { cuts.add(m.start); cuts.add(m.end); }
  for (const n of of.notes) cuts.add(n.at);
  const at = [...cuts].filter((c) => c <= of.text.length).sort((a, b) => a - b);
  const whole = h("span", { class: "sentence", id: `s${of.start}` });
  const notesAt = (place: number): Child[] => of.notes.filter((n) => n.at === place).map((n) =>
    h("sup", {}, h("a", { href: `#note-${n.number}`, onclick: (e: Event) => { e.preventDefault(); jump(`note-${n.number}`); } }, String(n.number))));
  at.forEach((start, i) => {
    whole.append(...notesAt(start) as Node[]);
    const end = at[i + 1];
    if (end === undefined) return;
    const text = of.text.slice(start, end);
    const claims = wanted.filter((m) => m.start <= start && end <= m.end).flatMap((m) => m.claims);
    const figure = figures.find((f) => f.start <= start && end <= f.end);
    whole.append(figure ? h("span", { class: "unread", title: "A figure that no claim uses" }, text, h("span", { class: "hidden" }, " (unread figure)")) : piece(text, claims, page, open));
  });
  return whole;
}

function piece(text: string, claims: string[], page: DocumentPage, open: Open): Node {
  if (!claims.length) return document.createTextNode(text);
  const status = claims.some((c) => page.claims[c]?.status === "reviewed") ? "reviewed" : "automatic";
  const choose = (): void => open(claims, found);
  const found: HTMLElement = h("span", {
    class: `said said-${status}`, role: "button", tabindex: 0, "data-depth": Math.min(3, claims.length),
    onclick: choose, onkeydown: (e: KeyboardEvent) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); choose(); } },
  }, text, h("span", { class: "hidden" }, ` (${count(claims.length, "claim")})`));
  return found;
}

function fits(page: DocumentPage, id: string, choice: Choice): boolean {
  const claim = page.claims[id];
  return claim !== undefined && (!choice.types.size || choice.types.has(claim.type)) && (!choice.status || claim.status === choice.status);
}

function jump(id: string): void {
  const found = document.getElementById(id);
  found?.scrollIntoView({ block: "center" });
  if (found) { found.tabIndex = -1; found.focus({ preventScroll: true }); found.classList.add("hit-here"); }
}

function section(of: SectionBlock, page: DocumentPage, choice: Choice, open: Open): Child {
  const level = of.level <= 2 ? "h2" : "h3";
  return [of.title && of.level !== 1 && h(level, {}, of.title), of.blocks.map((block) => h("p", { class: `block block-${block.kind}` },
    block.sentences.flatMap((one, i) => (i ? [" ", sentence(one, page, choice, open)] : [sentence(one, page, choice, open)]))))];
}

function filters(page: DocumentPage, choice: Choice, changed: () => void): HTMLElement {
  const numbers = new Map<string, { text: string; n: number }>();
  for (const c of Object.values(page.claims)) {
    const found = numbers.get(c.type) ?? { text: c.type_label, n: 0 };
    found.n += 1;
    numbers.set(c.type, found);
  }
  const statuses = [...new Set(Object.values(page.claims).map((c) => c.status))];
  const box = h("div", { class: "filters", role: "group", "aria-label": "What is marked" });
  const draw = (): void => replace(box,
    [...numbers].sort((a, b) => b[1].n - a[1].n).map(([type, { text, n }]) => h("button", {
      type: "button", class: "quiet", id: `type-${type}`, "aria-pressed": String(choice.types.has(type)),
      onclick: () => { if (!choice.types.delete(type)) choice.types.add(type); draw(); changed(); document.getElementById(`type-${type}`)?.focus(); } },
    `${capital(text.replace(/ claim$/, ""))} ${number(n)}`)),
    statuses.length > 1 && h("label", {}, "Status", select(["", ...statuses], choice.status, (v) => { choice.status = v; changed(); })),
    page.whole && h("label", {}, checkbox(choice.figures, (v) => { choice.figures = v; changed(); }),
      `Unread figures (${number(page.figures.unread ?? 0)} of ${number(Object.values(page.figures).reduce((a, b) => a + b, 0))})`));
  draw();
  return box;
}

function select(options: string[], chosen: string, change: (value: string) => void): HTMLElement {
  const found = h("select", { id: "status", onchange: () => change(found.value) }, options.map((o) => h("option", { value: o, selected: o === chosen }, o || "any")));
  return found;
}

function checkbox(on: boolean, change: (value: boolean) => void): HTMLElement {
  const found = h("input", { type: "checkbox", id: "figures", checked: on, onchange: () => change(found.checked) });
  return found;
}

function dataSet(page: DocumentPage): Child {
  return [h("section", {}, h("h2", {}, "Claims"), h("ul", {}, Object.entries(page.types).map(([t, n]) => h("li", {}, `${number(n)} ${t.replace(/ claim$/, "")}`)))),
    h("section", {}, h("h2", {}, `The first ${page.sample.length}`), page.sample.map((c) => claimCard(c)))];
}

function endnotes(page: DocumentPage, choice: Choice, open: Open): Child {
  return page.notes.length > 0 && h("section", { class: "endnotes" }, h("h2", {}, "Notes"), h("ol", {}, page.notes.map((n) =>
    h("li", { id: `note-${n.number}`, value: n.number }, n.line.text ? sentence(n.line, page, choice, open) : h("span", { class: "faint" }, "Missing in the source."),
      n.state === "truncated" && h("span", { class: "faint" }, " (cut in the source)")))));
}

function text(page: DocumentPage, choice: Choice): { content: HTMLElement; draw: () => void } {
  const content = h("div", { class: "reading" });
  const aside = h("aside", { class: "said-here", "aria-live": "polite", "aria-label": "Claims of the chosen words" });
  const hint = (): void => replace(aside, h("p", { class: "faint" }, "Choose marked words to see what claims rest on them."));
  const body = h("div", { class: "text" });
  let from: HTMLElement | undefined;
  const close = (): void => { aside.classList.remove("open"); from?.classList.remove("chosen"); hint(); from?.focus(); };
  const open = async (claims: string[], at: HTMLElement): Promise<void> => {
    from?.classList.remove("chosen");
    from = at;
    at.classList.add("chosen");
    const found = await Promise.all(claims.map((id) => answers.get<ClaimCard>(`claim/${id}`)));
    const button = h("button", { type: "button", class: "quiet close", onclick: close }, "Close");
    replace(aside, button, found.map((c) => claimCard(c, { slots: true })));
    aside.classList.add("open");
  };
  const draw = (): void => { 
    const show: Open = (claims, at) => void open(claims, at);
    replace(body, page.sections.map((s) => section(s, page, choice, show)), endnotes(page, choice, show));
  };
  hint();
  draw();
  content.append(body, aside);
  return { content, draw };
}

defineView({
  name: "document",
  async show({ path, params, source, title }) {
    const id = path.join("/");
    if (!id) throw new AnswerError("The name of a document is missing in the address.", 404);
    const page = await source.get<DocumentPage>(`document/${id}`);
    title(label(page.line.ref));
    const choice: Choice = { types: new Set(params.getAll("type")), status: params.get("status") ?? "", figures: params.get("figures") === "1" };
    const head = [heading(page.line.is_data_set ? "Data set" : "Report", label(page.line.ref)),
      h("p", {}, page.line.authors.length > 0 && [refs(page.line.authors), ". "], page.line.publisher && `${page.line.publisher}, `, page.line.year && `${page.line.year}. `,
        count(page.line.is_data_set ? Object.values(page.types).reduce((a, b) => a + b, 0) : Object.keys(page.claims).length, "claim"), "."),
      page.details.length > 0 && h("details", { class: "about" }, h("summary", {}, "On this document"), h("dl", { class: "slots" },
        page.details.map((d) => [h("dt", {}, capital(words(d.name))), h("dd", {}, d.values.join("; "))])))];
    const made = howMade({ words: page.whole ? "The text comes with the package; claims stand where their evidence lies. Figures are those of `mkg audit`."
      : "The graph keeps the sentences of claims, not the text: what no claim rests on is not shown.",
      query: `SELECT ?claim ?sentence ?start\nWHERE { ?claim mkg:evidence ?e . ?e oa:hasSource id:document\\/${id} ; mkg:sentence ?sentence ; mkg:start ?start }\nORDER BY ?start` });
    if (page.line.is_data_set) return [head, dataSet(page), made];
    const { content, draw } = text(page, choice);
    const changed = (): void => { keepParams({ type: [...choice.types], status: choice.status, figures: choice.figures ? 1 : "" }); draw(); };
    const at = params.get("at");
    if (at) queueMicrotask(() => requestAnimationFrame(() => nearest(content, Number(at))));
    return h("div", { class: "document" }, head, !page.whole && h("p", { class: "notice" }, "Only sentences with claims are in this graph; the text itself is not."),
      filters(page, choice, changed), content, made);
  },
});

/** Goes to the sentence that holds a position of the document. */
function nearest(content: HTMLElement, at: number): void {
  let best = "";
  for (const one of content.querySelectorAll(".sentence")) if (Number(one.id.slice(1)) <= at) best = one.id;
  if (best) jump(best);
}

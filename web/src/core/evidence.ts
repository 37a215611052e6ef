/** A claim and the words that carry it, wherever it is shown. */
import type { Child } from "./dom";
import { h } from "./dom";
import { capital, label, refs, value, words } from "./format";
import type { ClaimCard, EvidenceCard, NoteCard } from "./api";
import { link } from "./route";

/** A sentence with the quoted words marked; where they are not in it, the sentence alone. */
export function quoted(sentence: string, quote: string): Child[] {
  const at = quote && quote !== sentence ? sentence.indexOf(quote) : -1;
  if (at < 0) return [sentence];
  return [sentence.slice(0, at), h("mark", {}, quote), sentence.slice(at + quote.length)];
}

const STATUS: Record<string, string> = {
  reviewed: "Read and judged by people", automatic: "Found by a program, not reviewed", "data set": "A cell of a data set",
};

/** Whether people judged a claim, as a word with a sign. */
export function statusMark(status: string): HTMLElement {
  const sign = status === "reviewed" ? "✓" : status === "data set" ? "▦" : "◌";
  return h("span", { class: `status status-${status.replace(" ", "-")}`, title: STATUS[status] ?? status },
    h("span", { "aria-hidden": "true" }, sign), ` ${status}`);
}

/** Polarity and modality where they are not plain: "denied", "forecast". */
export function hedges(claim: ClaimCard): Child[] {
  const found: Child[] = [];
  if (claim.polarity === "negated") found.push(h("span", { class: "tag tag-negated" }, "said not to be"));
  if (claim.modality !== "asserted") found.push(h("span", { class: "tag" }, claim.modality));
  return found;
}

function note(of: NoteCard): HTMLElement {
  const text = of.text || (of.state === "missing" ? "The text of this note is missing in the source." : "");
  return h("li", { value: of.number }, h("span", {}, text, of.state === "truncated" && " (cut in the source)"));
}

/** One place in a source: the sentence with its quote, or the cell, and where it stands. */
export function evidence(of: EvidenceCard, speakers: Child = null): HTMLElement {
  const open = of.start === null ? link(of.document.id) : link(of.document.id, { at: of.start });
  const where: Child[] = [
    of.document.id && h("a", { href: open }, label(of.document)), of.year && !label(of.document).includes(of.year) && ` ${of.year}`,
    of.section && ` · ${of.section}`, of.page && ` · p. ${of.page}`,
  ];
  const cell = of.kind === "cell" && h("dl", { class: "cell" },
    h("dt", {}, "Row"), h("dd", {}, of.row || "–"), h("dt", {}, "Column"), h("dd", {}, of.column || "–"),
    h("dt", {}, "As published"), h("dd", {}, of.quote || "–"));
  return h("div", { class: "evidence" },
    of.kind === "cell" ? cell : h("blockquote", {}, h("p", {}, quoted(of.sentence || of.quote, of.quote))),
    h("p", { class: "where" }, speakers, where),
    of.notes.length > 0 && h("details", { class: "notes" },
      h("summary", {}, of.notes.length === 1 ? `Note ${of.notes[0]?.number}` : `Notes ${of.notes.map((n) => n.number).join(", ")}`),
      h("ol", {}, of.notes.map(note))));
}

/** Who says so: the voices in the text, else the authors of the document. */
export function speakers(claim: ClaimCard): Child[] {
  if (claim.speakers.length) return refs(claim.speakers);
  return refs(claim.evidence[0]?.authors ?? []);
}

/** Everything that a claim says, slot by slot. */
export function slots(claim: ClaimCard): HTMLElement {
  return h("dl", { class: "slots" }, claim.slots.map((slot) => [
    h("dt", {}, capital(slot.label)),
    h("dd", {}, slot.values.flatMap((v, i) => (i ? [", ", value(v, slot.name)] : [value(v, slot.name)])),
      slot.how !== "stated" && h("span", { class: "faint" }, ` (${slot.how})`)),
  ]));
}

/** A claim as a card: what it says, who says it, and the words that carry it. */
export function claimCard(claim: ClaimCard, options: { slots?: boolean } = {}): HTMLElement {
  const said = speakers(claim);
  return h("article", { class: "claim", "data-type": claim.type.id.replace("mkg:", "") },
    h("header", {},
      h("span", { class: "claim-type" }, capital(label(claim.type) || words(claim.type.id))), ...hedges(claim) as Node[],
      statusMark(claim.status)),
    h("h3", {}, h("a", { href: link(`claim/${claim.id}`) }, claim.label)),
    options.slots && slots(claim),
    claim.evidence.map((e) => evidence(e, said.length > 0 && [h("span", { class: "speaker" }, said), " in "])));
}


/** What was chosen in a picture or a table: its claims with their sentences, beside it. */
import { claimCard, h, replace } from "../core";
import type { Child, ClaimCard, Source } from "../core";

const FIRST = 6; // claims that are shown at once

export class Chosen {
  readonly element: HTMLElement;

  /** `hint` stands here until something is chosen. */
  constructor(private readonly source: Source, hint: string) {
    this.element = h("aside", { class: "chosen", "aria-live": "polite" }, h("p", { class: "hint" }, hint));
  }

  /** Shows claims under a heading; with `focus` a reader who chose by the keyboard goes on there. */
  show(heading: string, about: Child, claims: string[], focus = true): void {
    const list = h("div", { class: "claims" }), foot = h("p", {});
    const more = async (): Promise<void> => {
      const from = list.children.length;
      const cards = await Promise.all(claims.slice(from, from + FIRST).map((id) => this.source.get<ClaimCard>(`claim/${id}`)));
      list.append(...cards.map((c) => claimCard(c)));
      const left = claims.length - list.children.length;
      replace(foot, left > 0 && h("button", { type: "button", onclick: () => void more() }, `Show ${Math.min(left, FIRST)} more of ${left}`));
    };
    const head = h("h2", { id: "chosen", tabindex: -1 }, heading);
    replace(this.element, head, about && h("p", { class: "faint" }, about), list, foot);
    if (focus) head.focus({ preventScroll: true });
    void more().then(() => { if (focus) this.element.scrollIntoView({ block: "nearest" }); });
  }
}

/** Tells which mark is chosen, also to those who hear the page. */
export function mark(id: string, among = ".choice"): void {
  for (const e of document.querySelectorAll(`main ${among}[aria-current]`)) e.removeAttribute("aria-current");
  document.getElementById(id)?.setAttribute("aria-current", "true");
}

/**
 * Makes marks of a picture one stop of the Tab key: arrow keys go on to the next or the one before, Home and End to the
 * first and the last, Enter chooses.
 */
export function walkable(svg: SVGSVGElement): void {
  const marks = (): SVGElement[] => [...svg.querySelectorAll<SVGElement>(".choice")];
  const first = marks().find((m) => m.hasAttribute("aria-current")) ?? marks()[0];
  for (const m of marks()) m.setAttribute("tabindex", m === first ? "0" : "-1");
  svg.addEventListener("keydown", (event) => {
    const here = (event.target as Element).closest<SVGElement>(".choice");
    if (!here) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      here.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      return;
    }
    const all = marks(), at = all.indexOf(here);
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const to = next === undefined ? undefined : all[next];
    if (!to) return;
    event.preventDefault();
    here.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
    to.focus();
  });
}

/** The legend of a network, drawn from what is shown; its entries can be filters as well. */
import { count, h, s } from "../core";
import type { Child } from "../core";
import type { Network } from "./api";
import { address } from "./asked";
import type { Asked } from "./asked";
import { FAMILIES, shapeOf } from "./families";

/** A line or node as the legend shows it. */
function sample(family: string): SVGSVGElement {
  const { line, end } = FAMILIES[family]!;
  const sign = end === "bar" ? "M35 3h2v12h-2Z" : end === "dot" ? "M38 9a3 3 0 1 1 -6 0a3 3 0 1 1 6 0Z" : "M38 9l-9 -4v8Z";
  return s("svg", { class: "network sample", viewBox: "0 0 40 18", width: 40, height: 18, "aria-hidden": "true" },
    s("g", { class: `bond family-${family} line-${line}`, "--claims": 2 }, s("path", { class: "line", d: "M2 9L34 9" }), s("path", { class: "end", d: sign })));
}

function kindSample(kind: string): SVGSVGElement {
  const shape = shapeOf(kind);
  return s("svg", { class: "network sample", viewBox: "-10 -10 20 20", width: 18, height: 18, "aria-hidden": "true" }, s("g", { class: `node kind-${kind} shape-${shape}` },
    shape === "square" ? s("rect", { class: "mark", x: -6, y: -6, width: 12, height: 12, rx: 2 })
      : shape === "diamond" ? s("path", { class: "mark", d: "M0 -8L8 0L0 8L-8 0Z" }) : s("circle", { class: "mark", r: 7 })));
}

/** Makes one entry of the legend. */
export type Entry = (key: "without" | "nokind", id: string, text: string, mark: Child) => HTMLElement;

/** An entry of the legend that is a filter as well. */
export function filtering(asked: Asked): Entry {
  return (key, id, text, mark) => {
    const off = key === "without" ? asked.without : asked.kinds;
    const input = h("input", {
      type: "checkbox", id: `${key}-${id}`, checked: !off.includes(id),
      onchange: () => { location.hash = address({ [key]: input.checked ? off.filter((o) => o !== id) : [...off, id] }).slice(1); },
    });
    return h("li", {}, h("label", {}, input, mark, h("span", {}, text)));
  };
}

/** An entry that only tells. */
export const telling: Entry = (_key, _id, text, mark) => h("li", { class: "entry" }, mark, h("span", {}, text));

/** The legend of the families and kinds given. */
export function legend(entry: Entry, all: Network, kindName: (k: string) => string, families: string[], kinds: string[]): HTMLElement {
  return h("div", { class: "legends" },
    h("fieldset", {}, h("legend", {}, "Lines"), h("ul", { class: "plain" }, families.map((f) => entry("without", f, FAMILIES[f]!.label, sample(f))))),
    h("fieldset", {}, h("legend", {}, "Nodes"), h("ul", { class: "plain" }, kinds.map((k) => entry("nokind", k, kindName(k), kindSample(k))))),
    h("p", { class: "picture-note" }, "A line ends in a dot where two are bound, in a bar where one hinders the other or is said to be absent, in an arrow where people or money go. ",
      !all.whole && `The graph has ${count(all.total, "edge")}; those with most claims are here.`));
}

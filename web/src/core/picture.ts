/** A picture with what belongs to it: its title, its table twin, and ways to keep it. */
import type { Child } from "./dom";
import { h, uid } from "./dom";
import { savePng, saveSvg } from "./save";

export interface PictureOptions {
  title: string;
  /** One sentence under the picture: how to read it, and what it does not show. */
  note?: Child;
  /** File name without its ending. */
  file: string;
  /** The same data as a table. */
  twin: HTMLElement;
}

/** An SVG picture; its table stands below, closed until it is asked for. */
export function picture(svg: SVGSVGElement, options: PictureOptions): HTMLElement {
  const name = uid("picture");
  svg.setAttribute("role", svg.getAttribute("role") ?? "group");
  svg.setAttribute("aria-labelledby", name);
  return h("figure", { class: "picture" },
    h("figcaption", { id: name }, options.title),
    h("div", { class: "picture-scroll" }, svg),
    options.note && h("p", { class: "picture-note" }, options.note),
    h("div", { class: "picture-tools" },
      h("button", { type: "button", class: "quiet", onclick: () => saveSvg(svg, options.file) }, "SVG"),
      h("button", { type: "button", class: "quiet", onclick: () => void savePng(svg, options.file) }, "PNG")),
    h("details", { class: "twin" }, h("summary", {}, "The same as a table"), options.twin));
}

/** Buttons that make a picture larger or smaller, by a factor; 0 shows everything again. */
export function zoomButtons(factor: number, zoom: (factor: number) => void): HTMLElement {
  const button = (sign: string, name: string, by: number): HTMLElement =>
    h("button", { type: "button", class: "quiet", "aria-label": name, title: name, onclick: () => zoom(by) }, sign);
  return h("div", { class: "zoom" }, button("+", "Larger", factor), button("−", "Smaller", 1 / factor), button("All", "Show everything", 0));
}

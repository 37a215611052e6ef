/** The table of states as a picture, for SVG and PNG. */
import { h, label, s, savePng, saveSvg } from "../core";
import type { Matrix, StateLine } from "./api";
import { look, lookLines } from "./lens";
import type { Lens } from "./lens";
import { flowSign, pairId } from "./words";

const CELL = 30, LEFT = 170, TOP = 60;

function drawn(matrix: Matrix, states: StateLine[], figures: boolean, lens: Lens): SVGSVGElement {
  const pairs = new Map(matrix.pairs.map((p) => [pairId(...p.pair), p]));
  const width = figures ? CELL * 2 : CELL;
  const right = LEFT + states.length * width + 10, bottom = TOP + states.length * CELL;
  const used = lookLines(matrix, lens);
  const svg = s("svg", { class: "sheet", viewBox: `0 0 ${Math.max(right, 460)} ${bottom + 30 + used.length * 24}` },
    s("text", { x: 8, y: 22, class: "sheet-title" }, "Labor-migration agreements between states, by what is said"));
  states.forEach((row, i) => {
    const y = TOP + i * CELL;
    svg.append(s("text", { x: LEFT - 8, y: y + 20, "text-anchor": "end" }, label(row.ref)),
      s("text", { x: LEFT + i * width + width / 2, y: TOP - 8, "text-anchor": "middle" }, row.code));
    states.forEach((column, j) => {
      const pair = pairs.get(pairId(row.code, column.code));
      if (i === j) return;
      const x = LEFT + j * width, seen = look(pair, lens, matrix);
      svg.append(s("rect", { x: x + 1, y: y + 1, width: width - 2, height: CELL - 2, rx: 2, class: `tile gap-${seen.key}` }));
      const flow = pair?.migrants.find((f) => f.origin === row.code);
      const sign = figures && flow ? flowSign(flow) : "";
      svg.append(s("text", { x: x + width / 2, y: y + 20, "text-anchor": "middle", class: `tile-text gap-${seen.key}` },
        sign ? `${seen.letter} ${sign}` : seen.letter));
    });
  });
  used.forEach((st, i) => {
    const y = bottom + 20 + i * 24;
    svg.append(s("rect", { x: 8, y, width: 20, height: 20, rx: 2, class: `tile gap-${st.key}` }),
      s("text", { x: 18, y: y + 15, "text-anchor": "middle", class: `tile-text gap-${st.key}` }, st.letter),
      s("text", { x: 36, y: y + 15 }, `${st.label}: ${st.definition}`));
  });
  return svg;
}

/** Buttons that save the table as it is sorted now. */
export function sheetButtons(matrix: Matrix, states: StateLine[], figures: boolean, lens: Lens): HTMLElement {
  const made = async (keep: (svg: SVGSVGElement, name: string) => void | Promise<void>): Promise<void> => {
    const svg = drawn(matrix, states, figures, lens);
    const aside = h("div", { class: "aside", "aria-hidden": "true" }, svg); // styles are read from what is in the page
    document.body.append(aside);
    await keep(svg, "agreements");
    aside.remove();
  };
  return h("span", { class: "picture-tools" },
    h("button", { type: "button", class: "quiet", onclick: () => void made(saveSvg) }, "SVG"),
    h("button", { type: "button", class: "quiet", onclick: () => void made(savePng) }, "PNG"));
}

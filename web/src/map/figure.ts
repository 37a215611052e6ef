/** A map as a figure: with its table, its buttons, and the shapes of the countries when they are there. */
import { h, picture, zoomButtons } from "../core";
import type { End, MapFigure, MapOptions, Way } from "./api";
import { RouteMap } from "./map";
import { countries } from "./world";

const SHOWN = 60; // milliseconds until what can be read is on the screen

export function mapFigure(ends: End[], ways: Way[], options: MapOptions): MapFigure {
  const map = new RouteMap(ends, ways, options);
  const figure = picture(map.svg, { title: options.title, file: options.file, twin: options.twin, note: options.note });
  const frame = figure.querySelector(".picture-scroll")!;
  frame.append(zoomButtons(1.4, (factor) => map.zoom(factor)));
  if (options.legend instanceof Node) frame.after(options.legend);
  const missing = (): void => figure.append(h("p", { class: "notice" }, "The shapes of the countries could not be loaded."));
  return { figure, left: map.left, ready: () => void setTimeout(() => void countries().then((land) => map.drawLand(land), missing), SHOWN) };
}

/** Files that a reader keeps: tables as CSV, pictures as SVG and PNG. */
import { h } from "./dom";

/** Hands a file to the reader. */
export function save(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = h("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** One field of CSV (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvField(value: string | number | null): string {
  let text = value === null ? "" : String(value);
  if (typeof value === "string" && /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text))) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csv(head: string[], rows: (string | number | null)[][]): string {
  return [head, ...rows].map((row) => row.map(csvField).join(",")).join("\r\n") + "\r\n";
}

const DRAWN = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "fill-opacity",
  "stroke-opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline",
  "visibility", "display", "paint-order", "letter-spacing"];

/** A picture that stands alone: the styles of the page become attributes. */
export function standaloneSvg(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const from = [picture, ...picture.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of DRAWN) {
      const found = style.getPropertyValue(name);
      if (found) to[i]?.setAttribute(name, found);
    }
    for (const name of ["class", "style", "tabindex", "href"]) to[i]?.removeAttribute(name);
  });
  const box = picture.viewBox.baseVal;
  const size = picture.getBoundingClientRect();
  const width = box?.width || size.width, height = box?.height || size.height;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, v] of [["x", box?.x ?? 0], ["y", box?.y ?? 0], ["width", width], ["height", height]] as const) {
    paper.setAttribute(name, String(v));
  }
  paper.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

export function saveSvg(picture: SVGSVGElement, name: string): void {
  save(`${name}.svg`, "image/svg+xml", standaloneSvg(picture));
}

/** The picture in pixels, `scale` to a unit of its own. */
export async function savePng(picture: SVGSVGElement, name: string, scale = 2): Promise<void> {
  const text = standaloneSvg(picture);
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = () => reject(new Error("the picture could not be drawn"));
      image.src = address;
    });
    const canvas = h("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob) save(`${name}.png`, "image/png", blob);
  } finally {
    URL.revokeObjectURL(address);
  }
}

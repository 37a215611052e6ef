/** The address of a view: everything after `#` says what is shown, so that it can be sent to somebody. */

export interface Route {
  /** Name of the view. */
  view: string;
  /** What it shows: `["state", "KZ"]`. */
  path: string[];
  params: URLSearchParams;
}

/** Reads `#/actor/state/KZ?kind=Law`. */
export function parseRoute(hash: string): Route {
  const [where = "", query = ""] = split(hash.replace(/^#\/?/, ""));
  const [view = "", ...path] = where.split("/").filter(Boolean).map(decode);
  return { view: view || "overview", path, params: new URLSearchParams(query) };
}

function split(text: string): [string, string] {
  const at = text.indexOf("?");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export type Values = Record<string, string | number | null | undefined | string[]>;

/** Address of a view: `link("actor/state/KZ", {kind: "Law"})`; empty values are left out, names and values are escaped. */
export function link(where: string, values: Values = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") params.append(name, String(one));
    }
  }
  const query = params.toString();
  return `#/${where.split("/").map(encodeURIComponent).join("/")}${query ? `?${query}` : ""}`;
}

/** Address of the view that shows a node by its short name: `state/KZ`, `claim/9f3a…`, `document/x`. */
export function nodeLink(id: string): string {
  const kind = id.split("/", 1)[0] ?? "";
  if (kind === "claim" || kind === "document") return link(id);
  return link(`actor/${id}`);
}

/** Goes to an address. */
export function go(hash: string): void {
  location.hash = hash.replace(/^#/, "");
}

/** Changes parameters of the present address without showing the view again: for state that a view keeps itself. */
export function keepParams(values: Values): void {
  const route = parseRoute(location.hash);
  for (const [name, value] of Object.entries(values)) {
    route.params.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") route.params.append(name, String(one));
    }
  }
  const where = [route.view, ...route.path].map(encodeURIComponent).join("/");
  const query = route.params.toString();
  history.replaceState(null, "", `#/${where}${query ? `?${query}` : ""}`);
}

/** Scripts and data that are loaded when they are needed. */

const stamp = (document.currentScript as HTMLScriptElement | null)?.src.split("?")[1] ?? "";
const loading = new Map<string, Promise<void>>();

/** Loads a script of the page once, by its address relative to the page. */
export function loadScript(address: string): Promise<void> {
  let found = loading.get(address);
  if (!found) {
    found = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(`${address}: could not be loaded`));
      document.head.append(script);
    });
    found.catch(() => loading.delete(address));
    loading.set(address, found);
  }
  return found;
}

/** Loads a part of the page itself: `part("view-search.js")`. */
export function loadPart(name: string): Promise<void> {
  return loadScript(`explorer/${name}${stamp ? `?${stamp}` : ""}`);
}

/** Names of the built scripts that import from `shared`. */
declare const NEEDING_SHARED: string[];

/** Loads a built script by its name, `view-network`, after the libraries that it shares with others. */
export async function loadBuilt(name: string): Promise<void> {
  if (NEEDING_SHARED.includes(name)) await loadPart("shared.js");
  await loadPart(`${name}.js`);
}

const provided = new Map<string, unknown>();

/** Called by a data script of the page. */
export function provide(name: string, value: unknown): void {
  provided.set(name, value);
}

/** Data that come with the page, by ISO 3166 number: `points`, one a country, and `countries`, the TopoJSON of world-atlas. */
export async function pageData<T>(name: string): Promise<T> {
  if (!provided.has(name)) await loadPart(`data-${name}.js`);
  return provided.get(name) as T;
}

/** A part of the page that several views use; its script is loaded once. */
export async function pagePart<T>(name: string): Promise<T> {
  if (!provided.has(name)) await loadBuilt(`part-${name}`);
  return provided.get(name) as T;
}

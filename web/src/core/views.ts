/** Views: each is a script of its own that calls `defineView`. */
import type { Child } from "./dom";
import { loadBuilt } from "./scripts";
import type { Source } from "./source";

/** Names of the views that this build holds. */
declare const VIEWS: string[];

export interface Context {
  /** The rest of the address: `["state", "KZ"]`. */
  path: string[];
  params: URLSearchParams;
  source: Source;
  /** Ends when the reader goes elsewhere. */
  signal: AbortSignal;
  /** Names the page: the title of the window. */
  title(text: string): void;
}

export interface View {
  /** File name of the view under `views/`, and first part of its address. */
  name: string;
  /** Makes the content of the page. Its first heading is an `h1`. Throw `AnswerError` with status 404 where nothing is. */
  show(context: Context): Promise<Child> | Child;
}

const defined = new Map<string, View>();

export function defineView(view: View): void {
  defined.set(view.name, view);
}

export function hasView(name: string): boolean {
  return VIEWS.includes(name);
}

export async function viewOf(name: string): Promise<View | undefined> {
  if (!hasView(name)) return undefined;
  if (!defined.has(name)) await loadBuilt(`view-${name}`);
  return defined.get(name);
}

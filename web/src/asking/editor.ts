/** The editor of queries. It stands in a shadow root, where its styles need no element that the page's policy forbids. */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { h } from "../core";
import type { Source } from "../core";
import type { Vocabulary } from "./api";
import { completer } from "./completion";

export interface Editor {
  element: HTMLElement;
  text(): string;
  write(text: string): void;
  /** Marks a place, counted from 1, with what is wrong there, and goes to it. */
  complain(line: number, column: number, message: string): void;
  clear(): void;
  focus(): void;
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" }, { tag: [tags.string, tags.special(tags.string)], color: "var(--c3)" },
  { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" }, { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--c2)" },
  { tag: [tags.atom, tags.meta, tags.bracket], color: "var(--faint)" }, { tag: tags.number, color: "var(--c4)" },
  { tag: [tags.standard(tags.variableName), tags.operator], color: "var(--c7)" },
]);

const THEME = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--raised)", border: "1px solid var(--strong)", borderRadius: "4px", fontSize: "0.92rem" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", minHeight: "12rem", maxHeight: "60vh", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".5rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { minHeight: "12rem", backgroundColor: "var(--paper)", color: "var(--faint)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent-soft) 45%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--mark)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", outline: "none" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--strong)", borderRadius: "4px", boxShadow: "0 6px 20px rgb(0 0 0 / .18)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--sans)", fontSize: ".9rem", maxHeight: "18em", maxWidth: "min(34rem, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".2rem .6rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent-soft)", color: "var(--ink)" },
  ".cm-completionDetail": { color: "var(--faint)", fontStyle: "normal", marginLeft: ".8em" },
  ".cm-completionInfo": { padding: ".5rem .8rem", maxWidth: "22rem", fontFamily: "var(--sans)", fontSize: ".88rem", lineHeight: "1.45" },
  ".cm-completionInfo p": { margin: ".2rem 0 0" }, ".cm-completionInfo .used": { color: "var(--faint)" },
  ".cm-diagnostic": { fontFamily: "var(--sans)", padding: ".4rem .7rem", whiteSpace: "pre-wrap", maxWidth: "32rem" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--warn)" },
});

/** An editor with a query; `run` is called on Ctrl+Enter (on a Mac, also Cmd+Enter), `changed` on each change. */
export function makeEditor(text: string, vocabulary: Vocabulary, source: Source, run: () => void, changed: () => void): Editor {
  const element = h("div", { class: "editor" });
  const root = element.attachShadow({ mode: "open" });
  const running = (): boolean => { run(); return true; };
  const view = new EditorView({
    root, parent: root as unknown as Element,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: running }, { key: "Ctrl-Enter", run: running }])),
        lineNumbers(), lintGutter(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(),
        autocompletion({ override: [completer(vocabulary, source)], icons: false, maxRenderedOptions: 80 }),
        StreamLanguage.define(sparql), syntaxHighlighting(COLOURS), THEME, EditorView.lineWrapping,
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query", "aria-description": "Ctrl and Enter run the query, Ctrl and Space offer words, Tab leaves the editor.", spellcheck: "false" }),
        EditorView.updateListener.of((update) => { if (update.docChanged) changed(); }),
      ],
    }),
  });
  const mark = (diagnostics: Parameters<typeof setDiagnostics>[1]): void => view.dispatch(setDiagnostics(view.state, diagnostics));
  return {
    element,
    text: () => view.state.doc.toString(),
    write: (now) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: now }, selection: { anchor: 0 } }),
    complain: (line, column, message) => {
      const there = view.state.doc.line(Math.min(line, view.state.doc.lines));
      const at = Math.min(there.from + column - 1, there.to);
      const word = /^\S+/.exec(view.state.sliceDoc(at, there.to))?.[0].length ?? 0;
      mark([{ from: word ? at : Math.max(there.from, at - 1), to: at + word, severity: "error", message }]);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at) });
    },
    clear: () => mark([]),
    focus: () => view.focus(),
  };
}

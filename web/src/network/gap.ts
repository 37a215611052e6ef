/** The organisations that already link two states, as a scene of its own. */
import type { Story } from "../agreements/api";
import type { Model, Scene, Tie } from "./model";

/** The organisations that link both sides of a gap, with lines to the two states. */
export function gapScene(story: Story, model: Model): Scene {
  const states = story.states.map((ref, i) => ({ ...ref, kind: "State", degree: model.nodes.get(ref.id)?.degree ?? story.bridges.length, code: story.pair[i]! }));
  for (const st of states) model.nodes.set(st.id, st);
  const predicate = { name: "worksWith", label: "works with or in", ru: null, family: "cooperation", sign: 1 };
  const home = { name: "locatedIn", label: "is at home in", ru: null, family: "presence", sign: 1 };
  const ties: Tie[] = [];
  for (const bridge of story.bridges) {
    if (!model.nodes.has(bridge.ref.id)) model.nodes.set(bridge.ref.id, { ...bridge.ref, kind: bridge.kind, degree: 2 });
    for (const st of states) {
      const claims = bridge.claims[st.code] ?? [];
      ties.push({ from: bridge.ref.id, to: st.id, predicate: claims.length ? predicate : home, claims });
    }
  }
  const ids = new Set(states.map((st) => st.id));
  const own = model.kept({ without: new Set(), kinds: new Set() }).filter((t) => ids.has(t.from) && ids.has(t.to));
  const scene = model.scene(new Set([...ids, ...story.bridges.map((b) => b.ref.id)]), [...ties, ...own], (b) => ids.has(b.a) || ids.has(b.b));
  return { ...scene, shown: story.bridges.length, of: story.bridges.length, hidden: 0 };
}

/** The two states at the sides, the organisations one below the other, none on the line between the states. */
export function* apart(story: Story): Generator<[string, [number, number]]> {
  for (const [i, ref] of story.states.entries()) yield [ref.id, [i ? 230 : -230, 0]];
  for (const [i, bridge] of story.bridges.entries()) yield [bridge.ref.id, [0, (i % 2 ? 1 : -1) * (75 + 70 * Math.floor(i / 2))]];
}

/** What the answer `network` holds: the dataclasses of `kg/web/explorer/network.py`; and what the part `drawing` of the page gives. */
import type { Drawing } from "./drawing";
import type { settle } from "./layout";

export interface Node { id: string; label: string; ru: string | null; kind: string; degree: number }
export interface Predicate { name: string; label: string; ru: string | null; family: string; sign: number }
export interface Edge { source: number; target: number; predicate: number; claims: string[] }
export interface Kind { name: string; label: string; ru: string | null }
export interface Network { nodes: Node[]; edges: Edge[]; predicates: Predicate[]; kinds: Kind[]; total: number; whole: boolean }

export interface DrawingPart { draw: (...given: ConstructorParameters<typeof Drawing>) => Drawing; settle: typeof settle }

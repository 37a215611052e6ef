import { count } from "../core";
import type { Bond } from "./model";

/** What a line says, read aloud: "Kazakhstan – has agreement with – Kyrgyzstan, 2 claims". */
export function bondWords(bond: Bond, name: (id: string) => string): string {
  const said = [...new Set(bond.ties.map((t) => `${name(t.from)} ${t.predicate.label} ${name(t.to)}`))];
  return `${said.join("; ")} (${count(bond.claims.length, "claim")})`;
}

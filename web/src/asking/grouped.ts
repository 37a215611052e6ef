/** Things by what they have in common, in the order in which they come. */
export function grouped<T>(things: T[], key: (thing: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) {
    const own = found.get(key(thing));
    if (own) own.push(thing);
    else found.set(key(thing), [thing]);
  }
  return found;
}

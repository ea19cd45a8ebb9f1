/**
 * The way by which a chain comes to call itself, from its name to its name, as in `[A, B, A]`; null when it does not.
 * `callsOf` answers the definitions a chain calls, null for what is no chain. Every chain is looked at once, and no
 * depth of nesting overflows the stack.
 */
export function findChainCycle(
  name: string,
  callsOf: (name: string) => readonly string[] | null,
): readonly string[] | null {
  const callerOf = new Map<string, string>();
  const open = [name];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const called of callsOf(at) ?? []) {
      if (called === name) return [...wayTo(at, callerOf), name];
      if (callerOf.has(called)) continue;
      callerOf.set(called, at);
      open.push(called);
    }
  }
  return null;
}

function wayTo(last: string, callerOf: ReadonlyMap<string, string>): string[] {
  const way = [last];
  for (let caller = callerOf.get(last); caller !== undefined; caller = callerOf.get(caller)) {
    way.push(caller);
  }
  return way.reverse();
}

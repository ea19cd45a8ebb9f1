type DependencyOrder =
  | { ok: true; order: string[] }
  /** The way by which something comes to need itself, as in `[A, B, A]`. */
  | { ok: false; cycle: readonly string[] };

/**
 * These names so that each comes after all it needs, also through things that are not among them; otherwise in the
 * order given. `needs` answers what something needs, null for what needs nothing or is not known.
 */
export function dependencyOrder(
  names: readonly string[],
  needs: (name: string) => readonly string[] | null,
): DependencyOrder {
  const graph = reachableFrom(names, needs);
  const waitingFor = new Map([...graph].map(([name, needed]) => [name, needed.size]));
  const needing = neededBy(graph);
  const done = [...graph.keys()].filter((name) => waitingFor.get(name) === 0);
  for (const name of done) {
    for (const dependent of needing.get(name) ?? []) {
      const left = (waitingFor.get(dependent) ?? 0) - 1;
      waitingFor.set(dependent, left);
      if (left === 0) done.push(dependent);
    }
  }
  if (done.length < graph.size) return { ok: false, cycle: cycleAmong(graph, new Set(done)) };
  const wanted = new Set(names);
  return { ok: true, order: done.filter((name) => wanted.has(name)) };
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

function reachableFrom(
  names: readonly string[],
  needs: (name: string) => readonly string[] | null,
): Graph {
  const graph = new Map<string, ReadonlySet<string>>();
  // A set is gone through in the order of insertion, what is added on the way included.
  const open = new Set(names);
  for (const name of open) {
    const needed = new Set(needs(name) ?? []);
    graph.set(name, needed);
    for (const other of needed) open.add(other);
  }
  return graph;
}

function neededBy(graph: Graph): Map<string, string[]> {
  const needing = new Map<string, string[]>();
  for (const [name, needed] of graph) {
    for (const other of needed) {
      const list = needing.get(other);
      if (list) list.push(name);
      else needing.set(other, [name]);
    }
  }
  return needing;
}

/** Whatever is left needs something that is left, so following it must come round. */
function cycleAmong(graph: Graph, done: ReadonlySet<string>): string[] {
  const passed = new Set<string>();
  let at = [...graph.keys()].find((name) => !done.has(name));
  while (at !== undefined && !passed.has(at)) {
    passed.add(at);
    at = [...(graph.get(at) ?? [])].find((name) => !done.has(name));
  }
  const way = [...passed];
  return at === undefined ? way : [...way.slice(way.indexOf(at)), at];
}

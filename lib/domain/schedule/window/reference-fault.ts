import { referencesOf, type WindowLookup } from "../time-window";

/** How many windows may stand on one another below a window; the vendor warns of deep nesting (4.6). */
export const MAX_NESTING = 5;

/** Why a window cannot be asked whether it is open, seen from one that refers to it. */
export type ReferenceFault =
  | { readonly kind: "unknown"; readonly name: string }
  | { readonly kind: "circle"; readonly names: readonly string[] }
  | { readonly kind: "depth" };

type Checked = { ok: true; height: number } | { ok: false; fault: ReferenceFault };

/** Follows a reference to its end; `path` names the windows it is made by, outermost first. */
export type ReferenceCheck = (name: string, path: readonly string[]) => ReferenceFault | null;

/** A check that looks at each window once, however many refer to it. */
export function referenceCheck(lookup: WindowLookup): ReferenceCheck {
  const heights = new Map<string, number>();
  const follow = (name: string, path: readonly string[], level: number): Checked => {
    if (path.includes(name)) {
      return {
        ok: false,
        fault: { kind: "circle", names: [...path.slice(path.indexOf(name)), name] },
      };
    }
    const known = heights.get(name);
    if (level + (known ?? 1) - 1 > MAX_NESTING) return { ok: false, fault: { kind: "depth" } };
    if (known !== undefined) return { ok: true, height: known };
    const window = lookup.window(name);
    if (window === null) return { ok: false, fault: { kind: "unknown", name } };
    let height = 1;
    for (const reference of referencesOf(window)) {
      const below = follow(reference, [...path, name], level + 1);
      if (!below.ok) return below;
      height = Math.max(height, below.height + 1);
    }
    heights.set(name, height);
    return { ok: true, height };
  };
  return (name, path) => {
    const result = follow(name, path, 1);
    return result.ok ? null : result.fault;
  };
}

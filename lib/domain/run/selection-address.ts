import { DEFAULT_SORT, type Selection, selectionFields } from "./selection";

const NAMES = Object.keys(selectionFields).filter(isField);

function isField(name: string): name is keyof Selection {
  return Object.hasOwn(selectionFields, name);
}

/** Where the parameters of an address are read from. */
export interface AddressSource {
  get(name: string): string | null;
}

/** Reads a selection from an address. What cannot be understood counts as absent, so that no address is an error. */
export function parseSelection(source: AddressSource): Selection {
  const entries = NAMES.flatMap((name): [string, unknown][] => {
    const text = source.get(name)?.trim();
    if (!text) return [];
    const read = selectionFields[name].safeParse(text);
    return read.success ? [[name, read.data]] : [];
  });
  return withoutDefaults(Object.fromEntries(entries));
}

/** The parameters of a selection, in a fixed order; what is as usual is left out. */
export function selectionParams(selection: Selection): [string, string][] {
  const usual = withoutDefaults(selection);
  return NAMES.flatMap((name): [string, string][] => {
    const value = usual[name];
    return value === undefined ? [] : [[name, String(value)]];
  });
}

/** A selection as the query of an address: `?state=failed&from=now-24h`, and the empty string when nothing is narrowed. */
export function selectionSearch(selection: Selection): string {
  const params = new URLSearchParams(selectionParams(selection)).toString();
  // These are allowed in a query; an address people share should be readable.
  const text = params.replaceAll("%2C", ",").replaceAll("%2A", "*").replaceAll("%3A", ":");
  return text === "" ? "" : `?${text}`;
}

/** The same selection without what means nothing: empty lists and texts, the usual order. */
export function withoutDefaults(selection: Selection): Selection {
  const kept = Object.entries(selection).filter(
    ([name, value]) =>
      value !== undefined &&
      !(Array.isArray(value) && value.length === 0) &&
      value !== "" &&
      !(name === "sort" && value === DEFAULT_SORT),
  );
  return Object.fromEntries(kept);
}

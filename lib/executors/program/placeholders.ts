const PLACEHOLDER = /\$\$\{|\$\{([^}]+)\}/g;

type Filled =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly missing: string };

/**
 * Puts the values of parameters in the place of `${name}`. Text stands as it is, null as nothing, numbers and truth
 * values as JSON writes them, lists and objects as JSON text. A value is never searched for placeholders itself, and
 * `$${` stands for `${`. Answers the first name that is no parameter.
 */
export function fillPlaceholders(
  template: string,
  parameters: Readonly<Record<string, unknown>>,
): Filled {
  let missing: string | null = null;
  const text = template.replace(PLACEHOLDER, (found: string, name: string | undefined) => {
    if (name === undefined) return found.slice(1);
    if (Object.hasOwn(parameters, name)) return textOf(parameters[name]);
    missing ??= name;
    return "";
  });
  return missing === null ? { ok: true, text } : { ok: false, missing };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

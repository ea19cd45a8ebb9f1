/** What was typed, without blanks at its ends; empty when there is no such field. */
export function typedText(form: FormData, field: string): string {
  const value = form.get(field);
  return typeof value === "string" ? value.trim() : "";
}

/** What was typed or chosen; null for nothing. */
export function typedOrNull(form: FormData, field: string): string | null {
  return typedText(form, field) || null;
}

/** A number as it was typed, null for nothing; a text that is no number stays text, for the schema to refuse. */
export function numberFrom(text: string): number | string | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : trimmed;
}

/** The texts of a field that may be given several times. */
export function typedTexts(form: FormData, field: string): string[] {
  return form.getAll(field).filter((value): value is string => typeof value === "string");
}

/** The entries of a text that are separated by blanks, commas or line breaks. */
export function entriesOf(text: string): string[] {
  return text.split(/[\s,;]+/u).filter((entry) => entry !== "");
}

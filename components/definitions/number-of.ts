/** The number a text stands for, null for no text; a text that is no whole number stays, for the schema to refuse. */
export function numberOf(text: string): number | string | null {
  if (text.trim() === "") return null;
  return /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : text;
}

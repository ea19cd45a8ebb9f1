import { z } from "zod";

const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

interface PlainTextRule {
  /** How the field is called in messages. */
  label: string;
  min?: number;
  max: number;
}

/** One line of text: trimmed, of bounded length, without control characters or broken Unicode. */
export function plainText({ label, min = 1, max }: PlainTextRule) {
  const length = min === max ? `${max}` : `${min} to ${max}`;
  return z
    .string({ error: `${label} must be text.` })
    .trim()
    .min(min, `${label} must have ${length} characters.`)
    .max(max, `${label} must have ${length} characters.`)
    .refine((text) => !UNPRINTABLE.test(text), `${label} must not contain control characters.`);
}

/** An optional value; a form sends empty text for a field that was left alone. */
export function leftEmptyOr<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
}

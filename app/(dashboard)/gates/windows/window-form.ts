import { typedOrNull, typedText, typedTexts } from "../form-values";

/** What a form of a time window asks for, as the schema of the window takes it; its elements travel as JSON. */
export function windowInputFrom(form: FormData): Record<string, unknown> {
  return {
    description: typedText(form, "description"),
    timeZone: typedText(form, "timeZone"),
    elements: jsonOrText(typedText(form, "elements")),
    enabledDuring: typedTexts(form, "enabledDuring"),
    disabledDuring: typedTexts(form, "disabledDuring"),
    calendar: typedOrNull(form, "calendar"),
  };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

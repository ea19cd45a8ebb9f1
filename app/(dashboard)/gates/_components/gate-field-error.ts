import { problemSentence } from "@/lib/domain/definition/problem-sentence";
import type { FormResult } from "@/lib/services/access/form-result";

/** The refusal that belongs to a field, or to an entry of it, as the sentence that stands under it. */
export function gateFieldError<T>(result: FormResult<T> | null, field: string): string | undefined {
  if (!result || result.ok || result.field === null) return undefined;
  const isOfField = result.field === field || result.field.startsWith(`${field}.`);
  return isOfField ? problemSentence(result.message) : undefined;
}

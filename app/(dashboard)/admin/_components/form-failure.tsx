import { Alert } from "@/components/ui/alert";
import type { FormResult } from "@/lib/services/access/form-result";

/** The refusal of a form that belongs to none of its fields. */
export function FormFailure<T>({
  result,
  fields,
}: {
  result: FormResult<T> | null;
  fields: readonly string[];
}) {
  if (!result || result.ok || fields.some((field) => isFieldOf(field, result.field))) return null;
  return (
    <Alert kind="danger" live>
      {result.message}
    </Alert>
  );
}

/** The refusal that belongs to this field, or to an entry of it. */
export function fieldError<T>(result: FormResult<T> | null, field: string): string | undefined {
  return result && !result.ok && isFieldOf(field, result.field) ? result.message : undefined;
}

function isFieldOf(field: string, refused: string | null): boolean {
  return refused === field || refused?.startsWith(`${field}.`) === true;
}

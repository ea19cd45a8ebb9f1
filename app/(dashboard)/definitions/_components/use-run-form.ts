import { useEffect, useState } from "react";
import { runFormAction } from "../actions";
import type { RunForm } from "../run-form";

const UNREACHED = "The server could not be reached.";

/** What a run of the definition is asked for; undefined until it is known. */
export function useRunForm(
  definitionId: string,
  given: RunForm | undefined,
): { form: RunForm | undefined; failure: string | undefined } {
  const [loaded, setLoaded] = useState<{ form?: RunForm; failure?: string }>({});
  useEffect(() => {
    if (given !== undefined) return;
    let isWanted = true;
    void runFormAction(definitionId)
      .catch(() => ({ ok: false as const, message: UNREACHED }))
      .then((result) => {
        if (!isWanted) return;
        setLoaded(result.ok ? { form: result.value } : { failure: result.message });
      });
    return () => {
      isWanted = false;
    };
  }, [definitionId, given]);
  return { form: given ?? loaded.form, failure: loaded.failure };
}

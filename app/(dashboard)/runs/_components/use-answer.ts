"use client";

import { useEffect, useState } from "react";
import type { FormResult } from "@/lib/services/access/form-result";

/** What a server action answers, asked for once; undefined until it comes. */
export function useAnswer<T>(ask: () => Promise<FormResult<T>>): FormResult<T> | undefined {
  const [answer, setAnswer] = useState<FormResult<T>>();
  const [first] = useState(() => ask);
  useEffect(() => {
    let isWanted = true;
    const lost = { ok: false as const, message: "The server could not be reached.", field: null };
    void first()
      .catch(() => lost)
      .then((given) => isWanted && setAnswer(given));
    return () => {
      isWanted = false;
    };
  }, [first]);
  return answer;
}

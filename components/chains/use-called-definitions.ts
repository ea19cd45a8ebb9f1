import { useCallback, useEffect, useMemo, useState } from "react";
import { type CalledDefinition, useCatalog } from "@/components/definitions/definition-catalog";
import type { EditedChain } from "@/lib/domain/chain/editor/edited-chain";

/** The definition of a name; null when there is none, undefined while that is not known. */
export type CalledOf = (name: string) => CalledDefinition | null | undefined;

/**
 * What is known of the definitions a chain calls. Those that did not exist are asked for again when the reader comes
 * back to the page: they may have been made in the meantime.
 */
export function useCalledDefinitions(chain: EditedChain): CalledOf {
  const { describeDefinitions } = useCatalog();
  const [known, setKnown] = useState<ReadonlyMap<string, CalledDefinition | null>>(new Map());
  const wanted = useMemo(() => namesIn(chain).join("\n"), [chain]);

  const ask = useCallback(
    (names: readonly string[]) => {
      if (names.length === 0) return;
      describeDefinitions(names)
        .then((found) => {
          const byName = new Map(found.map((definition) => [definition.name, definition]));
          setKnown(
            (old) =>
              new Map([...old, ...names.map((name) => [name, byName.get(name) ?? null] as const)]),
          );
        })
        // Without an answer it stays unknown; saving checks it anyway.
        .catch(() => {});
    },
    [describeDefinitions],
  );

  useEffect(() => {
    ask(wanted.split("\n").filter((name) => name !== "" && !known.has(name)));
  }, [wanted, known, ask]);

  useEffect(() => {
    const onFocus = () =>
      ask([...known].flatMap(([name, found]) => (found === null ? [name] : [])));
    window.addEventListener("focus", onFocus);
    return () => window.removeEventListener("focus", onFocus);
  }, [known, ask]);

  return useCallback((name) => known.get(name), [known]);
}

function namesIn({ steps }: EditedChain): string[] {
  const names = steps.flatMap(({ calls }) => calls.map(({ definition }) => definition));
  return [...new Set(names)].filter((name) => name !== "").sort();
}

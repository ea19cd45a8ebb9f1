"use client";

import { useEffect, useState } from "react";
import { Combobox } from "@/components/definitions/combobox";
import { type FoundDefinition, useCatalog } from "@/components/definitions/definition-catalog";
import { KIND_WORDS } from "@/components/definitions/kind-words";
import type { FieldControl } from "@/components/ui/field";

type DefinitionNameFieldProps = Partial<FieldControl> & {
  value: string;
  onValueChange: (name: string) => void;
};

const TYPING_PAUSE_MS = 150;

/** The name of a definition, looked for among all there are. */
export function DefinitionNameField(props: DefinitionNameFieldProps) {
  const { findDefinitions } = useCatalog();
  const [text, setText] = useState<string>();
  const [found, setFound] = useState<readonly FoundDefinition[]>([]);

  useEffect(() => {
    if (text === undefined) return;
    let isWanted = true;
    const timer = setTimeout(
      () =>
        void findDefinitions(text)
          .catch(() => [])
          .then((next) => isWanted && setFound(next)),
      text === "" ? 0 : TYPING_PAUSE_MS,
    );
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [text, findDefinitions]);

  return (
    <Combobox
      {...props}
      options={found.map(({ name, kind }) => ({ value: name, hint: KIND_WORDS[kind].word }))}
      onSearch={setText}
      placeholder="Choose a definition"
      searchLabel="Find a definition by name"
      make={{ label: "Make a definition", href: "/definitions/new" }}
    />
  );
}

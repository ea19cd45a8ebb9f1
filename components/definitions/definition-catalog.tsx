"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import type { DefinitionKind } from "@/lib/domain/definition/definition";

/** What a definition can refer to by name. */
export type GateName = "queue" | "lock" | "event" | "window" | "calendar";

/** A definition as far as a list of choices shows it. */
export type FoundDefinition = { name: string; kind: DefinitionKind };

/** A definition as far as a chain that calls it has to know it. */
export type CalledDefinition = FoundDefinition & {
  id: string;
  parameters: readonly ParameterDefinition[];
};

/** What there is to refer to. */
export type DefinitionCatalog = {
  names: Readonly<Record<GateName, readonly string[]>>;
  /** A few definitions with the text in their names. */
  findDefinitions: (text: string) => Promise<readonly FoundDefinition[]>;
  /** Those of the names that exist. */
  describeDefinitions: (names: readonly string[]) => Promise<readonly CalledDefinition[]>;
};

const NOTHING: DefinitionCatalog = {
  names: { queue: [], lock: [], event: [], window: [], calendar: [] },
  findDefinitions: async () => [],
  describeDefinitions: async () => [],
};

const CatalogContext = createContext(NOTHING);

/** Hands the fields of a form what they offer. */
export function CatalogProvider(props: { catalog: DefinitionCatalog; children: ReactNode }) {
  return <CatalogContext value={props.catalog}>{props.children}</CatalogContext>;
}

export function useCatalog(): DefinitionCatalog {
  return useContext(CatalogContext);
}

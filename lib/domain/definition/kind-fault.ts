import type { DefinitionKind } from "./definition";
import type { DefinitionProperties } from "./definition-properties";

interface KindParts {
  readonly kind: DefinitionKind;
  readonly url: string;
  readonly properties?: DefinitionProperties | undefined;
}

/** What is wrong with the parts of a definition, at which field. */
export interface KindFault {
  readonly path: readonly string[];
  readonly reason: string;
}

const PARTS = ["program", "wait", "chain"] as const;

/** The first part a definition lacks for its kind, or has of another kind; null when there is none. */
export function kindFault({ kind, url, properties }: KindParts): KindFault | null {
  if (kind === "http" && url === "") return { path: ["url"], reason: "is required" };
  if (kind !== "http" && url !== "") return foreign("url", "http", kind);
  for (const part of PARTS) {
    const isGiven = properties !== undefined && properties[part] !== null;
    if (kind === part && !isGiven) return { path: [part], reason: "is required" };
    if (kind !== part && isGiven) return foreign(part, part, kind);
  }
  return null;
}

function foreign(field: string, owner: DefinitionKind, kind: DefinitionKind): KindFault {
  return {
    path: [field],
    reason: `belongs to definitions of kind ${owner}; this one is of kind ${kind}`,
  };
}

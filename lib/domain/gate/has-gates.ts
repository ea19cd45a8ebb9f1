import type { DefinitionKind } from "@/lib/domain/definition/definition";
import type { DefinitionProperties } from "@/lib/domain/definition/definition-properties";

/**
 * True when runs of a definition pass through the gates one by one, or their end has consequences: it has locks,
 * events, a window, restart behaviour or a runtime limit, or it is a chain or a wait. What its queue asks for comes on top.
 */
export function hasGates(properties: DefinitionProperties, kind: DefinitionKind): boolean {
  const { locks, waitEvents, raiseEvents, timeWindow, restart, runtimeLimit } = properties;
  return (
    kind === "chain" ||
    kind === "wait" ||
    [locks, waitEvents, raiseEvents].some((entries) => entries.length > 0) ||
    [timeWindow, restart, runtimeLimit].some((part) => part !== null)
  );
}

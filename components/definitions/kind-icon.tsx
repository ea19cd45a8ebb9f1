import { Globe, Hourglass, SquareTerminal, Terminal, Workflow, Wrench } from "lucide-react";
import type { ComponentProps } from "react";
import type { DefinitionKind } from "@/lib/domain/definition/definition";

const ICON = {
  http: Globe,
  program: SquareTerminal,
  wait: Hourglass,
  chain: Workflow,
  command: Terminal,
  system: Wrench,
} as const satisfies Record<DefinitionKind, unknown>;

/** The picture of a kind of definition. Decoration: the word stands beside it. */
export function KindIcon({ kind, ...rest }: { kind: DefinitionKind } & ComponentProps<"svg">) {
  const Icon = ICON[kind];
  return <Icon aria-hidden="true" {...rest} ref={undefined} />;
}

import type { DefinitionKind } from "@/lib/domain/definition/definition";

/** What each kind of definition is called, and what it does. */
export const KIND_WORDS: Record<DefinitionKind, { word: string; meaning: string }> = {
  http: { word: "HTTP endpoint", meaning: "Calls an address of an application" },
  program: { word: "Program", meaning: "Starts a program on this host" },
  wait: { word: "Wait", meaning: "Lets time pass, or waits at its gates" },
  chain: { word: "Chain", meaning: "Runs other definitions, step by step" },
  system: { word: "System job", meaning: "Housekeeping of the scheduler itself" },
  command: { word: "Command", meaning: "Runs a registered command" },
};

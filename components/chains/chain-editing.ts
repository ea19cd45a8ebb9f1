import type { ItemProblems } from "@/components/chains/item-problems";
import type { CalledOf } from "@/components/chains/use-called-definitions";
import type { EditChain } from "@/components/chains/use-chain-editor";
import type { EditedCall, EditedChain, EditedStep } from "@/lib/domain/chain/editor/edited-chain";
import type { OfferedGroup } from "@/lib/domain/chain/editor/offered-values";

/** What the fields of the selected chain, step or call work with. */
export type ChainEditing = {
  chain: EditedChain;
  edit: EditChain;
  problems: ItemProblems;
  called: CalledOf;
  /** What expressions may refer to there. */
  offers: readonly OfferedGroup[];
};

export type StepEditing = ChainEditing & {
  step: EditedStep;
  change: (patch: Partial<Omit<EditedStep, "key" | "calls">>) => void;
};

export type CallEditing = ChainEditing & {
  step: EditedStep;
  call: EditedCall;
  change: (patch: Partial<Omit<EditedCall, "key">>) => void;
};

import { chainCallSchema, chainStepSchema } from "@/lib/domain/chain/chain-definition";
import {
  type EditedCall,
  type EditedChain,
  type EditedStep,
  freeKey,
  placeOf,
} from "./edited-chain";
import { freeName, numberedName } from "./item-names";
import { type MoveDirection, moveItem } from "./move-item";
import { renameCall, renameStep, withCall, withStep } from "./rename-item";

/** One change of a chain by its editor; `key` names a step or call. */
export type ChainEdit =
  | { readonly type: "add-step" /** Place of the new step, from 0. */; readonly at: number }
  /** Named after the definition, where it is known already. */
  | { readonly type: "add-call"; readonly step: number; readonly definition?: string }
  | { readonly type: "remove"; readonly key: number }
  | { readonly type: "move"; readonly key: number; readonly direction: MoveDirection }
  | { readonly type: "change-chain"; readonly patch: Partial<Omit<EditedChain, "steps">> }
  | {
      readonly type: "change-step";
      readonly key: number;
      readonly patch: Partial<Omit<EditedStep, "key" | "calls">>;
    }
  | {
      readonly type: "change-call";
      readonly key: number;
      readonly patch: Partial<Omit<EditedCall, "key">>;
    }
  | { readonly type: "replace"; readonly chain: EditedChain };

/** A chain after an edit, and what is to be selected then: null is the chain itself. */
export interface EditResult {
  readonly chain: EditedChain;
  readonly selected: number | null;
}

/** Makes the change; an edit of something that is not there changes nothing. */
export function applyEdit({ chain, selected }: EditResult, edit: ChainEdit): EditResult {
  switch (edit.type) {
    case "add-step":
      return addStep(chain, edit.at);
    case "add-call":
      return addCall({ chain, selected }, edit);
    case "remove":
      return removeItem({ chain, selected }, edit.key);
    case "move":
      return { chain: moveItem(chain, edit), selected };
    case "change-chain":
      return { chain: { ...chain, ...edit.patch }, selected };
    case "change-step":
      return { chain: changeStep(chain, edit), selected };
    case "change-call":
      return { chain: changeCall(chain, edit), selected };
    case "replace": {
      const isThere = placeOf(edit.chain, selected) !== null;
      return { chain: edit.chain, selected: isThere ? selected : null };
    }
  }
}

function addStep(chain: EditedChain, at: number): EditResult {
  const key = freeKey(chain);
  const name = numberedName(
    "Step",
    chain.steps.map((step) => step.name),
  );
  const step: EditedStep = { ...chainStepSchema.parse({ name }), key, handlers: [], calls: [] };
  return { chain: { ...chain, steps: chain.steps.toSpliced(at, 0, step) }, selected: key };
}

function addCall(
  { chain, selected }: EditResult,
  { step: stepKey, definition }: Extract<ChainEdit, { type: "add-call" }>,
): EditResult {
  const step = chain.steps.find(({ key }) => key === stepKey);
  if (step === undefined) return { chain, selected };
  const key = freeKey(chain);
  const taken = step.calls.map(({ name }) => name);
  const name = definition === undefined ? numberedName("Call", taken) : freeName(definition, taken);
  const call: EditedCall = {
    ...chainCallSchema.parse({ name, definition: "-" }),
    key,
    definition: definition ?? "",
  };
  const changed = withStep(chain, stepKey, (old) => ({ ...old, calls: [...old.calls, call] }));
  return { chain: changed, selected: key };
}

/** Afterwards the neighbour is selected, so that removing again goes on there. */
function removeItem({ chain, selected }: EditResult, key: number): EditResult {
  const place = placeOf(chain, key);
  if (place === null) return { chain, selected };
  const { step, stepIndex, call, callIndex } = place;
  if (call === null) {
    const steps = chain.steps.toSpliced(stepIndex, 1);
    const neighbour = steps[stepIndex] ?? steps[stepIndex - 1];
    return { chain: { ...chain, steps }, selected: neighbour?.key ?? null };
  }
  const calls = step.calls.toSpliced(callIndex, 1);
  const neighbour = calls[callIndex] ?? calls[callIndex - 1] ?? step;
  return {
    chain: withStep(chain, step.key, (old) => ({ ...old, calls })),
    selected: neighbour.key,
  };
}

function changeStep(
  chain: EditedChain,
  { key, patch }: Extract<ChainEdit, { type: "change-step" }>,
): EditedChain {
  const { name, ...rest } = patch;
  const named = name === undefined ? chain : renameStep(chain, key, name);
  return withStep(named, key, (step) => ({ ...step, ...rest }));
}

/** A call that still bears its first name, or that of its definition, is named after the definition it is given. */
function changeCall(
  chain: EditedChain,
  { key, patch }: Extract<ChainEdit, { type: "change-call" }>,
): EditedChain {
  const place = placeOf(chain, key);
  if (place === null || place.call === null) return chain;
  const { name, ...rest } = patch;
  const newName = name ?? nameForDefinition(place.step, place.call, patch.definition);
  const named = newName === null ? chain : renameCall(chain, key, newName);
  return withCall(named, key, (call) => ({ ...call, ...rest }));
}

function nameForDefinition(
  step: EditedStep,
  call: EditedCall,
  definition: string | undefined,
): string | null {
  if (definition === undefined || definition === "") return null;
  const isOfItself = !/^Call \d+$/.test(call.name) && call.name !== call.definition;
  if (isOfItself) return null;
  const taken = step.calls.filter(({ key }) => key !== call.key).map(({ name }) => name);
  return freeName(definition, taken);
}

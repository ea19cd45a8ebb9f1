import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import type { ChainPicture, ReplyGiven } from "@/lib/domain/chain/chain-picture";
import type { ChainTraits } from "@/lib/domain/chain/chain-traits";
import { currentPart } from "@/lib/domain/chain/current-part";
import { loadReplies } from "./chain-questions";
import {
  CALL_COLUMNS,
  type CallRow,
  type ChainRootRow,
  callFrom,
  ROOT_COLUMNS,
  type RootRow,
  rootFrom,
  STEP_COLUMNS,
  type StepRow,
  stepFrom,
} from "./chain-rows";
import { type ChainSnapshot, loadMasters, loadSnapshots } from "./chain-snapshots";
import { type CallValues, loadCallValues } from "./chain-values";
import type { Queryable } from "./queryable";

/** A chain run as it is loaded for a decision: its picture, and what else is known of its runs. */
export interface LoadedChain {
  tenantId: string;
  picture: ChainPicture;
  root: ChainRootRow;
  traits: ChainTraits;
  /** False when only the calls of its current part were loaded. */
  isWhole: boolean;
  /** By run id: what a call was given and gave; nothing where no expression asks. */
  values: ReadonlyMap<string, CallValues>;
}

/** How much of chains is loaded: everything, or only the calls of the current part where that may do. */
export type PictureExtent = "whole" | "current";

/**
 * Loads chains with their steps and calls, and holds the run of each chain until the transaction ends. Whoever adds to a
 * chain or decides about it holds that run: nobody decides about what is being changed. What starts or ends meanwhile by
 * itself is noticed when the decision is written.
 */
export async function loadChains(
  tx: Queryable,
  chains: readonly { tenantId: string; id: string }[],
  now: Date,
  extent: PictureExtent = "whole",
): Promise<LoadedChain[]> {
  if (chains.length === 0) return [];
  const roots = await holdRoots(tx, chains);
  const snapshots = await loadSnapshots(tx, roots);
  const steps = grouped(await loadSteps(tx, roots));
  const parts = roots.map((root): ChainPart => {
    const own = steps.get(root.id) ?? [];
    const needsWhole = extent === "whole" || snapshots.get(root.id)?.traits.needsHistory;
    const current = needsWhole ? null : currentPart(root, own);
    return { isWhole: current === null, steps: own, known: current ?? own };
  });
  const calls = await loadCalls(
    tx,
    parts.flatMap(({ known }) => known),
  );
  const traitsOf = (id: string) => snapshots.get(id)?.traits;
  const around: Surroundings = {
    now,
    calls: grouped(calls),
    values: await loadCallValues(
      tx,
      calls.filter((call) => traitsOf(call.chain_id)?.needsValues),
    ),
    masters: await loadMasters(
      tx,
      roots
        .filter(({ id }) => extent === "whole" || traitsOf(id)?.needsMaster)
        .map((root) => root.definition_id),
    ),
    replies: await loadReplies(tx, roots.filter(isAsking).map(chainKey)),
  };
  return roots.flatMap((root, index) => {
    const snapshot = snapshots.get(root.id);
    const part = parts[index];
    return snapshot && part ? [loadedChain(root, { snapshot, part, around })] : [];
  });
}

/** The steps of one chain, those whose calls are known, and whether these are all. */
interface ChainPart {
  isWhole: boolean;
  steps: readonly StepRow[];
  known: readonly StepRow[];
}

interface Surroundings {
  now: Date;
  calls: ReadonlyMap<string, readonly CallRow[]>;
  values: ReadonlyMap<string, CallValues>;
  /** By the id of the definition. */
  masters: ReadonlyMap<string, ChainDefinition>;
  replies: ReadonlyMap<string, ReplyGiven>;
}

function isAsking({ state }: RootRow): boolean {
  return state === "Console";
}

function chainKey({ tenant_id: tenantId, id }: RootRow) {
  return { tenantId, id };
}

function grouped<T extends { chain_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const known = groups.get(row.chain_id);
    if (known) known.push(row);
    else groups.set(row.chain_id, [row]);
  }
  return groups;
}

async function holdRoots(
  tx: Queryable,
  chains: readonly { tenantId: string; id: string }[],
): Promise<RootRow[]> {
  const { rows } = await tx.query<RootRow>({
    name: "hold-chain-roots",
    text: `SELECT ${ROOT_COLUMNS}, c.handler_restarts, c.xmin::text AS version
      FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
      JOIN run r ON r.tenant_id = u.tenant_id AND r.id = u.id
      JOIN chain_run c ON c.tenant_id = r.tenant_id AND c.run_id = r.id
      ORDER BY r.id FOR NO KEY UPDATE OF r`,
    values: [chains.map(({ tenantId }) => tenantId), chains.map(({ id }) => id)],
  });
  return rows;
}

async function loadSteps(tx: Queryable, roots: readonly RootRow[]): Promise<StepRow[]> {
  const { rows } = await tx.query<StepRow>({
    name: "load-chain-steps",
    text: `SELECT ${STEP_COLUMNS} FROM run r WHERE r.parent_id = ANY($1::uuid[]) AND r.role = 'step' ORDER BY r.iteration, r.id`,
    values: [roots.map(({ id }) => id)],
  });
  return rows;
}

async function loadCalls(tx: Queryable, steps: readonly StepRow[]): Promise<CallRow[]> {
  if (steps.length === 0) return [];
  const { rows } = await tx.query<CallRow>({
    name: "load-chain-calls",
    text: `SELECT ${CALL_COLUMNS} FROM run r WHERE r.parent_id = ANY($1::uuid[]) ORDER BY r.id`,
    values: [steps.map(({ id }) => id)],
  });
  return rows;
}

interface Known {
  snapshot: ChainSnapshot;
  part: ChainPart;
  around: Surroundings;
}

function loadedChain(root: RootRow, { snapshot, part, around }: Known): LoadedChain {
  const { id, state, handler_restarts: handlerRestarts } = root;
  return {
    tenantId: root.tenant_id,
    picture: {
      now: around.now,
      chain: { id, state, handlerRestarts },
      definition: snapshot.chain,
      master: around.masters.get(root.definition_id) ?? null,
      steps: part.steps.map(stepFrom),
      calls: (around.calls.get(id) ?? []).map(callFrom),
      reply: around.replies.get(id) ?? null,
    },
    root: rootFrom(root),
    traits: snapshot.traits,
    isWhole: part.isWhole,
    values: around.values,
  };
}

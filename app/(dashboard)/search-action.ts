"use server";

import type { SearchHit } from "@/components/layout/frame-palette";
import { listDefinitions } from "@/lib/queries/definitions/list-definitions";
import { listRuns } from "@/lib/queries/runs/list-runs";
import { pageContext } from "@/lib/server";
import type { Context } from "@/lib/services/context";

const MAX_WORDS = 255;
const SHOWN = 6;

/** Definitions and runs found by the words of the command palette. */
export async function searchAction(words: string): Promise<SearchHit[]> {
  const ctx = await pageContext();
  const text = String(words)
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, MAX_WORDS);
  if (text === "") return [];
  return (await Promise.all([definitionHits(ctx, text), runHits(ctx, text)])).flat();
}

async function definitionHits(ctx: Context, text: string): Promise<SearchHit[]> {
  const { items } = await listDefinitions(ctx, { name: text, limit: SHOWN });
  return items.map((definition) => ({
    group: "Definitions",
    label: definition.name,
    href: `/definitions/${definition.id}`,
    icon: "definitions",
  }));
}

async function runHits(ctx: Context, text: string): Promise<SearchHit[]> {
  const { items } = await listRuns(ctx, { q: text, limit: SHOWN }, { members: "without-steps" });
  return items.map((run) => ({
    group: "Runs",
    label: `${run.jobName} / ${run.jobCount}`,
    hint: run.state,
    href: `/runs/${run.id}`,
    icon: "monitor",
  }));
}

import { z } from "zod";
import { DEFINITION_KINDS } from "@/lib/domain/definition/definition";
import { RUN_ACTIONS } from "@/lib/domain/run/run-actions";
import type { RunDetail, RunListItem } from "@/lib/domain/run/run-item";
import { RUN_STATES, STAGES } from "@/lib/domain/run/run-state";

const instant = z.iso.datetime();

/** A run as lists show it: without its parameters and its result. */
export const listedRunSchema = z.object({
  id: z.string(),
  role: z.enum(["job", "chain", "step", "call"]),
  definition: z.string(),
  kind: z.enum(DEFINITION_KINDS),
  jobName: z.string(),
  jobCount: z.string(),
  state: z.enum(RUN_STATES),
  stage: z.enum(STAGES),
  detail: z.string().nullable(),
  reason: z.string().nullable(),
  explanation: z.string().meta({ description: "Why it is where it is, in one line" }),
  parent: z.string().nullable().meta({
    description: "Id of the run it is part of: the step of a call, the chain of a step",
  }),
  chain: z.string().nullable().meta({
    description:
      "Id of the chain run a step or call belongs to; a nested chain is a call of its own chain",
  }),
  step: z.string().nullable().meta({ description: "Name of its step in that chain" }),
  call: z.string().nullable().meta({ description: "Name of its call in that step" }),
  iteration: z.int().nullable().meta({
    description: "Which round of its step it stands for, from 1; null outside chains",
  }),
  restartOf: z.string().nullable().meta({ description: "Id of the run it was started again for" }),
  schedule: z.string().nullable(),
  queue: z.string(),
  priority: z.int(),
  server: z.string().nullable(),
  tenant: z.string(),
  submittedBy: z.string(),
  submittedAt: instant,
  startAt: instant,
  plannedAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  attempt: z.int(),
  httpStatus: z.int().nullable(),
  returnCode: z.int().nullable(),
  progress: z
    .object({
      stage: z.string().nullable(),
      message: z.string().nullable(),
      percent: z.number().nullable(),
      current: z.number().nullable(),
      total: z.number().nullable(),
    })
    .nullable(),
  vocabularies: z.object({
    backgroundJob: z.enum(["P", "S", "Y", "R", "F", "A", "Z", "X"]),
    schedulingApi: z.object({ runStatus: z.string(), runState: z.string() }),
    command: z.string(),
    workload: z.string(),
  }),
  actions: z.array(z.enum(RUN_ACTIONS)),
});

/** A run with everything that is known of it. */
export const runSchema = listedRunSchema.extend({
  parameters: z.unknown(),
  result: z.unknown(),
  deadlineAt: instant.nullable().meta({ description: "Until when it waits for its callback" }),
  links: z.object({ children: z.string(), transitions: z.string(), log: z.string() }),
});

export const transitionSchema = z.object({
  at: instant,
  from: z.enum(RUN_STATES).nullable(),
  to: z.enum(RUN_STATES),
  actor: z.string(),
  reason: z.string().nullable(),
});

/** A run of a list as it is shown. Progress belongs to runs that report it. */
export function listedRunResource(run: RunListItem) {
  const { tenantId: _tenantId, definitionId: _definitionId, ...rest } = run;
  const { waitsFor: _waitsFor, heldUpBy: _heldUpBy, ...shown } = rest;
  return { ...shown, progress: null };
}

/** A run as it is shown, with the addresses of what belongs to it. */
export function runResource(run: RunDetail) {
  const { jobId: _jobId, scheduleName: _name, scheduleText: _text, ...rest } = run;
  const { resultOf: _resultOf, question: _question, ...shown } = rest;
  const self = `/api/v1/runs/${run.id}`;
  return {
    ...listedRunResource(shown),
    parameters: run.parameters,
    result: run.result,
    deadlineAt: run.deadlineAt,
    links: {
      children: `/api/v1/runs?parent=${run.id}`,
      transitions: `${self}/transitions`,
      log: `${self}/log`,
    },
  };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { OVERDUE_ACTIONS, RESTART_ACTIONS } from "@/lib/domain/definition/gate-parts";
import { evaluateExpression } from "@/lib/domain/expression/evaluate-expression";
import { expressionScope } from "@/lib/domain/expression/expression-scope";
import { ROOTS } from "@/lib/domain/expression/expression-use";
import { usagesOf } from "@/lib/domain/expression/functions";
import { parseExpression } from "@/lib/domain/expression/parse-expression";
import { putDefinitionSchema } from "@/lib/domain/native-api/definition-resource";
import { putEventSchema } from "@/lib/domain/native-api/event-resource";
import { LOCK_TYPES, putLockSchema } from "@/lib/domain/native-api/lock-resource";
import { putQueueSchema } from "@/lib/domain/native-api/queue-resource";
import { putCalendarSchema } from "@/lib/domain/schedule/calendar";
import { putWindowSchema } from "@/lib/domain/schedule/time-window";
import { checkChain } from "./check-chain";
import { RESTART_REPLIES } from "./restart-reply";
import { HANDLER_ACTIONS } from "./status-handler";

const text = readFileSync(join(import.meta.dirname, "../../../docs/chains-and-gates.md"), "utf8");

const SCHEMAS: Record<string, z.ZodType> = {
  definitions: putDefinitionSchema,
  queues: putQueueSchema,
  locks: putLockSchema,
  events: putEventSchema,
  windows: putWindowSchema,
  calendars: putCalendarSchema,
};

const EXAMPLE = /`PUT \/api\/v1\/(\w+)\/(\w+)`\n\n```json\n([\s\S]*?)```/g;
const examples = [...text.matchAll(EXAMPLE)].map(([, kind = "", name = "", body = ""]) => ({
  kind,
  name,
  body: JSON.parse(body),
}));
const definitions = new Map(
  examples
    .filter(({ kind }) => kind === "definitions")
    .map(({ name, body }) => [name, putDefinitionSchema.parse(body)]),
);
const namesOf = (kind: string) =>
  examples.filter((example) => example.kind === kind).map(({ name }) => name);

describe("the examples of docs/chains-and-gates.md", () => {
  it("are all found", () => {
    expect(examples.length).toBe(text.split("```json").length - 1);
  });

  it.each(examples)("the schema takes $kind $name", ({ kind, body }) => {
    expect(SCHEMAS[kind]?.safeParse(body)).toMatchObject({ success: true });
  });

  it("have nothing wrong with their chains", () => {
    const chains = [...definitions.values()].filter(({ chain }) => chain !== null);
    expect(chains).not.toEqual([]);
    for (const { chain, parameters } of chains) {
      const called = (name: string) => definitions.get(name) ?? null;
      expect(chain && checkChain({ chain, parameters, called })).toEqual([]);
    }
  });

  it("name only gates that are examples too", () => {
    for (const { locks, waitEvents, raiseEvents } of definitions.values()) {
      expect(namesOf("locks")).toEqual(expect.arrayContaining(locks.map(({ lock }) => lock)));
      const events = [...waitEvents, ...raiseEvents].map(({ event }) => event);
      expect(namesOf("events")).toEqual(expect.arrayContaining(events));
    }
  });
});

describe("the expressions of docs/chains-and-gates.md", () => {
  const scope = expressionScope({
    now: new Date("2026-11-21T23:30:05Z"),
    chainParameter: (name) => (name === "day" ? "2026-11-21" : undefined),
    outValue: (step, call, parameter) =>
      [step, call, parameter].join() === "IMPORT,ORDERS,rows" ? 1284 : undefined,
    isWindowOpen: (name) => (name === "NIGHT_HOURS" ? true : null),
    isEventRaised: (name) => (name === "INVOICES_WRITTEN" ? false : null),
    shouldRunAgain: () => true,
  });
  const table = text.slice(text.indexOf("| Expression | Value |"));
  const rows = [...table.matchAll(/^\| `(=.*)` \| (.*) \|$/gm)].map(
    ([, expression = "", value = ""]) => ({
      expression: expression.replaceAll("\\|", "|"),
      value: value.replaceAll("\\|", "|"),
    }),
  );

  it.each(rows)("$expression", ({ expression, value }) => {
    const parsed = parseExpression(expression, { allow: "callPrecondition" });
    const result = parsed.ok ? evaluateExpression(parsed.expression, scope) : parsed;
    const mistake = /^a mistake: (.+)$/.exec(value)?.[1]?.replaceAll("`", '"');
    if (mistake !== undefined) expect("reason" in result && result.reason).toContain(mistake);
    else expect("value" in result && `\`${JSON.stringify(result.value)}\``).toBe(value);
  });

  it("show every function there is", () => {
    const shown = rows.map(({ expression }) => expression).join("\n");
    for (const usage of ROOTS.flatMap(usagesOf)) {
      expect(shown).toContain(usage.slice(0, usage.indexOf("(") + 1));
    }
  });
});

it("docs/chains-and-gates.md names every action, reply, restart and lock type there is", () => {
  const named = [
    ...[...HANDLER_ACTIONS, ...RESTART_ACTIONS, ...OVERDUE_ACTIONS, ...LOCK_TYPES].map(
      (word) => `\`${word}\``,
    ),
    ...RESTART_REPLIES.map((reply) => `| ${reply} |`),
    ...["all", "failed", "step", "call"].map((mode) => `| \`${mode}\` |`),
  ];
  for (const word of named) expect(text).toContain(word);
});

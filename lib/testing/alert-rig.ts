import { PERMISSIONS } from "@/lib/domain/access/access";
import type { putAlertChannelSchema } from "@/lib/domain/alert/alert-channel";
import type { SendAlert } from "@/lib/domain/alert/alert-outlet";
import type { putAlertRuleSchema } from "@/lib/domain/alert/alert-rule";
import type { RunState } from "@/lib/domain/run/run-state";
import { AlertDuty, type AlertSummary } from "@/lib/engine/alert-duty";
import { putAlertChannel } from "@/lib/services/alerts/put-channel";
import { putAlertRule } from "@/lib/services/alerts/put-rule";
import type { Context } from "@/lib/services/context";
import type { DeliveryRow } from "@/lib/store/alert-deliveries";
import type { AlertRow } from "@/lib/store/alert-store";
import { type MadeDefinition, makeDefinition, makeRun } from "./engine-factories";
import { createEngineHarness, type EngineHarness } from "./engine-harness";

type RuleInput = Parameters<typeof putAlertRuleSchema.parse>[0];
type ChannelInput = Parameters<typeof putAlertChannelSchema.parse>[0];
type Sent = Parameters<SendAlert>;

/** The alerts over a database of their own, at a time that stands still; what is sent is kept, and answered 200. */
export interface AlertRig {
  harness: EngineHarness;
  ctx: Context;
  sent: Sent[];
  /** What the channels answer. */
  answers: { ok: boolean };
  duty(send?: SendAlert): AlertDuty;
  pass(): Promise<AlertSummary>;
  rule(name: string, input: RuleInput, ctx?: Context): Promise<void>;
  channel(name: string, input?: ChannelInput, ctx?: Context): Promise<void>;
  definition(columns?: Record<string, unknown>): Promise<MadeDefinition>;
  /** A run that has just entered a state; time goes on far enough for it to be looked at. */
  entered(
    definition: MadeDefinition,
    state: RunState,
    columns?: Record<string, unknown>,
  ): Promise<string>;
  alerts(): Promise<Pick<AlertRow, "event" | "state" | "count" | "message">[]>;
  deliveries(): Promise<Pick<DeliveryRow, "state" | "attempts" | "answer" | "event">[]>;
}

/** Makes the rig; a rule or channel belongs to the harness's tenant unless another context is given. */
export async function createAlertRig(): Promise<AlertRig> {
  const harness = await createEngineHarness();
  const { deps, clock, db } = harness;
  const ctx = () => harness.context({ permissions: PERMISSIONS });
  const sent: Sent[] = [];
  const answers = { ok: true };
  const record: SendAlert = async (...call) => {
    sent.push(call);
    return { ok: answers.ok, statusCode: answers.ok ? 200 : 503, answer: "said" };
  };
  const duty = (send: SendAlert = record) => new AlertDuty({ ...deps, send });
  const here = duty();
  return {
    ...{ harness, sent, answers, duty },
    get ctx() {
      return ctx();
    },
    pass: () => here.passAll(),
    rule: async (name, input, given = ctx()) => {
      await putAlertRule(given, { name, input });
    },
    channel: async (
      name,
      input = { kind: "webhook", url: "https://hook.test/" },
      given = ctx(),
    ) => {
      await putAlertChannel(given, { name, input });
    },
    definition: (columns) => makeDefinition(db.pool, harness.tenantId, columns),
    entered: async (definition, state, columns = {}) => {
      clock.advance(1000);
      const at = clock.now();
      const id = deps.newId(at);
      await makeRun(db.pool, definition, { state, at, columns: { id, ...columns } });
      clock.advance(10_000);
      return id;
    },
    alerts: async () =>
      (await db.pool.query("SELECT event, state, count, message FROM alert ORDER BY id")).rows,
    deliveries: async () =>
      (
        await db.pool.query(
          "SELECT state, attempts, answer, event FROM alert_delivery ORDER BY created_at, id",
        )
      ).rows,
  };
}

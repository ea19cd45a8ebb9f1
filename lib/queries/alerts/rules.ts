import { ruleSentence } from "@/lib/domain/alert/rule-words";
import type { AlertRuleView } from "@/lib/domain/native-api/alert-resource";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import type { GateListQuery, GatePage } from "@/lib/domain/native-api/gate-resources";
import { namedPage } from "@/lib/queries/gates/named-page";
import { authorise, type Context } from "@/lib/services/context";
import { type AlertRuleRow, findRule, selectRules } from "@/lib/store/alert-rules";

/** Alert rules of the caller's tenant by name. */
export async function listAlertRules(
  ctx: Context,
  query: GateListQuery = {},
): Promise<GatePage<AlertRuleView>> {
  authorise(ctx, "jobs.read");
  const page = await namedPage(ctx, query, (rows) => selectRules(ctx.db.pool, rows));
  return { ...page, items: page.items.map(ruleView) };
}

/** One alert rule of the caller's tenant. */
export async function getAlertRule(ctx: Context, given: string): Promise<AlertRuleView> {
  authorise(ctx, "jobs.read");
  const name = possibleGateName("alert rule", given);
  const row = await findRule(ctx.db.pool, { tenantId: ctx.scope.tenantId, name });
  if (row === null) throw gateNotFound("alert rule", name);
  return ruleView(row);
}

function ruleView({ name, active, body, updatedAt }: AlertRuleRow): AlertRuleView {
  const sentence = ruleSentence(body);
  return { ...body, name, active, sentence, updatedAt: updatedAt.toISOString() };
}

"use server";

import { revalidatePath } from "next/cache";
import type { SendResult } from "@/lib/domain/alert/alert-outlet";
import type { AlertAction } from "@/lib/domain/native-api/alert-resource";
import { alertSender, pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { actOnAlert } from "@/lib/services/alerts/act-on-alert";
import { deleteAlertChannel } from "@/lib/services/alerts/delete-channel";
import { deleteAlertRule } from "@/lib/services/alerts/delete-rule";
import { setAlertRuleActive } from "@/lib/services/alerts/pause-rule";
import { putAlertChannel } from "@/lib/services/alerts/put-channel";
import { putAlertRule } from "@/lib/services/alerts/put-rule";
import { retryAlertDelivery } from "@/lib/services/alerts/retry-delivery";
import { testAlertChannel } from "@/lib/services/alerts/test-channel";
import type { Context } from "@/lib/services/context";
import { typedText } from "../gates/form-values";
import { channelInputOf } from "./channel-form";
import { ruleInputOf } from "./rule-form";

type Named = { name: string };

async function changed<T>(work: (ctx: Context) => Promise<T>): Promise<FormResult<T>> {
  const ctx = await pageContext();
  const result = await formResult(() => work(ctx));
  revalidatePath("/alerts", "layout");
  return result;
}

/** Makes a rule when no name is given, or replaces the one that has it. */
export async function saveRuleAction(
  given: string | null,
  _: FormResult<Named> | null,
  form: FormData,
): Promise<FormResult<Named>> {
  const name = given ?? typedText(form, "name");
  return changed(async (ctx) => {
    await putAlertRule(ctx, { name, input: ruleInputOf(form), isNew: given === null });
    return { name };
  });
}

export async function setRuleActiveAction(name: string, active: boolean): Promise<FormResult> {
  return changed((ctx) => setAlertRuleActive(ctx, { name, active }));
}

export async function deleteRuleAction(name: string): Promise<FormResult> {
  return changed((ctx) => deleteAlertRule(ctx, { name }));
}

/** Makes a channel when no name is given, or replaces the one that has it. */
export async function saveChannelAction(
  given: string | null,
  _: FormResult<Named> | null,
  form: FormData,
): Promise<FormResult<Named>> {
  const name = given ?? typedText(form, "name");
  return changed(async (ctx) => {
    await putAlertChannel(ctx, { name, input: channelInputOf(form), isNew: given === null });
    return { name };
  });
}

export async function deleteChannelAction(name: string): Promise<FormResult> {
  return changed((ctx) => deleteAlertChannel(ctx, { name }));
}

export async function testChannelAction(name: string): Promise<FormResult<SendResult>> {
  return changed(async (ctx) => testAlertChannel(ctx, { name, send: await alertSender() }));
}

export async function actOnAlertAction(
  id: string,
  action: AlertAction,
  minutes?: number,
): Promise<FormResult> {
  const input = minutes === undefined ? {} : { minutes };
  return changed((ctx) => actOnAlert(ctx, { id, action, input }));
}

export async function retryDeliveryAction(id: string): Promise<FormResult> {
  return changed((ctx) => retryAlertDelivery(ctx, { id }));
}

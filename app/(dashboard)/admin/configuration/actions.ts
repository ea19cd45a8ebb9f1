"use server";

import type { RetentionInput } from "@/lib/domain/configuration/retention-input";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { updateConfiguration } from "@/lib/services/configuration/update-configuration";
import { updateRetention } from "@/lib/services/configuration/update-retention";

export async function updateTimeoutAction(seconds: string): Promise<FormResult> {
  const ctx = await pageContext();
  return formResult(() => updateConfiguration(ctx, { ASYNC_EXEC_TIMEOUT: seconds }));
}

export async function updateRetentionAction(days: RetentionInput): Promise<FormResult> {
  const ctx = await pageContext();
  return formResult(() => updateRetention(ctx, days));
}

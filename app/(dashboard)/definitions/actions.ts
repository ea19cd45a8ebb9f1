"use server";

import type { DefinitionChange, DefinitionInput } from "@/lib/domain/definition/definition-input";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { createDefinition } from "@/lib/services/definitions/create-definition";
import { deleteDefinition } from "@/lib/services/definitions/delete-definition";
import { type RunDefinitionInput, runDefinition } from "@/lib/services/definitions/run-definition";
import { updateDefinition } from "@/lib/services/definitions/update-definition";
import { setSchedulesActive } from "@/lib/services/schedules/set-schedules-active";
import { requireId } from "./page-object";

export async function createDefinitionAction(
  input: DefinitionInput,
): Promise<FormResult<{ id: string }>> {
  const ctx = await pageContext();
  return formResult(async () => ({ id: (await createDefinition(ctx, input)).definition.id }));
}

export async function updateDefinitionAction(
  id: string,
  change: DefinitionChange,
): Promise<FormResult<{ id: string }>> {
  const ctx = await pageContext();
  return formResult(() =>
    updateDefinition(ctx, { key: { id: requireId(id) }, change }).then(() => ({ id })),
  );
}

export async function deleteDefinitionAction(id: string): Promise<FormResult> {
  const ctx = await pageContext();
  return formResult(() => deleteDefinition(ctx, { id: requireId(id) }));
}

/** Submits one run; answers its id. */
export async function runDefinitionAction(
  target: { definitionId: string; scheduleId?: string },
  input: RunDefinitionInput,
): Promise<FormResult<string>> {
  const ctx = await pageContext();
  return formResult(() => {
    const definition = { id: requireId(target.definitionId) };
    const { scheduleId } = target;
    return runDefinition(ctx, {
      definition,
      ...(scheduleId === undefined ? {} : { scheduleId: requireId(scheduleId) }),
      input,
    });
  });
}

/** Activates or deactivates all schedules of a definition; answers how many changed. */
export async function setSchedulesActiveAction(
  id: string,
  active: boolean,
): Promise<FormResult<number>> {
  const ctx = await pageContext();
  return formResult(() =>
    setSchedulesActive(ctx, { definition: { id: requireId(id) }, active: active === true }),
  );
}

"use server";

import type { DefinitionChange, DefinitionInput } from "@/lib/domain/definition/definition-input";
import type { DefinitionPropertiesInput } from "@/lib/domain/definition/definition-properties";
import {
  type CallableDefinition,
  findCallables,
  searchCallables,
} from "@/lib/queries/definitions/find-callables";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { createDefinition } from "@/lib/services/definitions/create-definition";
import { deleteDefinition } from "@/lib/services/definitions/delete-definition";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { type RunDefinitionInput, runDefinition } from "@/lib/services/definitions/run-definition";
import { updateDefinition } from "@/lib/services/definitions/update-definition";
import { setSchedulesActive } from "@/lib/services/schedules/set-schedules-active";
import { contextOfDefinition } from "./definition-context";
import { requireId } from "./page-object";
import { replacementInput } from "./replacement-input";
import { type RunForm, runFormOf } from "./run-form";
import { plainText } from "./search-params";

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

/** Changes a definition by its form: its columns alone, or the whole of it when its properties changed. */
export async function saveDefinitionAction(
  id: string,
  update: { change: DefinitionChange; properties: DefinitionPropertiesInput | null },
): Promise<FormResult<{ id: string }>> {
  const { change, properties } = update;
  if (properties === null) return updateDefinitionAction(id, change);
  const ctx = await pageContext();
  return formResult(async () => {
    const { own, definition } = await contextOfDefinition(ctx, id);
    await replaceDefinition(own, replacementInput(definition, { change, properties }));
    return { id };
  });
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

/** Definitions with the text in their names, of the tenant of a definition or, without one, of the caller's. */
export async function findDefinitionsAction(
  definitionId: string | null,
  text: string,
): Promise<Pick<CallableDefinition, "name" | "kind">[]> {
  return searchCallables(await contextFor(definitionId), plainText(`${text}`));
}

/** What a chain has to know of the definitions it calls; names without one are left out. */
export async function describeDefinitionsAction(
  definitionId: string | null,
  names: readonly string[],
): Promise<CallableDefinition[]> {
  return findCallables(await contextFor(definitionId), names.map(String));
}

/** What submitting a run of the definition asks for. */
export async function runFormAction(definitionId: string): Promise<FormResult<RunForm>> {
  const ctx = await pageContext();
  return formResult(async () =>
    runFormOf((await contextOfDefinition(ctx, definitionId)).definition),
  );
}

async function contextFor(definitionId: string | null) {
  const ctx = await pageContext();
  return definitionId === null ? ctx : (await contextOfDefinition(ctx, definitionId)).own;
}

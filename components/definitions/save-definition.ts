import type { DefinitionDraft } from "@/components/definitions/definition-draft";
import {
  changeOfDraft,
  type DefinitionUpdate,
  inputOfDraft,
} from "@/components/definitions/draft-input";
import type { WholeDraft } from "@/components/definitions/use-definition-form";
import type { SaveResult } from "@/components/definitions/use-draft";
import { inputOfScheduleDraft } from "@/components/schedules/schedule-draft";
import type { DefinitionInput } from "@/lib/domain/definition/definition-input";

/** What a form makes or changes. */
export type DefinitionTarget = { initial: DefinitionDraft } & (
  | { kind: "create"; onSave: (input: DefinitionInput) => Promise<SaveResult<{ id: string }>> }
  | {
      kind: "edit";
      definitionId: string;
      onSave: (update: DefinitionUpdate) => Promise<SaveResult<{ id: string }>>;
    }
);

/** Sends what was typed, of a stored definition only what is another; what the service refuses has the path of the draft. */
export async function saveDefinition(
  target: DefinitionTarget,
  draft: WholeDraft,
): Promise<SaveResult<{ id: string }>> {
  const { schedule, ...definition } = draft;
  if (target.kind === "create") {
    const schedules = schedule === null ? {} : { schedules: [inputOfScheduleDraft(schedule)] };
    return withDraftPath(await target.onSave({ ...inputOfDraft(definition), ...schedules }));
  }
  const update = changeOfDraft(target.initial, definition);
  if (Object.keys(update.change).length === 0 && update.properties === null) {
    return { ok: true, value: { id: target.definitionId } };
  }
  return withDraftPath(await target.onSave(update));
}

/** The service has the properties in a field of their own. */
function withDraftPath<T>(result: SaveResult<T>): SaveResult<T> {
  if (result.ok || result.field === null) return result;
  return { ...result, field: result.field.replace(/^properties\./, "") };
}

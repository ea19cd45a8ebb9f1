import { entriesOf, typedOrNull, typedText } from "../gates/form-values";

/** What the form of a channel says, for the schema of channels to judge; a secret that is not typed is kept. */
export function channelInputOf(form: FormData): Record<string, unknown> {
  const url = typedOrNull(form, "url");
  const secret = typedOrNull(form, "secret");
  const isRemoved = typedText(form, "removeSecret") === "on";
  return {
    description: typedText(form, "description"),
    kind: typedText(form, "kind"),
    active: typedText(form, "active") === "on",
    usedByJobs: typedText(form, "usedByJobs") === "on",
    to: entriesOf(typedText(form, "to")),
    ...(url === null ? {} : { url }),
    ...(secret === null ? (isRemoved ? { secret: null } : {}) : { secret }),
  };
}

interface FieldKinds {
  /** Fields that may be given several times, e.g. check boxes. */
  lists?: readonly string[];
  /** Fields that are true when they are present. */
  flags?: readonly string[];
}

/** The fields of a submitted form as plain input for a schema, without those the framework adds. */
export function formFields(form: FormData, kinds: FieldKinds = {}): Record<string, unknown> {
  const lists = kinds.lists ?? [];
  const flags = kinds.flags ?? [];
  const single = [...form].filter(
    ([name, value]) =>
      !name.startsWith("$ACTION") &&
      !lists.includes(name) &&
      !flags.includes(name) &&
      typeof value === "string",
  );
  return {
    ...Object.fromEntries(single),
    ...Object.fromEntries(lists.map((name) => [name, form.getAll(name)])),
    ...Object.fromEntries(flags.map((name) => [name, form.has(name)])),
  };
}

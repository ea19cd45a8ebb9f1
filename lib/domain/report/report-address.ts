import type { z } from "zod";

/** Where the parameters of an address are read from. */
export interface AddressSource {
  get(name: string): string | null;
}

type Fields = Record<string, z.ZodType>;
type Values<Shape extends Fields> = z.output<z.ZodObject<Shape>>;

/** Reads the fields of a report from an address. What cannot be understood counts as absent, so that no address is an error. */
export function parseReport<Shape extends Fields>(
  schema: z.ZodObject<Shape>,
  source: AddressSource,
): Values<Shape> {
  const entries = Object.entries<z.ZodType>(schema.shape).flatMap(([name, field]) => {
    const text = source.get(name)?.trim();
    return text && field.safeParse(text).success ? [[name, text]] : [];
  });
  return schema.parse(Object.fromEntries(entries));
}

/** Writes the address of a report: `?name=NIGHT*&status=F`, and the empty string when everything is as usual. */
export function reportSearch<Shape extends Fields>(
  schema: z.ZodObject<Shape>,
  values: { [Name in keyof Values<Shape>]?: Values<Shape>[Name] | undefined },
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === "") continue;
    const usual = schema.shape[name]?.safeParse(undefined);
    if (usual?.success && usual.data === value) continue;
    params.set(name, String(value));
  }
  // These are allowed in a query; an address people share should be readable.
  const text = params
    .toString()
    .replaceAll("%2C", ",")
    .replaceAll("%2A", "*")
    .replaceAll("%3A", ":");
  return text === "" ? "" : `?${text}`;
}

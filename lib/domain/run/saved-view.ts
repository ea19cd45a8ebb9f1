import { z } from "zod";
import { lineSchema } from "@/lib/domain/definition/definition-fields";

/** Screens whose lists can be kept as views. */
export const VIEW_SCREENS = ["monitor", "frequency"] as const;
export type ViewScreen = (typeof VIEW_SCREENS)[number];

export const MAX_VIEW_NAME = 80;
const MAX_QUERY = 2000;
const MAX_COLUMNS = 60;
/** Views one owner may have. */
export const MAX_VIEWS = 200;

const nameSchema = lineSchema(MAX_VIEW_NAME).trim().min(1, "must not be empty");
const querySchema = lineSchema(MAX_QUERY)
  .refine((text) => !text.startsWith("?"), "must be the query of an address, without question mark")
  .meta({ description: "Query of the address of the screen, without question mark" });
const columnsSchema = z
  .array(z.string().regex(/^[a-zA-Z][\w-]{0,39}$/, "must be the name of a column"))
  .max(MAX_COLUMNS)
  .meta({ description: "Columns in the order they are shown; empty: as usual" });

/** A view that is made. */
export const newViewSchema = z.strictObject({
  name: nameSchema,
  screen: z.enum(VIEW_SCREENS),
  query: querySchema.default(""),
  columns: columnsSchema.default([]),
  shared: z.boolean().default(false),
});
export type NewViewInput = z.input<typeof newViewSchema>;

/** A change of a view; what is left out stays. */
export const viewChangeSchema = z.strictObject({
  name: nameSchema.optional(),
  query: querySchema.optional(),
  columns: columnsSchema.optional(),
  shared: z.boolean().optional(),
});
export type ViewChangeInput = z.input<typeof viewChangeSchema>;

/** A view as it is listed; instants are ISO texts in UTC. */
export interface SavedViewItem {
  id: string;
  name: string;
  screen: ViewScreen;
  query: string;
  columns: string[];
  /** Everybody of the tenant sees it. */
  shared: boolean;
  /** Name of who made it. */
  owner: string;
  /** The caller made it. */
  isOwn: boolean;
  /** The caller may change and delete it. */
  canChange: boolean;
  createdAt: string;
  modifiedAt: string;
}

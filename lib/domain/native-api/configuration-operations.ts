import { z } from "zod";
import {
  configurationDocumentSchema,
  MAX_CONFIGURATION_BYTES,
} from "@/lib/domain/configuration/configuration-document";
import { ELEMENT_KINDS } from "@/lib/domain/configuration/configured-element";
import type { Operation } from "./operation";

const switchSchema = z
  .enum(["0", "1"])
  .transform((text) => text === "1")
  .default(false);

const { $schema: _dialect, ...documentShape } = z.toJSONSchema(configurationDocumentSchema, {
  io: "input",
  unrepresentable: "any",
});

/** A document as it stands; its own schema reads it where everything that is wrong with it is wanted. */
const documentSchema = z.unknown().meta({
  ...documentShape,
  description:
    "The configuration: every kind of thing by name, each as its PUT takes it. A definition also holds its schedules, which are known by their names. A password that is left out stays as it is.",
});

const namedElementSchema = z.object({
  path: z.string().meta({ description: "As in definitions.CLOSE.schedules.Nightly" }),
  kind: z.enum(ELEMENT_KINDS),
  name: z.string(),
  definition: z.string().nullable().meta({ description: "Of a schedule" }),
});

const appliedSchema = z.object({
  dryRun: z.boolean(),
  created: z.array(namedElementSchema),
  changed: z.array(
    namedElementSchema.extend({
      fields: z.array(
        z.object({
          path: z.string(),
          from: z.unknown().optional().meta({ description: "Absent where there was nothing" }),
          to: z.unknown().optional().meta({ description: "Absent where nothing is left" }),
        }),
      ),
    }),
  ),
  removed: z.array(namedElementSchema),
  unchanged: z.int(),
  leftAlone: z
    .array(z.object({ definition: z.string(), schedules: z.int() }))
    .meta({ description: "Schedules without a name of their own, which a document cannot hold" }),
});

/** The calls on the configuration of a tenant as one document. */
export const CONFIGURATION_OPERATIONS = {
  "GET /configuration": {
    summary:
      "The whole configuration of the tenant as one document that can be applied; YAML when asked for",
    query: z.strictObject({
      format: z
        .enum(["json", "yaml"])
        .optional()
        .meta({ description: "Otherwise as the header Accept says" }),
    }),
    answers: { 200: documentSchema },
  },
  "POST /configuration": {
    summary:
      "Makes the configuration of the tenant what a document says, in one transaction; a YAML body is the document itself",
    query: z.strictObject({
      dryRun: switchSchema.meta({ description: "1: as dryRun of the body" }),
      prune: switchSchema.meta({ description: "1: as prune of the body" }),
    }),
    body: z.strictObject({
      document: documentSchema,
      dryRun: z
        .boolean()
        .default(false)
        .meta({ description: "Only answers what would change and what would be refused" }),
      prune: z
        .boolean()
        .default(false)
        .meta({ description: "Removes what the document does not name" }),
    }),
    maxBytes: MAX_CONFIGURATION_BYTES,
    yamlBodyAs: "document",
    creates: true,
    answers: { 200: appliedSchema },
  },
} as const satisfies Record<string, Operation>;

import { z } from "zod";
import { OPERATIONS, type Operation } from "./operations";

type Json = Record<string, unknown>;

const ERROR_SCHEMA = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    details: z.unknown().optional(),
  }),
});

/** The description of the native API (OpenAPI 3.1), made from the schemas that validate its requests. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, operation] of Object.entries<Operation>(OPERATIONS)) {
    const [method = "", path = ""] = name.split(" ");
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: operationObject(name, path, operation),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Stellwerk",
      version: "1",
      description:
        "Native API. Instants are ISO texts in UTC, durations seconds. Lists are paged: limit and cursor, then nextCursor.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ basic: [] }, { bearer: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        basic: { type: "http", scheme: "basic" },
        bearer: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "session" },
      },
      schemas: { Error: schemaOf(ERROR_SCHEMA, "output") },
      responses: {
        Error: {
          description: "Refused; the status fits the code",
          content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
        },
      },
    },
  };
}

function operationObject(name: string, path: string, operation: Operation): Json {
  return {
    operationId: name.replaceAll(/[^A-Za-z]+/g, "-").replace(/-$/, ""),
    summary: operation.summary,
    parameters: [
      ...pathParameters(path),
      ...queryParameters(operation),
      ...headerParameters(operation),
    ],
    ...(operation.body ? { requestBody: requestBody(operation, operation.body) } : {}),
    responses: { ...answersOf(operation), default: { $ref: "#/components/responses/Error" } },
  };
}

function pathParameters(path: string): Json[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
}

function queryParameters({ query }: Operation): Json[] {
  if (!query) return [];
  const { properties = {} } = schemaOf(query, "input") as { properties?: Record<string, Json> };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: false,
    schema,
  }));
}

function headerParameters({ creates }: Operation): Json[] {
  if (!creates) return [];
  const description =
    "The same key with the same request gets the same answer, and the work is done once";
  return [
    {
      name: "Idempotency-Key",
      in: "header",
      required: false,
      description,
      schema: { type: "string", maxLength: 255 },
    },
  ];
}

function requestBody({ isBodyOptional, yamlBodyAs }: Operation, body: z.ZodType): Json {
  const schema = schemaOf(body, "input");
  const yaml = yamlBodyAs === undefined ? {} : { "application/yaml": yamlBody(schema, yamlBodyAs) };
  return {
    required: !isBodyOptional,
    content: { "application/json": { schema }, ...yaml },
  };
}

function yamlBody({ properties }: Json, name: string): Json {
  const described = properties as Record<string, Json> | undefined;
  return { schema: described?.[name] ?? {} };
}

function answersOf({ answers }: Operation): Json {
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      schema === null
        ? { description: status === "204" ? "Done" : "Not JSON, or not described further" }
        : {
            description: "Done",
            content: { "application/json": { schema: schemaOf(schema, "output") } },
          },
    ]),
  );
}

/** A schema without the parts that only fit a document of its own. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...shape } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
  }) as Json;
  return shape;
}

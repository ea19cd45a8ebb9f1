import {
  definitionInputFrom,
  definitionResource,
} from "@/lib/domain/native-api/definition-resource";
import { getDefinition } from "@/lib/queries/definitions/get-definition";
import { deleteDefinition } from "@/lib/services/definitions/delete-definition";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { apiRoutes } from "../../_http/api-routes";
import { inOwnTenant } from "../../_http/own-tenant";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/definitions/{name}", {
  GET: async ({ ctx, path }) => ({
    body: definitionResource(await getDefinition(ctx, { key: keyOf(path) })),
  }),
  PUT: async ({ ctx, path, body }) => {
    const { created, definition } = await replaceDefinition(
      ctx,
      definitionInputFrom(path.name ?? "", body),
    );
    return { status: created ? 201 : 200, body: definitionResource(definition) };
  },
  DELETE: async ({ ctx, path }) => {
    await deleteDefinition(inOwnTenant(ctx), keyOf(path));
    return { status: 204 };
  },
});

function keyOf(path: Record<string, string>) {
  return { name: path.name ?? "" };
}

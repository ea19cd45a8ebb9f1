import { configurationYaml } from "@/lib/queries/configuration/configuration-yaml";
import { exportConfiguration } from "@/lib/queries/configuration/export-configuration";
import { applyConfiguration } from "@/lib/services/configuration/apply-configuration";
import { apiRoutes } from "../_http/api-routes";
import { YAML_TYPES } from "../_http/read-body";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/configuration", {
  GET: async ({ ctx, request, query }) => {
    const exported = await exportConfiguration(ctx);
    const format = query.format ?? (asksForYaml(request.headers) ? "yaml" : "json");
    if (format === "json") return { body: exported.document, headers: { vary: "accept" } };
    return new Response(configurationYaml(exported), {
      headers: {
        "content-type": "application/yaml; charset=utf-8",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        vary: "accept",
      },
    });
  },
  POST: async ({ ctx, query, body }) => ({
    body: await applyConfiguration(ctx, {
      document: body.document,
      dryRun: body.dryRun || query.dryRun,
      prune: body.prune || query.prune,
    }),
  }),
});

function asksForYaml(headers: Headers): boolean {
  const accepted = (headers.get("accept") ?? "")
    .split(",")
    .map((part) => part.split(";")[0]?.trim());
  return accepted.some((type) => type !== undefined && YAML_TYPES.includes(type.toLowerCase()));
}

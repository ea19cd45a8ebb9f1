import { openApiDocument } from "@/lib/domain/native-api/open-api";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/openapi.json", {
  GET: async () => ({ body: openApiDocument() }),
});

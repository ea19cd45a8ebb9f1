import { accessOfNode } from "@/lib/server";

export const dynamic = "force-dynamic";

/** The public keys of this installation: applications check the tokens of incoming calls with them. */
export async function GET(): Promise<Response> {
  const { access } = await accessOfNode();
  return Response.json(access.signer.jwks(), {
    headers: { "cache-control": "public, max-age=300", "access-control-allow-origin": "*" },
  });
}

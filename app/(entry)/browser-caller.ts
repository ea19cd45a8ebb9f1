import { headers } from "next/headers";
import { accessOfNode } from "@/lib/server";

/** The gates of this node and what they need to know of the browser that asks. */
export async function browserCaller() {
  const { access, now } = await accessOfNode();
  const requestHeaders = await headers();
  const forwarded = requestHeaders.get("x-forwarded-for")?.split(",")[0]?.trim();
  const caller = { headers: requestHeaders, sourceIp: forwarded?.slice(0, 100) || null, now };
  return { access, caller };
}

export interface ClientAccess {
  publicUrl: string;
  clientId: string;
  secret: string;
  tenantId: string;
  subdomain: string;
}

/** A service binding as applications read it from VCAP_SERVICES (job-scheduling-api 3). */
export function bindingText({
  publicUrl,
  clientId,
  secret,
  tenantId,
  subdomain,
}: ClientAccess): string {
  const uaa = {
    url: publicUrl,
    clientid: clientId,
    clientsecret: secret,
    xsappname: "stellwerk",
    identityzone: subdomain,
    tenantid: tenantId,
  };
  const binding = {
    name: "stellwerk",
    label: "jobscheduler",
    tags: ["jobscheduler"],
    plan: "standard",
    credentials: { url: publicUrl, uaa },
  };
  return JSON.stringify({ jobscheduler: [binding] }, null, 2);
}

/** A first call with this credential, to paste into a shell. */
export function curlText({ publicUrl, clientId, secret }: ClientAccess): string {
  return `curl -u ${quoted(`${clientId}:${secret}`)} ${quoted(`${publicUrl}/scheduler/jobs`)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

import type { ReactNode } from "react";
import { signOutAction } from "@/app/(entry)/login/actions";
import { AppFrame } from "@/components/layout/app-frame";
import { countOpenMessages } from "@/lib/queries/gates/count-open-messages";
import { getOwnTenant } from "@/lib/queries/tenants/get-own-tenant";
import { pageContext } from "@/lib/server";
import { DashboardProviders } from "./_components/dashboard-providers";
import { navigationFor } from "./_lib/navigation-for";
import { searchAction } from "./search-action";

// Every page shows what this user may see now.
export const dynamic = "force-dynamic";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext();
  const [tenant, messages] = await Promise.all([getOwnTenant(ctx), countOpenMessages(ctx)]);
  const role = ctx.actor.kind === "user" ? ctx.actor.role : "API credential";
  return (
    <AppFrame
      tenantName={tenant.name}
      user={{ name: ctx.actor.name, role }}
      signOutAction={signOutAction}
      serverNow={ctx.now}
      nav={navigationFor(ctx.actor, { "/messages": messages })}
      search={searchAction}
    >
      <DashboardProviders>{children}</DashboardProviders>
    </AppFrame>
  );
}

import { ChainViewer } from "@/components/chains/chain-viewer";
import { Card } from "@/components/ui/card";
import type { Definition } from "@/lib/domain/definition/definition";
import { findCallables } from "@/lib/queries/definitions/find-callables";
import type { Context } from "@/lib/services/context";
import { definitionHref } from "../../search-params";

/** The steps of a chain as a drawing; nothing for the other kinds. */
export async function ChainCard({ ctx, definition }: { ctx: Context; definition: Definition }) {
  const { chain } = definition.properties;
  if (chain === null) return null;
  const names = chain.steps.flatMap(({ calls }) => calls.map((call) => call.definition));
  const scope = { tenantId: definition.tenantId, allTenants: false };
  const called = await findCallables({ ...ctx, scope }, [...new Set(names)]);
  const hrefs = Object.fromEntries(called.map(({ name, id }) => [name, definitionHref(id)]));
  return (
    <Card flush title="Chain" className="mb-4">
      <ChainViewer name={definition.name} chain={chain} hrefs={hrefs} />
    </Card>
  );
}

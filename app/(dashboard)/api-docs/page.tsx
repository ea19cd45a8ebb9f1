import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { openApiDocument } from "@/lib/domain/native-api/open-api";
import { schedulingApiDocument } from "@/lib/domain/scheduling-api/open-api";
import { formatCount } from "@/lib/format/format-number";
import { nodeEnv, pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../_lib/page-params";
import { FilterLinks } from "../definitions/_components/filter-links";
import { SearchBox } from "../definitions/_components/search-box";
import { plainText } from "../definitions/search-params";
import { OperationCard } from "./_components/operation-card";
import { type ApiGroup, apiGroups, findOperations } from "./api-operations";

export const metadata: Metadata = { title: "API reference" };

const APIS = {
  native: {
    label: "Native API",
    words: "The API of this application. JSON; instants in UTC; lists are paged by cursor.",
    groups: () => apiGroups(openApiDocument()),
  },
  compatible: {
    label: "Compatible API",
    words: "The API of the SAP BTP Job Scheduling Service: change the address, keep the code.",
    groups: () => apiGroups(schedulingApiDocument()),
  },
};

export default async function ApiDocsPage({ searchParams }: { searchParams: PageParams }) {
  await pageContext();
  const query = readerOf(await searchParams);
  const api = query.get("api") === "compatible" ? "compatible" : "native";
  const q = plainText(query.get("q"));
  const { publicUrl } = await nodeEnv();
  const groups = findOperations(APIS[api].groups(), q);
  const found = groups.reduce((sum, group) => sum + group.operations.length, 0);
  const hrefOf = (other: string) => (other === "native" ? "/api-docs" : `/api-docs?api=${other}`);
  return (
    <>
      <PageHeader
        title="API reference"
        description={`${APIS[api].words} Sign in with Basic, or with a bearer token from /oauth/token.`}
        actions={
          <>
            <Button asChild>
              <a href="/api/v1/openapi.json">OpenAPI document</a>
            </Button>
            <Button asChild>
              <Link href="/admin/credentials">Credentials</Link>
            </Button>
          </>
        }
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <FilterLinks
          label="API"
          options={Object.entries(APIS).map(([name, { label }]) => ({
            label,
            href: hrefOf(name),
            isCurrent: name === api,
          }))}
        />
        <SearchBox
          key={api}
          label="Find by address, words or field"
          value={q}
          href={hrefOf(api)}
          className="w-full sm:w-80"
        />
        <span role="status" className="text-xs text-ink-muted">
          {formatCount(found, "call")}
        </span>
      </div>
      {groups.length === 0 ? (
        <Card>
          <EmptyState
            icon={<SearchX />}
            title="No call fits"
            description="Every word must stand in the address, the summary or the name of a field."
          />
        </Card>
      ) : (
        <GroupCards groups={groups} publicUrl={publicUrl} isOpen={q !== "" && found <= 3} />
      )}
    </>
  );
}

type GroupCardsProps = { groups: readonly ApiGroup[]; publicUrl: string; isOpen: boolean };

function GroupCards({ groups, publicUrl, isOpen }: GroupCardsProps) {
  return (
    <div className="grid gap-4">
      {groups.map((group) => (
        <Card key={group.name} flush title={<code className="font-mono">/{group.name}</code>}>
          {group.operations.map((operation) => (
            <OperationCard
              key={operation.anchor}
              operation={operation}
              publicUrl={publicUrl}
              isOpen={isOpen}
            />
          ))}
        </Card>
      ))}
    </div>
  );
}

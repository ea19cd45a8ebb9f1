import { KeyRound } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { CredentialItem } from "@/lib/queries/credentials/list-credentials";
import { Instant } from "../../_components/instant";
import { CredentialActions } from "./credential-actions";

type CredentialTableProps = { credentials: CredentialItem[]; publicUrl: string };

const HEADS = ["Name", "Client id", "Acts for", "Scopes", "State", "Created", "Last used"];

export function CredentialTable({ credentials, publicUrl }: CredentialTableProps) {
  if (credentials.length === 0) {
    return (
      <EmptyState
        icon={<KeyRound />}
        title="No credentials yet"
        description="Create one for each application or tool that calls the APIs."
      />
    );
  }
  return (
    <Table caption={`${credentials.length} credentials`} density="comfortable">
      <thead>
        <tr>
          {HEADS.map((head) => (
            <Th key={head}>{head}</Th>
          ))}
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {credentials.map((credential) => (
          <Tr key={credential.id}>
            <Td className="font-medium wrap-anywhere">{credential.name}</Td>
            <Td mono className="whitespace-nowrap">
              <span className="inline-flex items-center gap-1">
                {credential.clientId}
                <CopyButton text={credential.clientId} label="Copy the client id" />
              </span>
            </Td>
            <Td>{credential.isProvider ? "All tenants" : credential.tenantName}</Td>
            <Td>
              <span className="flex flex-wrap gap-1 py-1">
                {credential.scopes.map((scope) => (
                  <Badge key={scope} mono>
                    {scope}
                  </Badge>
                ))}
              </span>
            </Td>
            <Td>
              <CredentialState credential={credential} />
            </Td>
            <Td>
              <Instant at={credential.createdAt} />
              <span className="block text-xs text-ink-muted">by {credential.createdBy}</span>
            </Td>
            <Td>
              <Instant at={credential.lastUsedAt} empty="never" />
            </Td>
            <Td className="text-right">
              <CredentialActions credential={credential} publicUrl={publicUrl} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function CredentialState({ credential }: { credential: CredentialItem }) {
  if (credential.state === "revoked") return <Badge tone="danger">Revoked</Badge>;
  if (credential.state === "expired") return <Badge tone="warning">Expired</Badge>;
  if (credential.expiresAt === null) return <Badge>In force</Badge>;
  return (
    <>
      <Badge>In force</Badge>
      <span className="block text-xs whitespace-nowrap text-ink-muted">
        until <Instant at={credential.expiresAt} />
      </span>
    </>
  );
}

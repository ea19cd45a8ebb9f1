import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { UserItem } from "@/lib/queries/users/list-users";
import { Instant } from "../../_components/instant";
import { RoleSelect } from "./role-select";
import { UserActions } from "./user-actions";

type UserTableProps = { users: UserItem[] };

const HEADS = ["User name", "Name", "Tenant", "Role", "State", "Created", "Last seen"];

export function UserTable({ users }: UserTableProps) {
  return (
    <Table caption={`${users.length} users`} density="comfortable">
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
        {users.map((user) => (
          <Tr key={user.id}>
            <Td className="font-medium wrap-anywhere">
              {user.username}
              {user.isSelf && <span className="ml-1.5 text-xs text-ink-muted">you</span>}
            </Td>
            <Td className="wrap-anywhere">{user.name}</Td>
            <Td>{user.tenantName}</Td>
            <Td>
              <RoleSelect user={user} />
            </Td>
            <Td>
              {user.active ? <Badge>Active</Badge> : <Badge tone="warning">Deactivated</Badge>}
            </Td>
            <Td>
              <Instant at={user.createdAt} />
            </Td>
            <Td>
              <Instant at={user.lastSeenAt} empty="no session" />
            </Td>
            <Td className="text-right">
              {user.isSelf ? (
                <Link href="/admin/account" className="text-accent-text hover:underline">
                  Change my password
                </Link>
              ) : (
                <UserActions user={user} />
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

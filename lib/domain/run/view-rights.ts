import { type Actor, isAllowed } from "@/lib/domain/access/access";

/** Under which id an actor keeps views: a user or credential by its own. */
export function viewOwnerOf(actor: Actor): string {
  return actor.kind === "system" ? `system:${actor.name}` : actor.id;
}

/** True for the owner of a view, and for administrators when it is shared. */
export function mayChangeView(actor: Actor, view: { ownerId: string; shared: boolean }): boolean {
  if (view.ownerId === viewOwnerOf(actor)) return true;
  return view.shared && isAllowed(actor, "access.write");
}

"use client";

import { Bookmark } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, type MenuGroup } from "@/components/ui/dropdown-menu";
import type { SavedViewItem } from "@/lib/domain/run/saved-view";
import { type MonitorSelection, parseMonitorSelection } from "../../search-params";
import { isChangedSince, selectionOfView, type ViewContent } from "../../view-content";
import { tellChange, type Views } from "./use-views";
import { ViewNameDialog } from "./view-name-dialog";

type ViewMenuProps = {
  views: Views;
  /** What a view would keep of the list now. */
  content: ViewContent;
  /** Opens a list. */
  onGo: (selection: MonitorSelection) => void;
  /** The list is now that of this view, or of none. */
  onAttach: (viewId: string) => void;
};

/** Ready, own and shared views, and what can be done with the one that is open. */
export function ViewMenu({ views, content, onGo, onAttach }: ViewMenuProps) {
  const [dialog, setDialog] = useState<"save" | "rename" | "delete">();
  const router = useRouter();
  const { active } = views;
  const isChanged = active !== undefined && isChangedSince(active, content);
  const close = () => setDialog(undefined);

  function openReady(href: string) {
    const [path, query = ""] = href.split("?");
    if (path === "/monitor") onGo(parseMonitorSelection(new URLSearchParams(query)));
    else router.push(href);
  }
  const groups: MenuGroup[] = [
    {
      label: "Ready",
      items: views.ready.map(({ id, name, about, href }) => ({
        id,
        label: name,
        hint: about,
        onSelect: () => openReady(href),
      })),
    },
    savedGroup(
      "Mine",
      views.saved.filter(({ isOwn }) => isOwn),
      active,
      onGo,
    ),
    savedGroup(
      "Shared",
      views.saved.filter(({ isOwn }) => !isOwn),
      active,
      onGo,
    ),
    { items: actionItems() },
  ].filter(({ items }) => items.length > 0);

  function actionItems(): MenuGroup["items"] {
    const save = { id: "save", label: "Save as a new view…", onSelect: () => setDialog("save") };
    if (active === undefined || !active.canChange) return [save];
    const { id, name, shared } = active;
    return [
      {
        id: "update",
        label: `Update ${name}`,
        hint: isChanged ? "Filters, order and columns as they are now" : "It is as it was kept",
        disabled: !isChanged,
        onSelect: () =>
          void views.update(id, content).then((problem) => tellChange(`${name} updated`, problem)),
      },
      save,
      { id: "rename", label: "Rename…", onSelect: () => setDialog("rename") },
      {
        id: "share",
        label: shared ? "Stop sharing" : "Share with everybody",
        onSelect: () =>
          void views
            .update(id, { shared: !shared })
            .then((problem) =>
              tellChange(shared ? `${name} is your own again` : `${name} is shared`, problem),
            ),
      },
      { id: "delete", label: "Delete…", danger: true, onSelect: () => setDialog("delete") },
    ];
  }

  return (
    <>
      <DropdownMenu
        align="start"
        trigger={
          <Button>
            <Bookmark aria-hidden="true" />
            <span className="max-w-40 truncate">{active?.name ?? "Views"}</span>
            {isChanged && <span className="text-xs text-ink-muted">changed</span>}
          </Button>
        }
        groups={groups}
      />
      {dialog === "save" && (
        <ViewNameDialog
          title="Save as a new view"
          confirmLabel="Save the view"
          initial={{ name: "", shared: false }}
          onClose={close}
          onConfirm={async (named) => {
            const made = await views.create(named, content);
            if (typeof made === "string") return made;
            onAttach(made.id);
            return undefined;
          }}
        />
      )}
      {dialog === "rename" && active !== undefined && (
        <ViewNameDialog
          title="Rename the view"
          confirmLabel="Rename"
          initial={active}
          onClose={close}
          onConfirm={({ name, shared }) => views.update(active.id, { name, shared })}
        />
      )}
      {dialog === "delete" && active !== undefined && (
        <ConfirmDialog
          open
          danger
          onOpenChange={(open) => !open && close()}
          title={`Delete the view ${active.name}?`}
          description={
            active.shared
              ? "Nobody finds it in the menu any more. The runs stay as they are."
              : "It is not in the menu any more. The runs stay as they are."
          }
          confirmLabel="Delete the view"
          onConfirm={async () => {
            const problem = await views.remove(active.id);
            if (problem === undefined) onAttach("");
            return problem;
          }}
        />
      )}
    </>
  );
}

function savedGroup(
  label: string,
  saved: readonly SavedViewItem[],
  active: SavedViewItem | undefined,
  onGo: ViewMenuProps["onGo"],
): MenuGroup {
  return {
    label,
    items: saved.map((view) => ({
      id: view.id,
      label: view.name,
      checked: view.id === active?.id,
      ...(view.isOwn ? (view.shared ? { hint: "Shared" } : {}) : { hint: `By ${view.owner}` }),
      onSelect: () => onGo(selectionOfView(view)),
    })),
  };
}

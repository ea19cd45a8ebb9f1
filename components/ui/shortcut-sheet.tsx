"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";

export type ShortcutGroup = { title: string; items: readonly { keys: string; label: string }[] };

type ShortcutSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly ShortcutGroup[];
  isEnabled: boolean;
  onEnabledChange: (isEnabled: boolean) => void;
};

/** Every shortcut that works on this page, and the switch that turns them off. */
export function ShortcutSheet(props: ShortcutSheetProps) {
  const { open, onOpenChange, groups, isEnabled, onEnabledChange } = props;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description="They never act while you type in a field."
      footer={
        // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control.
        <label className="mr-auto flex items-center gap-2 text-sm">
          <Switch checked={isEnabled} onCheckedChange={onEnabledChange} />
          Single-key shortcuts are {isEnabled ? "on" : "off"}
        </label>
      }
    >
      <div className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group.title} className="min-w-0">
            <h3 className="mb-1 text-xs font-medium text-ink-faint">{group.title}</h3>
            <dl>
              {group.items.map((item) => (
                <div
                  key={item.keys}
                  className="flex min-h-7 items-center justify-between gap-4 text-sm"
                >
                  <dt>{item.label}</dt>
                  <dd>
                    <Kbd keys={item.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

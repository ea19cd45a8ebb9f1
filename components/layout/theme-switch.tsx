"use client";

import { Contrast, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import type { ReactNode } from "react";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";

type Theme = { value: string; label: string; icon: ReactNode };

/** The themes a user can choose; "system" follows the device. */
export const THEMES: readonly Theme[] = [
  { value: "system", label: "As the device", icon: <Monitor aria-hidden="true" /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden="true" /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden="true" /> },
  { value: "hc-white", label: "High contrast white", icon: <Contrast aria-hidden="true" /> },
  { value: "hc-black", label: "High contrast black", icon: <Contrast aria-hidden="true" /> },
];

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  return (
    <DropdownMenu
      trigger={
        <IconButton
          label="Theme"
          icon={
            <>
              <Sun aria-hidden="true" className="dark-hidden" />
              <Moon aria-hidden="true" className="light-hidden" />
            </>
          }
        />
      }
      groups={[
        {
          items: THEMES.map((item) => ({
            id: item.value,
            label: item.label,
            checked: (theme ?? "system") === item.value,
            onSelect: () => setTheme(item.value),
          })),
        },
      ]}
    />
  );
}

"use client";

import { Download } from "lucide-react";
import { fileName, paletteOf, savePng, saveText } from "@/components/timeline/save-picture";
import { type TimelinePicture, timelineSvg } from "@/components/timeline/timeline-svg";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";

/** Saves or prints the diagram as it is shown, in the colours of the theme that is on. */
export function TimelineExportMenu({ picture }: { picture: () => TimelinePicture }) {
  function draw() {
    const shown = picture();
    return { title: shown.title, svg: timelineSvg(shown, paletteOf(document.documentElement)) };
  }
  async function png() {
    const { title, svg } = draw();
    try {
      await savePng(svg, fileName(title, "png"));
    } catch {
      toast.error("The picture was not saved", {
        description: "This browser could not draw it. Save it as SVG instead.",
      });
    }
  }
  function svg() {
    const drawn = draw();
    saveText(drawn.svg, { name: fileName(drawn.title, "svg"), type: "image/svg+xml" });
  }
  return (
    <DropdownMenu
      trigger={
        <IconButton
          label="Save or print the diagram"
          size="sm"
          icon={<Download aria-hidden="true" />}
        />
      }
      groups={[
        {
          items: [
            { id: "svg", label: "Save as SVG", onSelect: svg },
            { id: "png", label: "Save as PNG", onSelect: () => void png() },
            { id: "print", label: "Print", onSelect: () => window.print() },
          ],
        },
      ]}
    />
  );
}

import type { TimelinePalette } from "@/components/timeline/svg-fill";

/** Twice the pixels, so that the picture stays sharp on paper. */
const PNG_SCALE = 2;

/** The colours in force where `element` stands, read from the style sheet. */
export function paletteOf(element: Element): TimelinePalette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    surface: read("--surface"),
    ink: read("--ink"),
    muted: read("--ink-muted"),
    grid: read("--line"),
    toneOf: (tone) => read(`--tone-${tone}`),
  };
}

/** Saves a document as a file of this name. */
export function saveText(text: string, file: { name: string; type: string }): void {
  save(new Blob([text], { type: `${file.type};charset=utf-8` }), file.name);
}

/** Draws an SVG document and saves it as a PNG; rejects where the browser cannot draw it. */
export async function savePng(svg: string, name: string): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * PNG_SCALE;
  canvas.height = image.naturalHeight * PNG_SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error("The browser could not draw the picture.");
  save(blob, name);
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has to take the file before its address is given back.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A name for a file: what is not a letter, a digit, a point, a dash or an underscore becomes a dash. */
export function fileName(title: string, extension: string): string {
  const words = title.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${words === "" ? "timeline" : words}.${extension}`;
}

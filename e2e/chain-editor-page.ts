import { expect, type Locator, type Page } from "@playwright/test";

/** The editor of a chain, as somebody works with it. */
export interface ChainEditorPage {
  /** The fields of what is selected. */
  panel: Locator;
  drawing: Locator;
  findings: Locator;
  /** Adds a step at the end and selects it. */
  addStep(name: string): Promise<void>;
  /** Adds a call to a step and selects it. */
  addCall(step: string, name: string, definition: string): Promise<void>;
  setValue(parameter: string, value: string): Promise<void>;
  /** Gives a parameter a value out of what the editor offers. */
  insertValue(parameter: string, offered: string): Promise<void>;
  /** Chooses what follows an end of the selected step. */
  setHandler(on: string, action: string): Promise<void>;
}

export function chainEditorPage(page: Page): ChainEditorPage {
  const panel = page.getByRole("complementary");
  const drawing = page.getByRole("region", { name: "Steps of the chain" });
  const rename = (name: string) => panel.getByLabel("Name", { exact: true }).fill(name);
  return {
    panel,
    drawing,
    findings: page.getByRole("region", { name: "Findings" }),
    async addStep(name) {
      const first = page.getByRole("button", { name: "Add the first step" });
      const next = page.getByRole("button", { name: "Add a step" });
      await ((await first.isVisible()) ? first : next).click();
      await expect(panel.getByRole("heading", { name: /^Step \d+$/ })).toBeVisible();
      await rename(name);
    },
    async addCall(step, name, definition) {
      await page.getByRole("button", { name: `Add a call to ${step}`, exact: true }).click();
      await panel.getByRole("combobox", { name: "Definition" }).click();
      await page.getByPlaceholder("Find a definition by name").fill(definition);
      await page.getByRole("option", { name: definition }).click();
      await rename(name);
      await expect(drawing.getByRole("button", { name })).toBeVisible();
    },
    setValue: (parameter, value) =>
      panel.getByRole("textbox", { name: new RegExp(`^${parameter}\\b`) }).fill(value),
    async insertValue(parameter, offered) {
      await panel.getByRole("button", { name: `Insert into ${parameter}` }).click();
      await page.getByRole("menuitem", { name: offered }).click();
    },
    async setHandler(on, action) {
      await panel.getByRole("combobox", { name: `Action on ${on}` }).click();
      await page.getByRole("option", { name: action }).click();
    },
  };
}

import { expect, test } from "@playwright/test";
import { ADMINISTRATOR, SESSION_FILE, startOutput } from "./application";

/** The link the application printed at its first start. */
function setupLink(): string {
  const link = /http:\S+\/setup\?token=\S+/.exec(startOutput())?.[0];
  expect(link, "the start prints a one-time link").toBeDefined();
  return link ?? "";
}

test.describe
  .serial("the first start", () => {
    test("a page asks for sign-in before it shows anything", async ({ page }) => {
      await page.goto("/monitor");
      await expect(page).toHaveURL(/\/login/);
      await expect(page.getByText("There is no user yet")).toBeVisible();
    });

    test("the first administrator is refused a short password and told why", async ({ page }) => {
      await page.goto(setupLink());
      await page.getByLabel("User name").fill(ADMINISTRATOR.user);
      await page.getByLabel("Password", { exact: true }).fill("short-but9");
      await page.getByLabel("Password again").fill("something else");
      await page.getByRole("button", { name: "Create and sign in" }).click();
      await expect(page.getByLabel("Password again")).toHaveAccessibleDescription(
        /same|match|differ/i,
      );
    });

    test("the one-time link creates the first administrator, who lands on the Overview", async ({
      page,
    }) => {
      await page.goto(setupLink());
      await page.getByLabel("User name").fill(ADMINISTRATOR.user);
      await page.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
      await page.getByLabel("Password again").fill(ADMINISTRATOR.password);
      await page.getByRole("button", { name: "Create and sign in" }).click();
      await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
      await page.context().storageState({ path: SESSION_FILE });
    });

    test("the link works once", async ({ page }) => {
      await page.goto(setupLink());
      await expect(page.getByText("This link does not work any more")).toBeVisible();
    });

    test("a wrong password is refused, the right one opens the Overview", async ({ page }) => {
      await page.goto("/login");
      await page.getByLabel("User name").fill(ADMINISTRATOR.user);
      await page.getByLabel("Password").fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("The user name or the password is wrong")).toBeVisible();
      await page.getByLabel("Password").fill(ADMINISTRATOR.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
    });
  });

import { readdir, readFile } from "node:fs/promises";

/**
 * Whether a process of this group still executes. Ended ones that nobody collected do not count: where the first process
 * of a container does not collect them, they stay for ever, and signals to them seem to arrive.
 */
export async function hasLiveMember(group: number): Promise<boolean> {
  try {
    process.kill(-group, 0);
  } catch {
    return false;
  }
  const states = await statesOf(group);
  // Where the operating system does not tell, that the signal arrived must do.
  return states.length === 0 || states.some((state) => state !== "Z" && state !== "X");
}

/** The letters of proc(5) for the processes of a group; none where there is no such folder. Z and X have ended. */
async function statesOf(group: number): Promise<string[]> {
  const names = await readdir("/proc").catch(() => []);
  const states: string[] = [];
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue;
    // A process may end between the two looks.
    const line = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    // The name in brackets may itself hold brackets and blanks.
    const [state, , ownGroup] = line.slice(line.lastIndexOf(")") + 2).split(" ");
    if (state && Number(ownGroup) === group) states.push(state);
  }
  return states;
}

// An archive made of `corpus/`, and a server of it on a free port.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the binary's `run`, then `serve`; gives the address, and what ends both. */
export async function serve(binary) {
  const dir = mkdtempSync(join(tmpdir(), "thoisu-browser-"));
  const archive = join(dir, "archive");
  const run = spawnSync(binary, ["run", "corpus", "--ignore", "README.md", "--dedup", "--out", archive, "-q"], { cwd: root });
  if (run.status !== 0) throw new Error(`run ended with ${run.status}: ${run.stderr}`);
  const server = spawn(binary, ["serve", archive, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: server.stdout });
  const address = await new Promise((resolve, reject) => {
    lines.once("line", resolve);
    server.once("exit", (code) => reject(new Error(`serve ended with ${code}`)));
  });
  const stop = async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    const code = await ended;
    rmSync(dir, { recursive: true, force: true });
    return code;
  };
  return { address: address.replace(/\/$/, ""), stop };
}

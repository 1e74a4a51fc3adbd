// The pages of `thoisu serve` in a real browser: `node tests/browser/run.mjs [BINARY]`.
// Screenshots and the accessibility tree of the search page go to `target/browser/`.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { root, serve } from "./server.mjs";
import { tests } from "./tests.mjs";
import { tree } from "./tree.mjs";

const binary = resolve(process.argv[2] ?? join(root, "target/release/thoisu"));
const shots = join(root, "target/browser");
mkdirSync(shots, { recursive: true });

const server = await serve(binary);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  const begun = Date.now();
  // What a page logs as an error, a blocked style or script among it, is a fault.
  const faults = [];
  const open = async (options = {}) => {
    const context = await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 900 }, colorScheme: "light", baseURL: server.address, ...options });
    context.setDefaultTimeout(15000);
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && !/status of 4/.test(message.text()) && faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(String(error)));
    return page;
  };
  const shot = (page, file, options) => page.screenshot({ path: join(shots, `${file}.png`), ...options });
  try {
    await test({ open, shot, site: server.address });
    if (faults.length) throw new Error(`the page complains: ${faults.join("\n")}`);
    console.log(`ok      ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack ?? error}`);
  }
  await Promise.all(browser.contexts().map((context) => context.close()));
}
const page = await (await browser.newContext({ locale: "en-US" })).newPage();
writeFileSync(join(shots, "search-tree.txt"), await tree(page, `${server.address}/search?q=nghi+quyet&issuer=Qu%E1%BB%91c+h%E1%BB%99i`));
await browser.close();
const code = await server.stop();
if (code !== 0) {
  failed += 1;
  console.log(`FAILED  the server ended with ${code} at SIGTERM`);
}
process.exitCode = failed ? 1 : 0;

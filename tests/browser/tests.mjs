// What people do with the pages, step by step.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { walk } from "./walk.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A page of every type, by its address. */
const PAGES = {
  home: "/",
  search: "/search?q=nghi+quyet",
  filtered: "/search?q=nghi+quyet&year=2023&share=1&sort=published",
  conditions: "/search?q=date%3A2023+number%3A%22%3E%3D+10+t%E1%BB%B7+%C4%91%E1%BB%93ng%22",
  nothing: "/search?q=chim+c%C3%A1nh+c%E1%BB%A5t+zzz&issuer=x",
  mistake: "/search?q=published%3A2023-13",
  document: "/document?id=dang-trung-uong-5-kinh-te&q=nghi+quyet&n=1",
  regulation: "/regulation/12/2021/Q%C4%90-TTg",
  regulations: "/regulations",
  narrowed: "/regulations?type=Ngh%E1%BB%8B+quy%E1%BA%BFt&sort=issued",
  timeline: "/timeline?q=nghi+quyet&by=month",
  shares: "/timeline?q=nghi+quyet&share=1",
  missing: "/regulation/0/0000/X",
};

/** Accessibility: WCAG A and AA, and best practice, by axe. */
async function accessible(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html}\n${node.failureSummary}`).join("\n")}`);
  assert.deepEqual(told, [], `${name} has violations`);
}

/** Nothing stands out of the page on either side. */
async function fits(page, name) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= room, `${name} is ${wide} wide, and there is room for ${room}`);
}

const count = async (page) => Number((await page.locator(".summary strong").innerText()).replace(/\D/g, ""));

export const tests = {
  async "search, filter, open, follow a regulation"({ open, shot }) {
    const page = await open();
    await page.goto("/");
    await shot(page, "home");
    await page.getByRole("searchbox").fill("nghi quyet trung uong");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?q=nghi\+quyet\+trung\+uong/);
    const all = await count(page);
    assert.ok(all > 3 && (await page.locator(".hits mark").count()) > 5);
    await page.goto("/search?q=nghi+quyet");
    await shot(page, "search");
    const before = await count(page);
    // A filter changes the page without a reload: what the script noted stays.
    await page.evaluate(() => (globalThis.mark = "kept"));
    await page.locator(".facet a[data-part]").first().click();
    await page.waitForURL(/regulation=/);
    await page.locator(".chips a").waitFor();
    assert.equal(await page.evaluate(() => globalThis.mark), "kept");
    assert.ok((await count(page)) < before);
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector(".chips"));
    assert.equal(await count(page), before);
    // A bar is a filter, too.
    await page.locator(".bars a").last().click();
    await page.waitForURL(/year=/);
    await page.locator(".chips a").waitFor();
    assert.ok((await count(page)) < before);
    await shot(page, "filtered");
    await page.goto("/search?q=regulation%3A12/2021/Q%C4%90-TTg");
    await page.locator(".hit h2 a").first().click();
    await page.waitForURL(/\/document\?id=/);
    await page.locator("nav.beside a[rel=next]").click();
    await page.waitForURL(/n=2/);
    await page.locator("nav.beside a[rel=prev]").waitFor();
    const mention = page.locator(".reading a.m.regulation").first();
    await mention.hover();
    assert.match(await mention.locator(".tip").innerText(), /^regulation: /);
    await shot(page, "document");
    await mention.click();
    await page.waitForURL(/\/regulation\//);
    await shot(page, "regulation", { fullPage: true });
    // A claim leads to the sentence that it stands on.
    await page.locator(".newest a").first().click();
    await page.waitForURL(/#here$/);
    assert.ok(await page.locator("#here").isVisible());
    await shot(page, "here");
  },

  async "the picture of the README"({ open, shot }) {
    const page = await open({ viewport: { width: 1000, height: 640 } });
    await page.goto("/search?q=nghi+quyet&sort=published-desc");
    assert.ok((await page.locator(".hit").count()) === 10);
    await shot(page, "readme");
  },

  async "the CSV has all hits"({ open, site }) {
    const page = await open();
    await page.goto("/search?q=nghi+quyet");
    const total = await count(page);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV, all of them" }).click()]);
    assert.equal(download.suggestedFilename(), "search.csv");
    const text = await (await fetch(`${site}/search.csv?q=nghi+quyet`)).text();
    assert.match(text, /^id,source_id,origin,title,published,url,source,near_duplicate_of,score,snippet\r?\n/);
    assert.equal(text.trimEnd().split("\n").length, total + 1);
    const json = await (await fetch(`${site}/search.json?q=nghi+quyet`)).text();
    assert.equal(json, await (await fetch(`${site}/api/v1/search?q=nghi+quyet`)).text());
    assert.equal(JSON.parse(json).total, total);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.goto("/document.html?id=dang-trung-uong-5-kinh-te").catch(() => undefined),
    ]);
    assert.match(file.suggestedFilename(), /\.html$/);
  },

  async "no page has an accessibility violation, light and dark"({ open, shot }) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open({ colorScheme });
      for (const [name, address] of Object.entries(PAGES)) {
        await page.goto(address);
        await accessible(page, `${name} (${colorScheme})`);
        if (colorScheme === "dark") await shot(page, `dark-${name}`);
        else await shot(page, `light-${name}`);
      }
    }
  },

  async "a phone shows every page without scrolling sideways"({ open, shot }) {
    const page = await open({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
    for (const [name, address] of Object.entries(PAGES)) {
      await page.goto(address);
      await fits(page, name);
      await accessible(page, `${name} (phone)`);
      await shot(page, `phone-${name}`);
    }
    await page.goto(PAGES.search);
    await page.getByRole("link", { name: "To the filters" }).click();
    await page.waitForURL(/#filters$/);
  },

  async "the keyboard alone is enough"({ open, shot }) {
    const page = await open();
    await page.goto("/");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#main$/);
    // A step within the page leaves the focus where it leads.
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "the skip link leads behind the head");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    await page.keyboard.type("quy dinh");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=quy\+dinh/);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    const first = await page.locator(".hit h2 a").first().getAttribute("href");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), first);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/document\?id=/);
    // The value of a mention shows when it has the focus.
    for (let tabs = 0; tabs < 60 && !(await page.evaluate(() => document.activeElement.matches(".m"))); tabs++) await page.keyboard.press("Tab");
    assert.ok(await page.locator(".m:focus .tip").isVisible());
    await shot(page, "focus");
  },

  async "everything is there without script"({ open, shot }) {
    const page = await open({ javaScriptEnabled: false });
    await page.goto("/");
    await page.getByRole("searchbox").fill("nghi quyet");
    await page.getByRole("button", { name: "Search" }).click();
    const before = await count(page);
    await page.locator(".facet a[data-part]").first().click();
    assert.ok((await count(page)) < before && (await page.locator(".chips a").count()) === 1);
    await page.locator(".chips a").click();
    assert.equal(await count(page), before);
    await page.locator(".pager a[rel=next]").click();
    assert.equal(await page.locator("ol.hits").getAttribute("start"), "11");
    await page.locator(".switch a", { hasText: "newest" }).click();
    await page.locator(".hit h2 a").first().click();
    assert.ok(await page.locator("#citation").isVisible());
    // A box of the legend hides its colour.
    const colour = () => page.locator(".reading .m.date").first().evaluate((mark) => getComputedStyle(mark).backgroundColor);
    await page.goto("/document?id=dang-trung-uong-5-kinh-te");
    const shown = await colour();
    await page.locator("#show-date").uncheck();
    assert.notEqual(await colour(), shown);
    await page.goto("/regulations");
    await page.getByRole("combobox", { name: "Type" }).selectOption("Nghị định");
    await page.getByRole("button", { name: "Filter" }).click();
    await page.waitForURL(/type=Ngh/);
    await page.getByRole("link", { name: "Issued" }).click();
    assert.equal(await page.locator("th[aria-sort]").innerText(), "Issued");
    await page.goto("/timeline?q=nghi+quyet");
    await page.locator(".switch a", { hasText: "months" }).click();
    await page.locator(".bars a").first().click();
    await page.waitForURL(/\/search\?.*published=/);
    await shot(page, "no-script");
  },

  async "Vietnamese and English, by the browser and by a switch"({ open, shot }) {
    const page = await open({ locale: "vi-VN" });
    await page.goto("/search?q=nghi+quyet");
    assert.equal(await page.locator("html").getAttribute("lang"), "vi");
    assert.ok(await page.getByRole("button", { name: "Tìm" }).isVisible());
    await accessible(page, "Vietnamese");
    await shot(page, "vietnamese");
    await page.locator("a.language").click();
    await page.waitForURL(/lang=en/);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    // The choice goes along.
    await page.locator(".hit h2 a").first().click();
    await page.waitForURL(/lang=en/);
    assert.ok(await page.getByRole("heading", { name: "Legend" }).isVisible());
  },

  async "every link within three steps answers 200"({ site }) {
    const asked = await walk(site, Number(process.env.STEPS ?? 3));
    assert.ok(asked > 200, `${asked} addresses`);
    console.log(`        ${asked} addresses`);
  },
};

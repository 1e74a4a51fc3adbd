// Every link within some steps of a page answers 200.
import assert from "node:assert/strict";

/** The addresses of a page's links and forms that stay on its site, without their fragments. */
function links(html, base) {
  const found = [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map((match) => match[1].replaceAll("&amp;", "&").replaceAll("&quot;", '"'));
  const addresses = found.map((href) => new URL(href, base)).filter((url) => url.origin === new URL(base).origin);
  return addresses.map((url) => url.pathname + url.search);
}

/** Walks `steps` links far from `/`, some requests at a time; how many addresses were asked. */
export async function walk(site, steps) {
  const seen = new Set(["/"]);
  let open = ["/"];
  const broken = [];
  for (let step = 0; step <= steps; step++) {
    const next = [];
    const ask = async () => {
      for (let path = open.pop(); path !== undefined; path = open.pop()) {
        const answer = await fetch(site + path, { headers: { "Accept-Language": "en" } });
        const text = await answer.text();
        if (answer.status !== 200) broken.push(`${answer.status} ${path}`);
        if (step === steps || !answer.headers.get("Content-Type")?.startsWith("text/html")) continue;
        for (const link of links(text, site + path)) {
          if (!seen.has(link)) {
            seen.add(link);
            next.push(link);
          }
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, ask));
    open = next;
  }
  assert.deepEqual(broken, [], "links that do not answer 200");
  return seen.size;
}

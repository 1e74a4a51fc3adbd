// The accessibility tree of a page as Chromium gives it to assistive technology.

/** The tree as indented lines: role, name, states. */
export async function tree(page, address) {
  await page.goto(address);
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines = [];
  const show = (node, depth) => {
    const role = node.role?.value;
    const isShown = !node.ignored && !["none", "generic", "InlineTextBox", "LineBreak"].includes(role);
    if (isShown) {
      const states = (node.properties ?? []).filter(({ name }) => ["level", "url", "current", "focused", "checked"].includes(name));
      const told = states.filter(({ name }) => name !== "url").map(({ name, value }) => `${name}=${value.value}`);
      const value = node.value?.value === undefined ? "" : ` = ${node.value.value}`;
      lines.push(`${"  ".repeat(depth)}${role} ${JSON.stringify(node.name?.value ?? "")}${value}${told.length ? ` [${told.join(" ")}]` : ""}`);
    }
    for (const id of node.childIds ?? []) if (byId.has(id)) show(byId.get(id), depth + (isShown ? 1 : 0));
  };
  show(nodes[0], 0);
  return `${lines.join("\n")}\n`;
}

"use strict";
// What reviews say is only ever set as text (textContent), never as markup.
const byId = (id) => document.getElementById(id);
const nodes = new vis.DataSet(NODES);
const edges = new vis.DataSet(EDGES);
const flows = EDGES.filter((edge) => edge.kind in KINDS);
const flowIds = new Set(flows.map((flow) => flow.id));
const kindOrder = Object.keys(KINDS);
const names = new Map(NODES.map((node) => [node.id, node.label]));
const shown = { kinds: new Set(kindOrder), least: Number(byId("least").value), words: "", node: null, edge: null };

const isShown = (edge) => edge.kind === "tie" || (shown.kinds.has(edge.kind) && edge.count >= shown.least);
const view = new vis.DataView(edges, { filter: isShown });
const network = new vis.Network(byId("network"), { nodes, edges: view }, OPTIONS);
new ResizeObserver(() => network.fit()).observe(byId("network"));

function element(tag, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children.filter((child) => child !== null));
  return made;
}

// ---- what the panel shows

function describe(flow) {
  return `${names.get(flow.from)} ${flow.kind === "FAILED_TO_SHARE" ? "⇥" : "→"} ${names.get(flow.to)}`;
}

function flowList(found) {
  const list = element("ul", { className: "flows" });
  for (const flow of found) {
    const button = element("button", { type: "button", title: KINDS[flow.kind].name },
      element("span", {}, describe(flow)), element("span", { className: "count" }, flow.count.toLocaleString()));
    button.style.setProperty("--kind", KINDS[flow.kind].colour);
    button.dataset.edge = flow.id;
    button.addEventListener("click", () => select({ edge: flow.id }));
    list.append(element("li", {}, button));
  }
  return list;
}

function statementItem(said) {
  const item = element("div", { className: "statement" });
  const paragraph = PARAGRAPHS[said.paragraph_id];
  item.append(element("blockquote", {}, said.quote || "No quote."));
  const place = [said.review, said.subject, said.ref && `paragraph ${said.ref}`, said.page && `page ${said.page}`, said.line && `line ${said.line}`];
  item.append(element("p", { className: "place" }, place.filter(Boolean).join(" · ")));
  const how = [MODES[said.mode], said.date, said.confidence != null && `confidence ${said.confidence.toFixed(2)}`,
    said.status && said.status !== "found" && said.status, said.rule && `rule ${said.rule}`];
  if (how.some(Boolean)) item.append(element("p", {}, how.filter(Boolean).join(" · ")));
  if (paragraph) item.append(paragraphDetails(paragraph, said.quote));
  return item;
}

function paragraphDetails(paragraph, quote) {
  const at = quote ? paragraph.text.indexOf(quote) : -1;
  const text = at < 0 ? element("p", {}, paragraph.text)
    : element("p", {}, paragraph.text.slice(0, at), element("mark", {}, quote), paragraph.text.slice(at + quote.length));
  return element("details", {}, element("summary", {}, paragraph.section || "The whole paragraph"), text);
}

function matching(found) {
  const words = shown.words.toLowerCase();
  return found.filter((flow) => isShown(flow) && (!words || describe(flow).toLowerCase().includes(words)
    || flow.statements.some((said) => (said.quote || "").toLowerCase().includes(words))))
    .sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || b.count - a.count || describe(a).localeCompare(describe(b)));
}

function flowGroups(found, into) {
  for (const kind of kindOrder) {
    const of_kind = found.filter((flow) => flow.kind === kind);
    if (!of_kind.length) continue;
    into.append(element("h2", {}, KINDS[kind].name), element("p", {}, KINDS[kind].meaning), flowList(of_kind));
  }
  if (!found.length) into.append(element("p", {}, "No exchange is shown. Change the boxes below the picture or the words above."));
}

function render() {
  byId("drawn").textContent = `${view.get({ filter: (edge) => edge.kind !== "tie" }).length.toLocaleString()} of ${flows.length.toLocaleString()} lines`;
  const panel = element("div");
  byId("back").hidden = !(shown.edge || shown.node);
  if (shown.edge) {
    const flow = edges.get(shown.edge);
    panel.style.setProperty("--kind", KINDS[flow.kind].colour);
    panel.append(element("h2", {}, describe(flow)));
    const left = flow.count - flow.statements.length;
    const many = flow.count === 1 ? "1 statement" : `${flow.count.toLocaleString()} statements`;
    panel.append(element("p", {}, `${KINDS[flow.kind].name} · ${many}${left > 0 ? `, the first ${flow.statements.length} below` : ""}`));
    panel.append(...flow.statements.map(statementItem));
  } else if (shown.node) {
    const node = nodes.get(shown.node);
    panel.append(element("h2", {}, node.label), element("p", {}, node.note));
    panel.append(...node.statements.map(statementItem));
    const touching = flows.filter((flow) => flow.from === node.id || flow.to === node.id);
    if (touching.length) flowGroups(matching(touching), panel);
  } else {
    flowGroups(matching(flows), panel);
  }
  byId("panel").replaceChildren(panel);
  byId("panel").scrollTop = 0;
}

// ---- what the picture shows

function emphasise() {
  const chosen = (edge) => shown.edge ? edge.id === shown.edge : !shown.node || edge.from === shown.node || edge.to === shown.node;
  edges.update(flows.map((flow) => ({ id: flow.id, color: { ...flow.color, opacity: !chosen(flow) ? 0.14 : shown.edge || shown.node ? 1 : flow.color.opacity } })));
}

function select({ node = null, edge = null }) {
  shown.node = node;
  shown.edge = edge;
  network.setSelection({ nodes: node ? [node] : [], edges: edge && view.get(edge) ? [edge] : [] }, { highlightEdges: false });
  emphasise();
  render();
}

network.on("click", ({ nodes: [node], edges: [edge] }) => select(node ? { node } : { edge: flowIds.has(edge) ? edge : null }));
byId("back").addEventListener("click", () => { select({}); byId("find").focus(); });
addEventListener("keydown", (event) => { if (event.key === "Escape") select({}); });
byId("find").addEventListener("input", (event) => { shown.words = event.target.value.trim(); shown.edge = null; select({ node: shown.node }); });
byId("least").addEventListener("input", (event) => { shown.least = Number(event.target.value) || 1; view.refresh(); select({}); });
for (const box of document.querySelectorAll("input[data-kind]")) {
  box.addEventListener("change", () => { shown.kinds[box.checked ? "add" : "delete"](box.dataset.kind); view.refresh(); select({}); });
}
render();

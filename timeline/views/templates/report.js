"use strict";
(() => {
  const root = document.documentElement;
  const find = (id) => document.getElementById(id);
  const held = (id) => find(id).textContent.trim();
  const night = matchMedia("(prefers-color-scheme: dark)");
  const hidden = new Set();
  let axis = "event";
  root.classList.add("scripted");

  async function unpack(base64) {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  // The text was escaped when the report was written; the policy of the page lets no script in it run.
  async function fillLists() {
    for (const packed of document.querySelectorAll("[data-fills]")) {
      find(packed.dataset.fills).innerHTML = await unpack(packed.textContent.trim());
    }
  }

  function show(id) {
    const target = find(id);
    if (!target) return;
    if (location.hash !== "#" + id) location.hash = "#" + id;
    target.scrollIntoView();
    // Events that were never on screen have a guessed height until now.
    requestAnimationFrame(() => target.scrollIntoView());
    target.focus({ preventScroll: true });
  }

  function colours(figures) {
    return night.matches ? (key, value) => (typeof value === "string" && figures.dark[value]) || value : null;
  }

  async function draw(text, plain) {
    const read = JSON.parse(text, colours(plain));
    const chosen = read.figures[axis];
    for (const trace of chosen.data) {
      if (hidden.has(trace.legendgroup)) trace.visible = false;
      if (trace.hovertext) trace.hovertext = trace.hovertext.map((at) => plain.texts[at]);
    }
    // A finger on the chart must still scroll the page.
    if (matchMedia("(pointer: coarse)").matches) chosen.layout.dragmode = false;
    await Plotly.react(find("chart"), chosen.data, chosen.layout, read.config);
  }

  function press(buttons, chosen) {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button === chosen));
  }

  async function start() {
    await fillLists();
    if (find("chart")) await startChart();
    // What was above the place that the address names has changed its height.
    if (location.hash) show(decodeURIComponent(location.hash.slice(1)));
  }

  async function startChart() {
    const text = await unpack(held("timeline-figures"));
    const plain = JSON.parse(text);
    const bundle = document.createElement("script");
    bundle.textContent = await unpack(held("plotly-bundle"));
    document.head.append(bundle);
    await draw(text, plain);
    root.classList.add("drawn");
    Plotly.Plots.resize(find("chart"));
    find("chart").on("plotly_click", (click) => {
      const ids = click.points[0].customdata;
      if (ids) show(ids[0]);
    });
    night.addEventListener("change", () => draw(text, plain));
    const switches = document.querySelectorAll("[data-axis]");
    for (const button of switches) {
      button.addEventListener("click", () => {
        axis = button.dataset.axis;
        press(switches, button);
        draw(text, plain);
      });
    }
    for (const button of document.querySelectorAll("[data-family]")) {
      button.addEventListener("click", () => {
        const family = button.dataset.family;
        if (!hidden.delete(family)) hidden.add(family);
        button.setAttribute("aria-pressed", String(!hidden.has(family)));
        draw(text, plain);
      });
    }
  }

  start().catch((error) => {
    root.classList.add("failed");
    const told = document.querySelector(".waiting");
    if (told) told.textContent = "This browser cannot draw the interactive timeline; the picture below shows the same.";
    console.error(error);
  });
})();

// The strip above the chart: how many reports when, as an overview and a brush; the legend that filters; and the ties
// between them, the chart and the server. `data` is what timeline.ui.chart.strip_data makes.
const EPOCH = 719163; // 1 January 1970, counted in days as the server counts them
const DAY = 86400000;
const SVG = "http://www.w3.org/2000/svg";
const states = new WeakMap();

const made = (name, attributes, children = []) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};
const html = (name, attributes, children = []) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};

class Strip {
  constructor(root) {
    this.root = root;
    this.picture = made("svg", { class: "ct-strip", height: 56, "aria-hidden": "true" });
    this.handles = ["first", "last"].map((which, at) => this.handle(which, at));
    this.box = html("div", { class: "ct-strip-box" }, [this.picture, ...this.handles]);
    this.note = html("p", { class: "ct-strip-note" });
    this.whole = html("button", { type: "button", class: "ct-strip-whole" }, ["Show the whole period"]);
    this.whole.addEventListener("click", () => this.look(null, true));
    this.legend = html("div", { class: "ct-legend", role: "group", "aria-label": "Kinds of event: press to filter" });
    this.signs = html("p", { class: "ct-signs" });
    this.root.replaceChildren(html("div", { class: "ct-strip-head" }, [this.note, this.whole]), this.box, this.legend, this.signs);
    this.picture.addEventListener("pointerdown", (event) => this.drag(event));
    this.picture.addEventListener("dblclick", () => this.look(null, true));
    new ResizeObserver(() => this.draw()).observe(this.box);
    this.watch = new MutationObserver(() => this.tie());
    this.watch.observe(document.body, { childList: true, subtree: true });
  }

  handle(which, at) {
    const node = html("div", { class: "ct-handle", role: "slider", tabindex: "0", "aria-label": `The ${which} day in sight` });
    node.addEventListener("keydown", (event) => {
      const big = (this.data.right - this.data.left) / 10;
      const step = { ArrowLeft: -this.data.step, ArrowRight: this.data.step, PageDown: -big, PageUp: big }[event.key];
      if (event.key === "Escape" || event.key === "Home") this.look(null, true);
      else if (step) this.move(at, this.seen()[at] + step);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    node.addEventListener("pointerdown", (event) => this.pull(event, at));
    return node;
  }

  seen() {
    return this.view ?? [this.data.left, this.data.right];
  }

  move(at, day) {
    const view = [...this.seen()];
    view[at] = day;
    if (view[1] - view[0] >= 1) this.look(view, true);
  }

  // The server is told once the hand rests.
  look(view, tell) {
    if (view) {
      view = [Math.max(view[0], this.data.left), Math.min(view[1], this.data.right)];
      if (view[0] <= this.data.left + 0.01 && view[1] >= this.data.right - 0.01) view = null;
    }
    this.view = view;
    this.draw();
    clearTimeout(this.waiting);
    if (tell) this.waiting = setTimeout(() => this.tell("view", view ?? "whole"), 120);
  }

  day(event) {
    const place = this.picture.getBoundingClientRect();
    const part = Math.min(Math.max((event.clientX - place.left) / place.width, 0), 1);
    return this.data.left + part * (this.data.right - this.data.left);
  }

  follow(event, moved, done) {
    event.preventDefault();
    const stop = (last) => {
      removeEventListener("pointermove", moved);
      removeEventListener("pointerup", stop);
      removeEventListener("pointercancel", stop);
      done(last);
    };
    addEventListener("pointermove", moved);
    addEventListener("pointerup", stop);
    addEventListener("pointercancel", stop);
  }

  drag(event) {
    const begun = this.day(event), was = this.seen();
    const inside = this.view && begun > was[0] && begun < was[1];
    const at = (now) => {
      const day = this.day(now);
      if (!inside) return [Math.min(begun, day), Math.max(begun, day)];
      const by = Math.min(Math.max(day - begun, this.data.left - was[0]), this.data.right - was[1]);
      return [was[0] + by, was[1] + by];
    };
    const clicked = (now) => Math.abs(now.clientX - event.clientX) < 4;
    this.follow(event, (now) => clicked(now) || this.look(at(now), false), (now) => {
      if (!clicked(now)) this.look(at(now)[1] - at(now)[0] < 1 ? was : at(now), true);
    });
  }

  pull(event, at) {
    const with_ = (now) => {
      const view = [...this.seen()];
      view[at] = this.day(now);
      return view[1] - view[0] >= 1 ? view : this.seen();
    };
    this.follow(event, (now) => this.look(with_(now), false), (now) => this.look(with_(now), true));
  }

  words(day) {
    if (this.data.lag) return `${Math.round(day)} days`;
    const date = new Date((Math.floor(day) - EPOCH) * DAY);
    return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(date);
  }

  draw() {
    if (!this.data) return;
    const { left, right, bins, most, step } = this.data;
    const wide = this.box.clientWidth, high = 56, foot = 16;
    const across = (day) => ((day - left) / (right - left)) * wide;
    const tall = (number) => (number / Math.max(most, 1)) * (high - foot - 4);
    const seen = this.seen();
    const parts = [];
    for (const [begin, certain, possible] of bins) {
      const x = across(begin), width = Math.max(across(begin + step) - x - 1, 1);
      for (const [name, number] of [["possible", certain + possible], ["certain", certain]]) {
        const up = tall(number);
        if (number) parts.push(made("rect", { class: name, x, width, y: high - foot - up, height: up }));
      }
    }
    parts.push(made("line", { class: "base", x1: 0, x2: wide, y1: high - foot, y2: high - foot }));
    for (const [day, label] of this.data.ticks) {
      const x = across(day);
      if (x > 8 && x < wide - 24) parts.push(made("text", { x, y: high - 3, "text-anchor": "middle" }, [label]));
    }
    if (this.view) {
      const [from, to] = seen.map(across);
      parts.push(made("rect", { class: "veil", x: 0, y: 0, width: Math.max(from, 0), height: high - foot }));
      parts.push(made("rect", { class: "veil", x: to, y: 0, width: Math.max(wide - to, 0), height: high - foot }));
      parts.push(made("rect", { class: "window", x: from, y: 0.5, width: Math.max(to - from, 2), height: high - foot - 1 }));
    }
    this.picture.setAttribute("width", wide);
    this.picture.setAttribute("viewBox", `0 0 ${Math.max(wide, 1)} ${high}`);
    this.picture.replaceChildren(...parts);
    this.handles.forEach((node, at) => {
      node.style.left = `${across(seen[at])}px`;
      node.setAttribute("aria-valuemin", Math.round(left));
      node.setAttribute("aria-valuemax", Math.round(right));
      node.setAttribute("aria-valuenow", Math.round(seen[at]));
      node.setAttribute("aria-valuetext", this.words(seen[at] - at));
    });
    this.note.textContent = this.view ? `In sight: ${this.words(seen[0])} to ${this.words(seen[1] - 1)}` : this.data.note;
    this.whole.hidden = !this.view;
  }

  drawLegend() {
    const held = document.activeElement?.dataset?.family;
    const swatch = (entry) => {
      const button = html("button", { type: "button", "data-family": entry.key, "aria-pressed": String(entry.on) }, [
        html("span", { class: "ct-swatch", style: `background:${entry.colour}` }), entry.label]);
      button.addEventListener("click", () => this.tell("family", entry.key));
      return button;
    };
    const sign = (entry) => html("span", {}, [html("span", { class: `ct-sign ct-sign-${entry.key}`, "aria-hidden": "true" }), entry.label]);
    this.legend.replaceChildren(...this.data.families.map(swatch));
    this.signs.replaceChildren(...this.data.signs.map(sign));
    if (held) this.legend.querySelector(`[data-family="${CSS.escape(held)}"]`)?.focus();
  }

  update(data, tell) {
    const fresh = JSON.stringify(data.families) !== JSON.stringify(this.data?.families);
    this.data = data;
    this.tell = tell;
    this.view = data.view;
    if (fresh) this.drawLegend();
    this.draw();
    this.tie();
    this.emphasise();
  }

  // Finds the chart, which Streamlit may have made anew, and listens to it.
  tie() {
    if (!this.root.isConnected) return this.watch.disconnect();
    const chart = document.querySelector(".st-key-chart_box .js-plotly-plot");
    if (!chart?.on || chart === this.chart) return;
    this.chart = chart;
    chart.dataset.tied = "true";
    chart.on("plotly_afterplot", () => this.emphasise());
    chart.on("plotly_click", (click) => {
      const ids = click.points[0]?.customdata;
      if (ids?.length) this.tell("pick", String(ids[0]));
    });
    chart.on("plotly_relayout", (change) => {
      const range = [0, 1].map((at) => change[`xaxis.range[${at}]`] ?? change["xaxis.range"]?.[at]);
      if (change["xaxis.autorange"]) this.look(null, true);
      else if (range.every((end) => end !== undefined)) this.look(range.map((end) => this.place(end)), true);
    });
    this.emphasise();
  }

  place(end) {
    if (typeof end === "number") return end;
    return Date.parse(end.length > 10 ? `${end.replace(" ", "T")}Z` : end) / DAY + EPOCH;
  }

  // The marks of the chosen event stay as they are, the others step back; the chart is not drawn anew for it.
  emphasise() {
    if (!this.chart) return;
    const marks = [];
    for (const group of this.chart.querySelectorAll(".scatterlayer .trace, .barlayer .trace")) {
      const ids = group.__data__?.[0]?.trace?.customdata;
      if (!ids) continue;
      group.querySelectorAll("path.point, g.point").forEach((mark, at) => marks.push([mark, ids[mark.__data__?.i ?? at]?.[0]]));
    }
    const there = marks.some(([, event]) => event === this.data.chosen);
    for (const [mark, event] of marks) mark.classList.toggle("ct-back", there && event !== this.data.chosen);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".ct-strip-root") ?? parentElement;
  if (!states.has(root)) states.set(root, new Strip(root));
  states.get(root).update(data, setTriggerValue);
}

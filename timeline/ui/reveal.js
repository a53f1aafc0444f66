// Keeps what was chosen in sight: its row in the list, and, after a choice on the chart, the evidence below the fold.
// `data` is {turn, page}: turn grows with every choice, page says whether the page itself may be scrolled.
let seen = null;

export default function ({ data }) {
  if (seen === data.turn) return;
  seen = data.turn;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (patience) => {
    const box = document.querySelector(".st-key-list_box");
    const row = box?.querySelector('[role="radiogroup"] > div:has(input:checked)');
    const panel = document.querySelector(".ct-evidence");
    if (!row || !panel) {
      if (patience > 0) setTimeout(() => show(patience - 1), 50);
      return;
    }
    const top = row.offsetTop - box.clientHeight / 3;
    if (row.offsetTop < box.scrollTop || row.offsetTop + row.offsetHeight > box.scrollTop + box.clientHeight) {
      box.scrollTop = top;
    }
    const place = panel.getBoundingClientRect();
    if (data.page && (place.top < 60 || place.top > innerHeight * 0.6)) {
      panel.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    }
  };
  setTimeout(() => show(40), 50);
}
